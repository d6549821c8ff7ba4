/**
 * A derivative from central differences D(h), D(h/2), D(h/4), …, by Ridders' method (1982): Richardson's
 * extrapolation to h = 0 over and over, from which that value is taken that changed least when it was made.
 */
export class Extrapolation {
  /** The best value so far; NaN before two differences. */
  value = NaN;
  /** How far off it may be: as far as it changed, or as rounding alone moves it. */
  error = Infinity;
  /** The last value of the highest order; NaN before two differences. */
  latest = NaN;
  #row: readonly number[] = [];

  /** The next difference, at half the step of the one before; `rounding` is how far off that alone makes it. */
  add(difference: number, rounding: number): void {
    const before = this.#row;
    const row = [difference];
    let power = 1;
    for (let order = 0; order < before.length; order++) {
      power *= 4;
      const better = (power * row[order] - before[order]) / (power - 1);
      const change = Math.max(Math.abs(better - row[order]), Math.abs(better - before[order]));
      const error = Math.max(change, rounding);
      if (error < this.error) {
        this.value = better;
        this.error = error;
      }
      row.push(better);
      this.latest = better;
    }
    this.#row = row;
  }
}

/**
 * The deviation of a function's values from a smooth course, σ, by which rounding alone moves them: from four
 * third differences of seven values at equal, tiny distances (Hamming's difference table; Moré and Wild 2011).
 */
export function deviationFromSmooth(values: readonly number[]): number {
  let squares = 0;
  for (let i = 0; i + 3 < values.length; i++) {
    const third = values[i + 3] - 3 * values[i + 2] + 3 * values[i + 1] - values[i];
    squares += third * third;
  }
  // A third difference of independent deviations has 1 + 9 + 9 + 1 times their variance.
  return Math.sqrt(squares / (values.length - 3) / 20);
}
