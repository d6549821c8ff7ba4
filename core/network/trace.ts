import { plainKernels } from "../matrix/kernels/plain-kernels.ts";
import { activationOf, type Activation } from "./activations.ts";
import { descentOf, type Descent } from "./descent.ts";
import { addRowInPlace } from "./forward-output.ts";
import type { Parameters } from "./parameters.ts";
import type { CostName, NetworkPlan } from "./plan.ts";

/** One layer's matrices of the traced samples, row-major (rows, units). */
export interface TracedLayer {
  readonly inputs: number;
  readonly units: number;
  readonly activation: Activation;
  readonly Z: Float64Array;
  /** The very array of Z where the layer is linear. */
  readonly H: Float64Array;
  /** D = −∂cost/∂Z without the cost's constant; see `Descent`. */
  readonly D: Float64Array;
}

/**
 * One forward and one backward pass of a few samples that keeps every number between the cost and the
 * gradient: what a single number of δW is made of. Nothing of a training's own passes is used or touched.
 *
 * Products, and their order, are those of `Pass`; D is its −∂cost/∂Z without the constant, which is bit for
 * bit the same where the constant is a power of 2, as for sse, and else up to rounding.
 */
export class Trace {
  readonly layers: readonly TracedLayer[];
  readonly descent: Descent;
  /** What the cost begins with: E or D of the last layer (rows, outputs), as `descent` says. */
  readonly start: Float64Array;
  readonly #features: number;
  readonly #parameters: Pick<Parameters, "W" | "b">;

  /** Room for `rows` samples at a time; the parameters are read at each run. */
  constructor(
    network: NetworkPlan,
    cost: CostName,
    features: number,
    parameters: Pick<Parameters, "W" | "b">,
    rows: number,
  ) {
    let inputs = features;
    this.layers = network.layers.map(({ units, activation }) => {
      const Z = new Float64Array(rows * units);
      const H = activation === "linear" ? Z : new Float64Array(rows * units);
      const D = new Float64Array(rows * units);
      const layer = { inputs, units, activation: activationOf(activation), Z, H, D };
      inputs = units;
      return layer;
    });
    this.start = new Float64Array(rows * inputs);
    this.descent = descentOf(cost, network.layers[network.layers.length - 1].activation);
    this.#features = features;
    this.#parameters = parameters;
  }

  /** Runs the samples from `from` on, `rows` of them, of X (samples, features) and Y (samples, outputs). */
  run(X: Float64Array, Y: Float64Array, from: number, rows: number): void {
    const { units } = this.layers[this.layers.length - 1];
    this.#forward(X.subarray(from * this.#features, (from + rows) * this.#features), rows);
    this.#backward(Y.subarray(from * units, (from + rows) * units), rows);
  }

  #forward(X: Float64Array, rows: number): void {
    let input = X;
    this.layers.forEach(({ inputs, units, activation, Z, H }, l) => {
      plainKernels.multiplyInto(Z, input, this.#parameters.W[l], rows, inputs, units);
      const b = this.#parameters.b[l];
      if (b !== null) addRowInPlace(Z, b, rows);
      if (H !== Z) activation.applyInto(H, Z, rows, units);
      input = H;
    });
  }

  #backward(Y: Float64Array, rows: number): void {
    const last = this.layers.length - 1;
    const { units, H, D } = this.layers[last];
    this.descent.startInto(this.start, Y, H, rows, units);
    D.set(this.start);
    for (let l = last; l >= 0; l--) {
      const { inputs, units, activation, Z, H, D } = this.layers[l];
      if (H !== Z && !(l === last && this.descent.fused)) {
        activation.multiplyByDerivativeInto(D, Z, H, rows, units);
      }
      if (l === 0) return;
      const before = this.layers[l - 1].D;
      plainKernels.multiplyTransposedRightInto(before, D, this.#parameters.W[l], rows, units, inputs);
    }
  }
}
