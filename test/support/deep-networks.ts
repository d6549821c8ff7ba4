import fc from "fast-check";
import { activations } from "../../core/network/activations.ts";
import { lastActivations } from "../../core/network/costs.ts";
import { Matrix } from "../../core/matrix/matrix.ts";
import type { LayerParameters } from "../../core/network/forward-output.ts";
import type { Penalty } from "../../core/network/penalty.ts";
import type { ActivationName, ActivationPlan, CostName, NetworkPlan } from "../../core/network/plan.ts";
import type { ProofNumbers } from "../../core/training/derivation-proof.ts";
import { RandomState } from "../../core/random/random-state.ts";

/** A network of any depth up to six with everything that is needed to run it. */
export interface DeepNetwork {
  readonly network: NetworkPlan;
  readonly cost: CostName;
  readonly penalty?: Penalty;
  readonly samples: number;
  readonly features: number;
  readonly seed: number;
  /** Whether every row of Y has the sum 1. */
  readonly classes: boolean;
}

const hidden: fc.Arbitrary<ActivationPlan> = fc.oneof(
  fc.constantFrom<ActivationName>(
    ...(Object.keys(activations) as ActivationName[]).filter((name) => name !== "softmax"),
  ),
  fc.constantFrom({ formula: "x*exp(-x**2)" }, { formula: "sin(x) + x/2" }),
);

const endings = fc.constantFrom<CostName>("sse", "mse", "bce", "cross-entropy").chain((cost) =>
  fc.record({
    cost: fc.constant(cost),
    last: fc.constantFrom<ActivationName>(
      ...(lastActivations[cost] ?? (Object.keys(activations) as ActivationName[])),
    ),
  }),
);

const units = fc.integer({ min: 1, max: 5 });
const factor = fc.constantFrom(0, 0.01, 0.3);

export const deepNetworks: fc.Arbitrary<DeepNetwork> = fc
  .record({
    samples: fc.integer({ min: 1, max: 7 }),
    features: units,
    bias: fc.boolean(),
    before: fc.array(fc.record({ units, activation: hidden }), { maxLength: 5 }),
    targets: units,
    ending: endings,
    penalty: fc.option(fc.record({ l1: factor, l2: factor }), { nil: null }),
    seed: fc.nat(1e6),
    classes: fc.boolean(),
  })
  .map(({ bias, before, targets, ending: { cost, last }, penalty, ...rest }) => ({
    ...rest,
    cost,
    ...(penalty && { penalty }),
    network: { bias, layers: [...before, { units: targets, activation: last }] },
  }));

/** X, Y and parameters between −1 and 1, Y from 0 to 1. */
export function numbersFor({ network, samples, features, seed, classes }: DeepNetwork): ProofNumbers {
  const random = new RandomState(seed);
  const uniform = (rows: number, columns: number, low: number, high: number): Matrix => {
    const drawn = random.rand(rows, columns);
    return new Matrix(
      rows,
      columns,
      drawn.values.map((x) => low + (high - low) * x),
    );
  };
  let inputs = features;
  const X = uniform(samples, features, -1, 1);
  const parameters = network.layers.map(({ units: outputs }): LayerParameters => {
    const W = uniform(inputs, outputs, -1, 1);
    inputs = outputs;
    return { W, b: network.bias ? uniform(1, outputs, -1, 1).values : null };
  });
  const Y = uniform(samples, inputs, 0, 1);
  if (classes) {
    Y.values.fill(0);
    for (let i = 0; i < samples; i++) Y.set(i, (i + seed) % inputs, 1);
  }
  return { X, Y, parameters };
}
