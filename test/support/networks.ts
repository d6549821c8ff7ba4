import fc from "fast-check";
import type { ActivationName, CostName, NetworkPlan } from "../../core/network/plan.ts";

/** A small network with numbers to run it on: everything between −2 and 2. */
export interface SmallNetwork {
  readonly network: NetworkPlan;
  readonly cost: CostName;
  readonly samples: number;
  readonly features: number;
  readonly targets: number;
  /** Enough numbers to fill any of its matrices from. */
  readonly numbers: readonly number[];
}

const activation: fc.Arbitrary<ActivationName> = fc.constantFrom(
  "linear",
  "square",
  "cube",
  "sigmoid",
  "tanh",
  "relu",
);

export const smallNetworks: fc.Arbitrary<SmallNetwork> = fc
  .record({
    samples: fc.integer({ min: 1, max: 9 }),
    features: fc.integer({ min: 1, max: 6 }),
    bias: fc.boolean(),
    layers: fc.array(fc.record({ units: fc.integer({ min: 1, max: 6 }), activation }), {
      minLength: 1,
      maxLength: 3,
    }),
    cost: fc.constantFrom<CostName>("sse", "mse"),
    numbers: fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 37, maxLength: 37 }),
  })
  .map(({ bias, layers, ...rest }) => ({
    ...rest,
    network: { bias, layers },
    targets: layers[layers.length - 1].units,
  }));

/** `length` of the network's numbers, going round from `from` on. */
export function fill({ numbers }: SmallNetwork, length: number, from: number): Float64Array {
  return Float64Array.from({ length }, (_, i) => numbers[(from + i) % numbers.length]);
}
