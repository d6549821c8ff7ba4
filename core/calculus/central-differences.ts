import { Extrapolation } from "./extrapolation.ts";

/** Steps from 2⁻⁴ on, each half of the one before: the first for values that rounding spoils, the last for poles nearby. */
const LEVELS = 12;
const FIRST_STEP = 2 ** -4;

/** The slopes at 0 of all numbers that `value` gives, by extrapolated central differences; NaN where none is finite. */
export function extrapolatedSlopes(value: (step: number) => Float64Array): Float64Array {
  const found = Array.from(value(0), () => new Extrapolation());
  for (let level = 0; level < LEVELS; level++) {
    const step = FIRST_STEP / 2 ** level;
    const [up, down] = [value(step), value(-step)];
    found.forEach((one, k) => {
      const rounding = (Number.EPSILON * Math.max(Math.abs(up[k]), Math.abs(down[k]))) / step;
      one.add((up[k] - down[k]) / (2 * step), rounding);
    });
  }
  return Float64Array.from(found, ({ value: slope }) => slope);
}
