import { formatShape, ShapeError } from "../../errors.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { sum, sumColumns, sumValues } from "../../matrix/reductions.ts";
import type { Axis } from "./typed-expression.ts";

/**
 * f(a, b) for each pair of elements, where a size of 1 stands for any other, as NumPy broadcasts.
 *
 * @throws ShapeError in NumPy's words if the sizes differ otherwise.
 */
export function combineBroadcast(a: Matrix, b: Matrix, f: (x: number, y: number) => number): Matrix {
  const rows = commonSize(a.rows, b.rows);
  const columns = commonSize(a.columns, b.columns);
  if (rows === null || columns === null) {
    const shapes = `${formatShape(a)} ${formatShape(b)}`;
    throw new ShapeError(`operands could not be broadcast together with shapes ${shapes}`);
  }
  const combined = new Matrix(rows, columns);
  // A step of 0 stays on the one row or column that there is.
  const [aRow, aColumn] = [a.rows === 1 ? 0 : a.columns, a.columns === 1 ? 0 : 1];
  const [bRow, bColumn] = [b.rows === 1 ? 0 : b.columns, b.columns === 1 ? 0 : 1];
  for (let i = 0, position = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, position++) {
      const x = a.values[i * aRow + j * aColumn];
      combined.values[position] = f(x, b.values[i * bRow + j * bColumn]);
    }
  }
  return combined;
}

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

function commonSize(a: number, b: number): number | null {
  if (a === 1) return b;
  return b === 1 || a === b ? a : null;
}
