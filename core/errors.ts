/** Thrown when the shapes of matrices do not fit an operation; the message uses NumPy's words. */
export class ShapeError extends Error {
  override readonly name = "ShapeError";
}

/** A shape as NumPy's error messages write it: `(3,4)`. */
export function formatShape(shape: { readonly rows: number; readonly columns: number }): string {
  return `(${shape.rows},${shape.columns})`;
}
