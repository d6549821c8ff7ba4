import type { Matrix } from "../matrix/matrix.ts";

/** How good an output is, beside its cost. */
export interface Metrics {
  /** Share of the samples whose class is right, 0 … 1, or null where Y holds no classes. */
  readonly accuracy: number | null;
  /** R² = 1 − Σ(Y−Ŷ)² ÷ Σ(Y−mean)², or null where Y holds classes or never changes. */
  readonly r2: number | null;
}

/**
 * Measures outputs against one Y (samples, targets), of which it keeps what never changes.
 *
 * Classes are either one-hot rows, of which the largest output counts, or a single column of zeros and ones,
 * of which an output above ½ counts as 1. All other targets are numbers, and have an R² instead: over all
 * columns together, each around its own mean (scikit-learn's "variance_weighted").
 */
export class Measure {
  readonly #Y: Matrix;
  readonly #classes: Uint32Array | null;
  readonly #twoSided: boolean;
  /** Σ(Y−mean)²; 0 where R² says nothing. */
  readonly #spread: number;

  constructor(Y: Matrix) {
    this.#Y = Y;
    this.#classes = classesOf(Y);
    this.#twoSided = Y.rows > 0 && Y.columns === 1 && Y.values.every((value) => value === 0 || value === 1);
    this.#spread = this.#classes !== null || this.#twoSided ? 0 : spreadOf(Y);
  }

  /** How many samples of an output (samples, targets) have the right class, or null without classes. */
  countCorrect(output: Float64Array): number | null {
    if (this.#classes !== null) return countCorrect(output, this.#classes, this.#Y.columns);
    if (!this.#twoSided) return null;
    const { values, rows } = this.#Y;
    let correct = 0;
    for (let i = 0; i < rows; i++) if (output[i] > 0.5 === (values[i] === 1)) correct++;
    return correct;
  }

  /** The metrics of an output (samples, targets). */
  of(output: Float64Array): Metrics {
    const correct = this.countCorrect(output);
    return {
      accuracy: correct === null ? null : correct / this.#Y.rows,
      r2: this.#spread > 0 ? 1 - squaredErrors(this.#Y.values, output) / this.#spread : null,
    };
  }
}

/**
 * For each sample the column of Y in which its 1 stands, or null unless every row of Y has exactly one 1
 * and zeros beside it, in at least two columns: classes, one-hot.
 */
export function classesOf(Y: Matrix): Uint32Array | null {
  if (Y.rows === 0 || Y.columns < 2) return null;
  const classes = new Uint32Array(Y.rows);
  for (let i = 0; i < Y.rows; i++) {
    let ones = 0;
    for (let j = 0; j < Y.columns; j++) {
      const value = Y.values[i * Y.columns + j];
      if (value === 1) {
        ones++;
        classes[i] = j;
      } else if (value !== 0) return null;
    }
    if (ones !== 1) return null;
  }
  return classes;
}

/** Samples whose largest output (samples, columns) stands in their class; of equal ones the first counts. */
export function countCorrect(output: Float64Array, classes: Uint32Array, columns: number): number {
  let correct = 0;
  for (let i = 0; i < classes.length; i++) {
    let best = 0;
    for (let j = 1; j < columns; j++) {
      if (output[i * columns + j] > output[i * columns + best]) best = j;
    }
    if (best === classes[i]) correct++;
  }
  return correct;
}

function squaredErrors(Y: Float64Array, output: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < Y.length; i++) {
    const error = Y[i] - output[i];
    sum += error * error;
  }
  return sum;
}

/** Σ(Y−mean)² over all columns; exactly 0 where no column changes. */
function spreadOf({ rows, columns, values }: Matrix): number {
  let spread = 0;
  for (let j = 0; j < columns; j++) {
    // Around the first value, so that a column that never changes has no spread by rounding.
    const first = values[j];
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += values[i * columns + j] - first;
    const mean = sum / rows;
    for (let i = 0; i < rows; i++) {
      const deviation = values[i * columns + j] - first - mean;
      spread += deviation * deviation;
    }
  }
  return spread;
}
