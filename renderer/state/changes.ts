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
function startOf(experiment: Experiment): string {
  const { seed, data, split, scaling, network, weights, cost, penalty, training } = experiment;
  const { batch, optimizer, schedule } = training;
  const method = { ...optimizer, learningRate: 0 };
  const start = [seed, data, split, scaling, network, weights, cost];
  return JSON.stringify([...start, penalty, batch, method, schedule]);
}
