import { Matrix } from "../../core/matrix/matrix.ts";
import { latexLetter } from "../../core/naming.ts";
import type { MatrixKey, MatrixName } from "../../core/network/names.ts";
import type { Frame } from "../../core/training/frame.ts";
import { isTurned } from "../chain/picture.ts";

/** An array that stands left or right of a dot or a star; its numbers are read only where they are shown. */
export interface Operand {
  /** As code spells it: `A`, `W1.T`. */
  readonly code: string;
  /** As a formula writes it: the letter, and what stands above. */
  readonly tex: string;
  readonly raised: string;
  readonly rows: number;
  readonly columns: number;
  /** An array with one axis: a row that has no rows. */
  readonly vector: boolean;
  readonly at: (row: number, column: number) => number;
}

/** A matrix of numbers under a name. */
export function operandOf(code: string, rows: readonly (readonly number[])[]): Operand {
  const matrix = Matrix.from(rows);
  return {
    code,
    tex: code,
    raised: "",
    rows: matrix.rows,
    columns: matrix.columns,
    vector: false,
    at: (row, column) => matrix.at(row, column),
  };
}

/** An array with one axis, `np.array([1, 2, 5])`. */
export function vectorOf(code: string, values: readonly number[]): Operand {
  return { ...operandOf(code, [values]), vector: true };
}

/** The transpose; of an array with one axis it is the array itself, as in NumPy. */
export function transposed(operand: Operand): Operand {
  const { code, raised, rows, columns, vector, at } = operand;
  const names = {
    code: `${code}.T`,
    raised: raised + (raised === "" ? "" : String.raw`\,`) + String.raw`\mathsf{T}`,
  };
  if (vector) return { ...operand, ...names };
  return { ...operand, ...names, rows: columns, columns: rows, at: (row, column) => at(column, row) };
}

/** The first rows and columns of an operand, as numbers to compute with. */
export function cut({ at }: Operand, rows: number, columns: number): Matrix {
  const part = new Matrix(rows, columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) part.values[i * columns + j] = at(i, j);
  }
  return part;
}

/** A matrix of the step that is shown, as the chain draws it. */
export function operandOfFrame(key: MatrixKey, frame: Frame, name: MatrixName): Operand {
  const { rows, columns, values } = frame.matrix(key);
  const turned = isTurned(key);
  return {
    code: name.code,
    tex: latexLetter(name.letter),
    raised: name.layer === null ? "" : `(${name.layer})`,
    rows,
    columns,
    vector: false,
    at: (row, column) => {
      const value = values[row * columns + column];
      return turned ? 0 - value : value;
    },
  };
}

/** An operand as a formula writes it, with TeX for its indices: `W^{(1)\mathsf{T}}_{jk}`. */
export function writeTex({ tex, raised }: Operand, indices = ""): string {
  return tex + (raised === "" ? "" : `^{${raised}}`) + (indices === "" ? "" : `_{${indices}}`);
}
