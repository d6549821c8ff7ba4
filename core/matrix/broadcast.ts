import { formatShape, ShapeError } from "../errors.ts";
import { Matrix } from "./matrix.ts";

type Shape = Pick<Matrix, "rows" | "columns">;

/** What becomes of an axis of two matrices: it is as long in both, or the one with a single place is repeated. */
export type AxisFit = "equal" | "left-repeats" | "right-repeats";

/** How two sizes of an axis go together element by element, or null where they do not. */
export function fitAxis(left: number, right: number): AxisFit | null {
  if (left === right) return "equal";
  if (left === 1) return "left-repeats";
  return right === 1 ? "right-repeats" : null;
}

/**
 * How two shapes go together element by element, axis by axis.
 *
 * @throws ShapeError in NumPy's words if an axis fits in neither way.
 */
export function fitShapes(a: Shape, b: Shape): { readonly down: AxisFit; readonly across: AxisFit } {
  const down = fitAxis(a.rows, b.rows);
  const across = fitAxis(a.columns, b.columns);
  if (down !== null && across !== null) return { down, across };
  throw new ShapeError(
    `operands could not be broadcast together with shapes ${formatShape(a)} ${formatShape(b)}`,
  );
}

/**
 * f(a, b) for each pair of elements, as NumPy broadcasts: an axis with a single place is repeated until it is
 * as long as the other's.
 *
 * @throws ShapeError in NumPy's words if an axis fits in neither way.
 */
export function combineBroadcast(a: Matrix, b: Matrix, f: (x: number, y: number) => number): Matrix {
  const { down, across } = fitShapes(a, b);
  const rows = down === "left-repeats" ? b.rows : a.rows;
  const columns = across === "left-repeats" ? b.columns : a.columns;
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

/**
 * A * B for any two matrices that NumPy takes.
 *
 * @throws ShapeError in NumPy's words if an axis fits in neither way.
 */
export function multiplyBroadcast(a: Matrix, b: Matrix): Matrix {
  return combineBroadcast(a, b, (x, y) => x * y);
}
