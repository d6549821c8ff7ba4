import type { DrawnExperiment } from "../../core/experiment/draw-experiment.ts";
import type { Experiment, StopPlan } from "../../core/experiment/experiment.ts";
import { Run } from "../../core/training/run.ts";
import { Trainer } from "../../core/training/trainer.ts";

/** A training of the lab's own at its end, brought up to date. */
export function trainToStop(experiment: Experiment, drawn: DrawnExperiment, stop: StopPlan): Trainer {
  const trainer = new Trainer(experiment, drawn);
  const run = new Run(trainer, stop);
  if (stop.steps !== 0) while (run.work(Infinity) === "on");
  trainer.look();
  return trainer;
}
