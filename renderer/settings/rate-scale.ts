/** The learning rate's logarithmic slider: whole positions, forty to a factor of ten, 10⁻⁷ … 10². */

const LOWEST_POWER = -7;
const PER_DECADE = 40;

export const RATE_POSITIONS = 9 * PER_DECADE;

/** The learning rate at a position, in three significant digits so that it reads well. */
export function rateAt(position: number): number {
  return Number((10 ** (LOWEST_POWER + position / PER_DECADE)).toPrecision(3));
}

/** The position nearest to a learning rate; rates off the slider stand at its ends. */
export function rateToPosition(rate: number): number {
  const position = Math.round((Math.log10(rate) - LOWEST_POWER) * PER_DECADE);
  return Math.min(RATE_POSITIONS, Math.max(0, position));
}
