import { Matrix } from "../matrix/matrix.ts";
import { sumColumns } from "../matrix/reductions.ts";
import type { Problem, Result } from "../result.ts";
import type { Scaling } from "./plan.ts";

/** How every column of X was scaled: (x − shift) ÷ scale. */
export interface ColumnScaling {
  /** One per column: its mean, or its smallest number. */
  readonly shift: Float64Array;
  /** One per column, greater than 0: its standard deviation, or its range; 1 where all its numbers are equal. */
  readonly scale: Float64Array;
}

/**
 * Fits a scaling to the columns of X (samples, features), at least one sample: `standardise` takes
 * `np.mean(X, axis=0)` and `np.std(X, axis=0)`, which divides by the number of samples; `range` takes
 * `np.min(X, axis=0)` and `np.ptp(X, axis=0)`. A column of equal numbers is shifted to 0 and not scaled.
 *
 * A column whose mean or spread is no float64 above 0 (numbers near the ends of its range) is a problem.
 */
export function fitScaling(X: Matrix, kind: Exclude<Scaling, "none">): Result<ColumnScaling> {
  const { least, greatest } = rangeOfColumns(X);
  const { shift, scale } =
    kind === "standardise" ? momentsOfColumns(X) : { shift: least, scale: subtract(greatest, least) };
  const problems: Problem[] = [];
  for (let column = 0; column < X.columns; column++) {
    if (least[column] === greatest[column]) {
      shift[column] = least[column];
      scale[column] = 1;
    } else if (!Number.isFinite(shift[column]) || !Number.isFinite(scale[column]) || !(scale[column] > 0)) {
      const message =
        `column ${column + 1} of X cannot be scaled: its numbers, from ${least[column]} to ` +
        `${greatest[column]}, are too large or too close together`;
      const values = { column: column + 1, least: least[column], greatest: greatest[column] };
      problems.push({ place: "scaling", code: "out-of-range", values, message });
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { shift, scale } };
}

/**
 * Fitting and scaling in Python with `np` defined, for the name of X and an expression of the rows of it that
 * the scaling is fitted to: lines that leave the scaled X in its name.
 */
export function scalingNumpy(kind: Exclude<Scaling, "none">, X: string, fitted: string): string[] {
  if (kind === "range") {
    return [
      `least, span = ${fitted}.min(axis=0), np.ptp(${fitted}, axis=0)`,
      "span[span == 0] = 1  # a column of equal numbers is shifted only",
      `${X} = (${X} - least) / span`,
    ];
  }
  return [
    `equal = np.ptp(${fitted}, axis=0) == 0  # columns of equal numbers are shifted only`,
    `mean = np.where(equal, ${fitted}.min(axis=0), ${fitted}.mean(axis=0))`,
    `deviation = np.where(equal, 1, ${fitted}.std(axis=0))`,
    `${X} = (${X} - mean) / deviation`,
  ];
}

/** (X − shift) ÷ scale, column by column, as a new matrix of X's shape. */
export function applyScaling(X: Matrix, { shift, scale }: ColumnScaling): Matrix {
  const scaled = new Matrix(X.rows, X.columns);
  for (let i = 0, position = 0; i < X.rows; i++) {
    for (let j = 0; j < X.columns; j++, position++) {
      scaled.values[position] = (X.values[position] - shift[j]) / scale[j];
    }
  }
  return scaled;
}

/** Mean and standard deviation (ddof 0) of every column, summed row by row as NumPy does along axis 0. */
function momentsOfColumns(X: Matrix): ColumnScaling {
  const shift = sumColumns(X).map((sum) => sum / X.rows);
  const deviations = applyScaling(X, { shift, scale: new Float64Array(X.columns).fill(1) });
  deviations.values.forEach((deviation, i, values) => (values[i] = deviation * deviation));
  return { shift, scale: sumColumns(deviations).map((sum) => Math.sqrt(sum / X.rows)) };
}

function rangeOfColumns(X: Matrix): { readonly least: Float64Array; readonly greatest: Float64Array } {
  const least = new Float64Array(X.columns).fill(Infinity);
  const greatest = new Float64Array(X.columns).fill(-Infinity);
  for (let i = 0, position = 0; i < X.rows; i++) {
    for (let j = 0; j < X.columns; j++, position++) {
      const value = X.values[position];
      if (value < least[j]) least[j] = value;
      if (value > greatest[j]) greatest[j] = value;
    }
  }
  return { least, greatest };
}

function subtract(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i]);
}
