import { allFinite } from "../matrix/finite.ts";
import { sumValues } from "../matrix/reductions.ts";
import { activations, type Activation } from "./activations.ts";
import { costs, type Cost } from "./costs.ts";
import { addRowInPlace } from "./forward-output.ts";
import { Parameters } from "./parameters.ts";
import type { CostName, NetworkPlan } from "./plan.ts";
import {
  multiplySmallInto,
  multiplySmallTransposedLeftInto,
  multiplySmallTransposedRightInto,
} from "./small-products.ts";

/** One layer's room: what is known before the pass, and the matrices it fills. */
interface LayerRoom {
  readonly inputs: number;
  readonly units: number;
  readonly activation: Activation;
  /** Before the activation (capacity, units). */
  readonly Z: Float64Array;
  /** After it (capacity, units); the very array of Z where the layer is linear. */
  readonly H: Float64Array;
  /** ∂cost/∂Z (capacity, units). */
  readonly G: Float64Array;
}

/**
 * Room for one forward and one backward pass of up to `capacity` samples; every matrix of the pass stays
 * to be looked at until the next one. Passes allocate nothing. Arrays are row-major, of `capacity` rows,
 * of which a pass of fewer samples fills the first.
 *
 * The order of operations is NumPy's: `Z = H @ W + b`, `H = f(Z)`; backward, with G = ∂cost/∂Z,
 * `G = ∂cost/∂Ŷ * f′(Z)`, `dW = H.T @ G`, `db = np.sum(G, axis=0)`, `G = (G @ W.T) * f′(Z)`.
 */
export class Pass {
  readonly capacity: number;
  readonly layers: readonly LayerRoom[];
  /** The error Ỹ = Y − Ŷ (capacity, targets). */
  readonly error: Float64Array;
  /** dW = ∂cost/∂W and db = ∂cost/∂b of each layer. */
  readonly gradient: Parameters;
  readonly #costFunction: Cost;
  readonly #cost = Float64Array.of(NaN);
  #whole = true;

  /** @throws RangeError if the network has no layers. */
  constructor(network: NetworkPlan, features: number, cost: CostName, capacity: number) {
    if (network.layers.length === 0) throw new RangeError("a network has at least one layer");
    let inputs = features;
    this.capacity = capacity;
    this.layers = network.layers.map((layer) => {
      const { units } = layer;
      const Z = new Float64Array(capacity * units);
      const H = layer.activation === "linear" ? Z : new Float64Array(capacity * units);
      const G = new Float64Array(capacity * units);
      const room = { inputs, units, activation: activations[layer.activation], Z, H, G };
      inputs = units;
      return room;
    });
    this.error = new Float64Array(capacity * inputs);
    this.gradient = new Parameters(network, features);
    this.#costFunction = costs[cost];
  }

  /** The cost of the last forward pass; NaN before the first. */
  get cost(): number {
    return this.#cost[0];
  }

  /** Whether every number of the last forward pass is finite, those that the cost does not show included. */
  get finite(): boolean {
    const cost = this.#cost[0];
    return cost - cost === 0 && this.#whole;
  }

  /**
   * Forward: fills every Z, H, the error and the cost of the first `rows` samples of X (rows, features)
   * and Y (rows, targets).
   */
  forward(X: Float64Array, Y: Float64Array, parameters: Parameters, rows: number): void {
    const layers = this.layers;
    let input = X;
    let whole = true;
    for (let l = 0; l < layers.length; l++) {
      const { inputs, units, activation, Z, H } = layers[l];
      multiplySmallInto(Z, input, parameters.W[l], rows, inputs, units);
      const b = parameters.b[l];
      if (b !== null) addRowInPlace(Z, b, rows);
      if (H !== Z) activation.applyInto(H, Z, rows * units);
      if (activation.hidesInfinity && !allFinite(Z, rows * units)) whole = false;
      input = H;
    }
    this.#whole = whole;
    const error = this.error;
    const columns = layers[layers.length - 1].units;
    const count = rows * columns;
    for (let i = 0; i < count; i++) error[i] = Y[i] - input[i];
    this.#costFunction.valueInto(this.#cost, Y, input, error, rows, columns);
  }

  /** Backward, after `forward` with the same arguments: fills the gradient. */
  backward(X: Float64Array, Y: Float64Array, parameters: Parameters, rows: number): void {
    const layers = this.layers;
    const gradient = this.gradient;
    const last = layers.length - 1;
    const output = layers[last];
    this.#costFunction.gradientInto(output.G, Y, output.H, this.error, rows, output.units);
    for (let l = last; l >= 0; l--) {
      const { inputs, units, activation, Z, H, G } = layers[l];
      if (H !== Z) activation.multiplyByDerivativeInto(G, Z, H, rows * units);
      const input = l === 0 ? X : layers[l - 1].H;
      multiplySmallTransposedLeftInto(gradient.W[l], input, G, rows, inputs, units);
      const db = gradient.b[l];
      if (db !== null) sumColumnsInto(db, G, rows);
      if (l > 0) multiplySmallTransposedRightInto(layers[l - 1].G, G, parameters.W[l], rows, units, inputs);
    }
  }
}

/** sums (columns) = `np.sum(a, axis=0)` of the first `rows` rows: row by row, but one column in pairs. */
function sumColumnsInto(sums: Float64Array, a: Float64Array, rows: number): void {
  const columns = sums.length;
  if (columns === 1) {
    sums[0] = sumValues(rows === a.length ? a : a.subarray(0, rows));
    return;
  }
  sums.fill(0);
  for (let i = 0, position = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, position++) sums[j] += a[position];
  }
}
