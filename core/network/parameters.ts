import { allocateOnHeap, type Allocate } from "../matrix/allocate.ts";
import type { LayerParameters } from "./forward-output.ts";
import type { NetworkPlan } from "./plan.ts";

/**
 * A network's weights and biases in one flat array, W1, b1, W2, b2, … row-major, with a view of each:
 * optimizers run over the whole, products over the views. Gradients have the same layout.
 */
export class Parameters {
  readonly values: Float64Array;
  /** W (inputs, units) of each layer. */
  readonly W: readonly Float64Array[];
  /** b (units) of each layer, null without a bias. */
  readonly b: readonly (Float64Array | null)[];

  /** All zeros, for a network that takes `features` columns; in memory of one's own choice. */
  constructor(network: NetworkPlan, features: number, allocate: Allocate = allocateOnHeap) {
    this.values = allocate(countParameters(network, features));
    const W: Float64Array[] = [];
    const b: (Float64Array | null)[] = [];
    let offset = 0;
    const view = (length: number): Float64Array => {
      offset += length;
      return this.values.subarray(offset - length, offset);
    };
    let inputs = features;
    for (const { units } of network.layers) {
      W.push(view(inputs * units));
      b.push(network.bias ? view(units) : null);
      inputs = units;
    }
    this.W = W;
    this.b = b;
  }

  /**
   * Copies every layer's weights in.
   *
   * @throws RangeError if a layer is missing or of another size.
   */
  set(layers: readonly LayerParameters[]): void {
    if (layers.length !== this.W.length) {
      throw new RangeError(`${this.W.length} layers need as many parameters, got ${layers.length}`);
    }
    layers.forEach(({ W, b }, layer) => {
      const bias = this.b[layer];
      if (W.values.length !== this.W[layer].length || b?.length !== bias?.length) {
        throw new RangeError(`the parameters of layer ${layer} do not have the network's shape`);
      }
      this.W[layer].set(W.values);
      if (b && bias) bias.set(b);
    });
  }
}

/** How many weights and biases a network has. */
export function countParameters(network: NetworkPlan, features: number): number {
  let count = 0;
  let inputs = features;
  for (const { units } of network.layers) {
    count += (inputs + (network.bias ? 1 : 0)) * units;
    inputs = units;
  }
  return count;
}
