import type { Cost } from "./cost.ts";
import { bce } from "./costs/bce.ts";
import { bceOfSigmoid } from "./costs/bce-of-sigmoid.ts";
import { crossEntropy } from "./costs/cross-entropy.ts";
import { crossEntropyOfSoftmax } from "./costs/cross-entropy-of-softmax.ts";
import { mse } from "./costs/mse.ts";
import { sse } from "./costs/sse.ts";
import type { ActivationName, ActivationPlan, CostName } from "./plan.ts";

export type { Cost };

/** Every cost under its name, for whatever the output comes from. */
export const costs: Readonly<Record<CostName, Cost>> = { sse, mse, bce, "cross-entropy": crossEntropy };

/** The costs that are one with the activation of the last layer. */
const fusions: readonly Cost[] = [bceOfSigmoid, crossEntropyOfSoftmax];

/**
 * The activations of the last layer that a cost can do with, since their outputs lie between 0 and 1; null
 * where it can do with all. A formula of one's own is always taken at its word.
 */
export const lastActivations: Readonly<Record<CostName, readonly ActivationName[] | null>> = {
  sse: null,
  mse: null,
  bce: ["sigmoid", "softmax"],
  "cross-entropy": ["sigmoid", "softmax"],
};

/** The cost behind this activation of the last layer: the two in one where that is better. */
export function costOf(name: CostName, last: ActivationPlan): Cost {
  return fusions.find((cost) => cost.name === name && cost.fusedWith === last) ?? costs[name];
}
