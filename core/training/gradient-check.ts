import type { MatrixKey } from "../network/names.ts";

/** How far the gradients of one step are from central differences, matrix by matrix: dW1, db1, dW2, … */
export interface GradientCheck {
  readonly matrices: readonly MatrixCheck[];
}

/** One gradient matrix beside its central differences. */
export interface MatrixCheck {
  /** dW or db. */
  readonly matrix: MatrixKey;
  /** The largest relative difference in it. */
  readonly largest: number;
  /** Where that stands. */
  readonly row: number;
  readonly column: number;
}
