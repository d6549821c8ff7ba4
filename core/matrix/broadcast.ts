import { formatShape, ShapeError } from "../errors.ts";
import { map } from "./elementwise.ts";
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
 * A * B as NumPy does it for any two matrices: an axis with a single place is repeated until it is as long as
 * the other's.
 *
 * @throws ShapeError in NumPy's words if an axis fits in neither way.
 */
export function multiplyBroadcast(a: Matrix, b: Matrix): Matrix {
  const { down, across } = fitShapes(a, b);
  const rows = down === "left-repeats" ? b.rows : a.rows;
  const columns = across === "left-repeats" ? b.columns : a.columns;
  const left = { down: a.rows === 1 ? 0 : a.columns, across: a.columns === 1 ? 0 : 1 };
  const right = { down: b.rows === 1 ? 0 : b.columns, across: b.columns === 1 ? 0 : 1 };
  return map(
    new Matrix(rows, columns),
    (_, i, j) => a.values[i * left.down + j * left.across] * b.values[i * right.down + j * right.across],
  );
}
