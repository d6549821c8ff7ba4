import type { Experiment, StopPlan, TrainingPlan } from "../../../core/experiment/experiment.ts";
import type { Penalty } from "../../../core/network/penalty.ts";
import type { CostName } from "../../../core/network/plan.ts";
import { optimizers } from "../../../core/optimizer/optimizers.ts";
import type { OptimizerName, OptimizerPlan, Schedule } from "../../../core/optimizer/plan.ts";

/** Another cost. */
export function withCost(experiment: Experiment, cost: CostName): Experiment {
  return { ...experiment, cost };
}

/** Another weight of one part of the penalty; without any part there is none. */
export function withPenalty(experiment: Experiment, change: Partial<Penalty>): Experiment {
  const penalty = { l1: 0, l2: 0, ...experiment.penalty, ...change };
  const { penalty: _, ...rest } = experiment;
  return penalty.l1 === 0 && penalty.l2 === 0 ? rest : { ...rest, penalty };
}

/** A number of an optimizer's own, beside the learning rate. */
export interface Parameter {
  readonly name: "momentum" | "alpha" | "beta1" | "beta2" | "epsilon";
  readonly value: number;
}

/** The numbers of an optimizer's own, in the order of its plan. */
export function parametersOf(optimizer: OptimizerPlan): Parameter[] {
  const { kind: _, learningRate: __, ...rest } = optimizer;
  return Object.entries(rest).map(([name, value]) => ({ name: name as Parameter["name"], value }));
}

/** Another value of one of the optimizer's own numbers. */
export function withParameter(experiment: Experiment, name: Parameter["name"], value: number): Experiment {
  return withTraining(experiment, { optimizer: { ...experiment.training.optimizer, [name]: value } });
}

/** Another optimizer with its usual parameters; the learning rate and a momentum stay as they are. */
export function withOptimizer(experiment: Experiment, kind: OptimizerName): Experiment {
  const before = experiment.training.optimizer;
  const optimizer: OptimizerPlan = { ...optimizers[kind].defaults, learningRate: before.learningRate };
  const kept = "momentum" in before && "momentum" in optimizer ? { momentum: before.momentum } : {};
  return withTraining(experiment, { optimizer: { ...optimizer, ...kept } });
}

/** Another learning rate. */
export function withLearningRate(experiment: Experiment, learningRate: number): Experiment {
  return withTraining(experiment, { optimizer: { ...experiment.training.optimizer, learningRate } });
}

/** Another way for the learning rate to change, with parameters that suit the number of steps. */
export function withSchedule(experiment: Experiment, kind: Schedule["kind"]): Experiment {
  const steps = experiment.training.stop?.steps ?? 1000;
  const usual: { readonly [Kind in Schedule["kind"]]: Extract<Schedule, { kind: Kind }> } = {
    constant: { kind: "constant" },
    step: { kind: "step", every: Math.max(1, Math.round(steps / 4)), factor: 0.5 },
    // Down to about a hundredth at the end.
    exponential: { kind: "exponential", factor: Number((0.01 ** (1 / steps)).toFixed(4)) || 0.5 },
    cosine: { kind: "cosine", steps, lowest: 0 },
  };
  return withScheduleOf(experiment, usual[kind]);
}

/** Another schedule as it stands; a constant one is left out. */
export function withScheduleOf(experiment: Experiment, schedule: Schedule): Experiment {
  const { schedule: _, ...rest } = experiment.training;
  return { ...experiment, training: schedule.kind === "constant" ? rest : { ...rest, schedule } };
}

/** Another value of one condition to stop, or none; without any condition there is no stop. */
export function withStop(
  experiment: Experiment,
  condition: keyof StopPlan,
  value: number | null,
): Experiment {
  const { [condition]: _, ...rest } = experiment.training.stop ?? {};
  const stop: StopPlan = value === null ? rest : { ...rest, [condition]: value };
  return withTraining(experiment, { stop: Object.keys(stop).length === 0 ? null : stop });
}

/** Batches of so many samples, or all samples at once. */
export function withBatch(experiment: Experiment, batch: "full" | number): Experiment {
  return withTraining(experiment, { batch });
}

/** Other parts of the training. */
export function withTraining(experiment: Experiment, change: Partial<TrainingPlan>): Experiment {
  return { ...experiment, training: { ...experiment.training, ...change } };
}
