import { ShapeError } from "../../core/errors.ts";
import { fitShapes, multiplyBroadcast, type AxisFit } from "../../core/matrix/broadcast.ts";
import type { Matrix } from "../../core/matrix/matrix.ts";
import { multiply, requireAligned } from "../../core/matrix/product.ts";
import type { ResultShape } from "../formula/dominoes.ts";
import { cut, type Operand } from "./operand.ts";

/** How much of a large result is shown. */
export interface Window {
  readonly rows: number;
  readonly columns: number;
  /** How many places of the summed axis are shown; all of them are summed. */
  readonly inner: number;
}

/** What comes of an operation: numbers, or NumPy's complaint. */
export type Outcome<Works> = Works | { readonly works: false; readonly message: string };

/** What any operation gives, as far as it is shown. */
interface Whole {
  readonly works: true;
  /** NumPy's shape of the whole result. */
  readonly shape: ResultShape;
  /** Size of the whole result. */
  readonly rows: number;
  readonly columns: number;
  /** The first rows and columns of it. */
  readonly result: Matrix;
}

export interface Product extends Whole {
  readonly inner: number;
  /** The first rows of the left factor, and the first columns of the right one, over the whole summed axis. */
  readonly left: Matrix;
  readonly right: Matrix;
}

export interface Elementwise extends Whole {
  readonly down: AxisFit;
  readonly across: AxisFit;
  readonly left: Matrix;
  readonly right: Matrix;
}

/** `np.dot(left, right)`: both are matrices, or both have one axis. Only the shown part is computed. */
export function multiplied(left: Operand, right: Operand, shown: Window): Outcome<Product> {
  const inner = left.columns;
  if (left.vector && right.columns !== inner)
    return { works: false, message: complaintOfVectors(left, right) };
  // An array with one axis is a column here; at the left it is the row that it is anyway.
  const factor: Operand = right.vector
    ? { ...right, rows: right.columns, columns: 1, at: (row) => right.at(0, row) }
    : right;
  return attempt(() => {
    requireAligned(left, factor);
    const leftPart = cut(left, Math.min(left.rows, shown.rows), inner);
    const rightPart = cut(factor, inner, Math.min(factor.columns, shown.columns));
    return {
      works: true,
      shape: { rows: left.vector ? null : left.rows, columns: right.vector ? null : factor.columns },
      rows: left.rows,
      columns: factor.columns,
      inner,
      left: leftPart,
      right: rightPart,
      result: multiply(leftPart, rightPart),
    };
  });
}

/** `left * right`: both are matrices, or both have one axis. Only the shown part is computed. */
export function multipliedByElements(left: Operand, right: Operand, shown: Window): Outcome<Elementwise> {
  const part = (operand: Operand): Matrix =>
    cut(operand, Math.min(operand.rows, shown.rows), Math.min(operand.columns, shown.columns));
  return attempt(() => {
    const { down, across } = fitShapes(left, right);
    const [leftPart, rightPart] = [part(left), part(right)];
    const rows = down === "left-repeats" ? right.rows : left.rows;
    const columns = across === "left-repeats" ? right.columns : left.columns;
    return {
      works: true,
      shape: { rows: left.vector ? null : rows, columns },
      rows,
      columns,
      down,
      across,
      left: leftPart,
      right: rightPart,
      result: multiplyBroadcast(leftPart, rightPart),
    };
  });
}

/** What `np.dot` says of two arrays with one axis. */
function complaintOfVectors(left: Operand, right: Operand): string {
  return `shapes (${left.columns},) and (${right.columns},) not aligned: ${left.columns} (dim 0) != ${right.columns} (dim 0)`;
}

function attempt<Works>(compute: () => Works): Outcome<Works> {
  try {
    return compute();
  } catch (error) {
    if (error instanceof ShapeError) return { works: false, message: error.message };
    throw error;
  }
}
