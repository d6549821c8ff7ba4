import type { Experiment } from "../../../core/experiment/experiment.ts";
import type { CostName } from "../../../core/network/plan.ts";

/** Another cost. */
export function withCost(experiment: Experiment, cost: CostName): Experiment {
  return { ...experiment, cost };
}

/** Another learning rate. */
export function withLearningRate(experiment: Experiment, learningRate: number): Experiment {
  const { training } = experiment;
  const optimizer = { ...training.optimizer, learningRate };
  return { ...experiment, training: { ...training, optimizer } };
}
