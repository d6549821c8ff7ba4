/** A size that is known, or the letter of one that is not: the same letter is the same size. */
export type Size = number | string;

/**
 * The shape of an expression, laid out as a matrix: a single number (`()` in NumPy) is 1 by 1, a vector
 * (`(n,)`, what a sum along an axis without keepdims leaves) is one row of n.
 */
export interface Shape {
  /** How many axes NumPy gives it. */
  readonly dimensions: Dimensions;
  readonly rows: Size;
  readonly columns: Size;
}

export type Dimensions = 0 | 1 | 2;

/** The sizes of a matrix, as the open network or a `Matrix` has them. */
export interface MatrixSize {
  readonly rows: number;
  readonly columns: number;
}

/**
 * What is known of a name before anything is inferred: a matrix where it does not say how many axes there are; null is
 * a size that is to be found.
 */
export interface KnownShape {
  readonly dimensions?: Dimensions;
  readonly rows: Size | null;
  readonly columns: Size | null;
}

/** A shape as NumPy writes it: `(10,3)`, `(3,)`, `()`. */
export function writeShape({ dimensions, rows, columns }: Shape): string {
  if (dimensions === 0) return "()";
  return dimensions === 1 ? `(${columns},)` : `(${rows},${columns})`;
}

/** What a name is whose shape nobody gave: X and W1 are matrices, b1 is a row, other small letters are numbers. */
export function kindOfName(name: string): "matrix" | "row" | "scalar" {
  if (/^\p{Lu}/u.test(name)) return "matrix";
  return /^b\d*$/.test(name) ? "row" : "scalar";
}
