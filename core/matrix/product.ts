import { formatShape, ShapeError } from "../errors.ts";
import { multiplyInto } from "./kernels/tiled-products.ts";
import { Matrix } from "./matrix.ts";

type Shape = Pick<Matrix, "rows" | "columns">;

/**
 * C (m,n) = A (m,k) · B (k,n), C_ij = Σ_p A_ip B_pj: `np.dot(a, b)`. With k = 0 all sums are empty: zeros.
 *
 * @throws ShapeError in `np.dot`'s words if the inner sizes differ.
 */
export function multiply(a: Matrix, b: Matrix): Matrix {
  requireAligned(a, b);
  const product = new Matrix(a.rows, b.columns);
  multiplyInto(product.values, a.values, b.values, a.rows, a.columns, b.columns);
  return product;
}

/**
 * Looks at the shapes of a product alone.
 *
 * @throws ShapeError in `np.dot`'s words if the inner sizes differ.
 */
export function requireAligned(a: Shape, b: Shape): void {
  if (a.columns === b.rows) return;
  throw new ShapeError(
    `shapes ${formatShape(a)} and ${formatShape(b)} not aligned: ${a.columns} (dim 1) != ${b.rows} (dim 0)`,
  );
}

/** (A.T)_ij = A_ji: a copy, (columns,rows) of a (rows,columns). */
export function transpose(a: Matrix): Matrix {
  const transposed = new Matrix(a.columns, a.rows);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < a.columns; j++) {
      transposed.values[j * a.rows + i] = a.values[i * a.columns + j];
    }
  }
  return transposed;
}

/** D (m,n) with D_ij = a_i b_j: `np.outer(a, b)`, for columns a and b the product a · b.T. */
export function outer(a: ArrayLike<number>, b: ArrayLike<number>): Matrix {
  const product = new Matrix(a.length, b.length);
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) {
      product.values[i * b.length + j] = a[i] * b[j];
    }
  }
  return product;
}
