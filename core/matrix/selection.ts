import { Matrix } from "./matrix.ts";

/**
 * The rows of a (rows, columns) with these numbers, in their order: `np.take(a, rows, axis=0)`.
 *
 * @throws RangeError in NumPy's words if there is no such row.
 */
export function takeRows(a: Matrix, rows: Uint32Array): Matrix {
  const taken = new Matrix(rows.length, a.columns);
  rows.forEach((row, i) => {
    if (row >= a.rows) throw new RangeError(`index ${row} is out of bounds for axis 0 with size ${a.rows}`);
    taken.values.set(a.values.subarray(row * a.columns, (row + 1) * a.columns), i * a.columns);
  });
  return taken;
}
