import { nameMatrices } from "../../core/network/names.ts";
import type { NetworkPlan } from "../../core/network/plan.ts";
import { listMicroSteps } from "../../core/training/micro-steps/list-micro-steps.ts";
import type { MicroPlan } from "../../core/training/micro-steps/micro-plan.ts";
import type { MicroStep } from "../../core/training/micro-steps/micro-step.ts";

/** The article's network: x² and x³, no bias. */
export const articleNetwork: NetworkPlan = {
  bias: false,
  layers: [
    { units: 4, activation: "square" },
    { units: 1, activation: "cube" },
  ],
};

/** The steps of a plan that is the article's where nothing else is said. */
export function microSteps(plan: Partial<MicroPlan> = {}): MicroStep[] {
  const network = plan.network ?? articleNetwork;
  return listMicroSteps({
    network,
    cost: "sse",
    optimizer: { kind: "sgd", learningRate: 0.0003 },
    learningRate: 0.0003,
    step: 0,
    nameOf: nameMatrices(network.layers),
    ...plan,
  });
}
