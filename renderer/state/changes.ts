import type { Experiment, StopPlan } from "../../core/experiment/experiment.ts";

/** What a change of the experiment asks of the engine. */
export interface Change {
  /** Data, network, weights or cost differ: training starts anew. */
  readonly newStart: boolean;
  readonly learningRate: number | null;
  /** The new stop, or undefined where it stays; null is no stop. */
  readonly stop: StopPlan | null | undefined;
}

/** Compares two experiments; name and notes ask for nothing. */
export function compareExperiments(before: Experiment, after: Experiment): Change {
  const rate = after.training.optimizer.learningRate;
  const { stop } = after.training;
  return {
    newStart: startOf(before) !== startOf(after),
    learningRate: rate === before.training.optimizer.learningRate ? null : rate,
    stop: JSON.stringify(stop) === JSON.stringify(before.training.stop) ? undefined : stop,
  };
}

/** Everything that decides where training starts and how a step is made, apart from the learning rate. */
function startOf({ seed, data, split, scaling, network, weights, cost, training }: Experiment): string {
  const { batch, optimizer } = training;
  return JSON.stringify([seed, data, split, scaling, network, weights, cost, batch, optimizer.kind]);
}
