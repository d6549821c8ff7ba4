import { ShapeError } from "../errors.ts";
import { multiplyInto } from "../matrix/kernels/tiled-products.ts";
import { Matrix } from "../matrix/matrix.ts";
import { activationOf } from "./activations.ts";
import type { LayerPlan } from "./plan.ts";

/** One layer's weights: W (inputs, units) and b (units), null without a bias. */
export interface LayerParameters {
  readonly W: Matrix;
  readonly b: Float64Array | null;
}

/**
 * The output Ŷ (samples, targets) of a network for X (samples, features): Z = H·W + b, H = f(Z), layer
 * after layer, in the same order of operations as training. Without layers it is a copy of X.
 *
 * @throws ShapeError in NumPy's words if two neighbours do not fit.
 * @throws RangeError if there are not as many parameters as layers.
 */
export function forwardOutput(
  X: Matrix,
  parameters: readonly LayerParameters[],
  layers: readonly LayerPlan[],
): Matrix {
  if (parameters.length !== layers.length) {
    throw new RangeError(`${layers.length} layers need as many parameters, got ${parameters.length}`);
  }
  let H = new Matrix(X.rows, X.columns, X.values.slice());
  layers.forEach((layer, index) => {
    const { W, b } = parameters[index];
    if (W.rows !== H.columns) {
      throw new ShapeError(
        `shapes (${H.rows},${H.columns}) and (${W.rows},${W.columns}) not aligned: ` +
          `${H.columns} (dim 1) != ${W.rows} (dim 0)`,
      );
    }
    if (b !== null && b.length !== W.columns) {
      throw new ShapeError(
        `operands could not be broadcast together with shapes (${H.rows},${W.columns}) (${b.length},)`,
      );
    }
    const Z = Matrix.zeros(H.rows, W.columns);
    multiplyInto(Z.values, H.values, W.values, H.rows, H.columns, W.columns);
    if (b !== null) addRowInPlace(Z.values, b, Z.rows);
    activationOf(layer.activation).applyInto(Z.values, Z.values, Z.rows, Z.columns);
    H = Z;
  });
  return H;
}

/** z_ij += b_j for the first `rows` rows, in place: the bias, one row added to every sample's. */
export function addRowInPlace(z: Float64Array, b: Float64Array, rows: number): void {
  const columns = b.length;
  for (let i = 0, position = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, position++) z[position] += b[j];
  }
}
