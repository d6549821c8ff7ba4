import type { Matrix } from "../../core/matrix/matrix.ts";

/** Python that gives a name these numbers, to the last bit: a matrix with two axes. */
export function assignMatrix(name: string, matrix: Matrix): string {
  return `${name} = np.array(${JSON.stringify(matrix.toRows())}).reshape(${matrix.rows}, ${matrix.columns})`;
}

/** The same for an array of one axis, as a bias is. */
export function assignVector(name: string, values: Float64Array): string {
  return `${name} = np.array(${JSON.stringify([...values])})`;
}
