import { Matrix } from "../../matrix/matrix.ts";
import { sum, sumColumns, sumValues } from "../../matrix/reductions.ts";
import type { Axis } from "./typed-expression.ts";

/** `np.sum(a, axis=axis, keepdims=True)`, (1,1) for no axis: in NumPy's order. */
export function sumAlong(a: Matrix, axis: Axis | null): Matrix {
  if (axis === null) return Matrix.from([[sum(a)]]);
  if (axis === 0) return new Matrix(1, a.columns, sumColumns(a));
  const sums = new Matrix(a.rows, 1);
  for (let i = 0; i < a.rows; i++) {
    sums.values[i] = sumValues(a.values.subarray(i * a.columns, (i + 1) * a.columns));
  }
  return sums;
}

/** `np.trace(a)`: (1,1). */
export function traceOf(a: Matrix): Matrix {
  let total = 0;
  for (let i = 0; i < a.rows; i++) total += a.values[i * a.columns + i];
  return Matrix.from([[total]]);
}
