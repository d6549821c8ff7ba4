import fc from "fast-check";
import { activations } from "../../core/network/activations.ts";
import { lastActivations } from "../../core/network/costs.ts";
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

const hidden = fc.constantFrom<ActivationName>(
  "linear",
  "square",
  "cube",
  "sigmoid",
  "tanh",
  "relu",
  "leaky-relu",
  "softplus",
);

/** What may stand at the end together: a cost, and an activation of the last layer that it can do with. */
const endings = fc.constantFrom<CostName>("sse", "mse", "bce", "cross-entropy").chain((cost) =>
  fc.record({
    cost: fc.constant(cost),
    last: fc.constantFrom<ActivationName>(
      ...(lastActivations[cost] ?? (Object.keys(activations) as ActivationName[])),
    ),
  }),
);

const units = fc.integer({ min: 1, max: 6 });

export const smallNetworks: fc.Arbitrary<SmallNetwork> = fc
  .record({
    samples: fc.integer({ min: 1, max: 9 }),
    features: units,
    bias: fc.boolean(),
    before: fc.array(fc.record({ units, activation: hidden }), { maxLength: 2 }),
    targets: units,
    ending: endings,
    numbers: fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 37, maxLength: 37 }),
  })
  .map(({ bias, before, targets, ending: { cost, last }, ...rest }) => ({
    ...rest,
    cost,
    targets,
    network: { bias, layers: [...before, { units: targets, activation: last }] },
  }));

/** `length` of the network's numbers, going round from `from` on. */
export function fill({ numbers }: SmallNetwork, length: number, from: number): Float64Array {
  return Float64Array.from({ length }, (_, i) => numbers[(from + i) % numbers.length]);
}

/** Y (samples, targets) out of the network's numbers, from 0 to 1 where the cost wants it. */
export function fillTargets(small: SmallNetwork, from: number): Float64Array {
  const Y = fill(small, small.samples * small.targets, from);
  return lastActivations[small.cost] === null ? Y : Y.map((y) => Math.abs(y) / 2);
}
