import { article } from "../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import type { KeptRun } from "../../../core/training/kept-run.ts";

/** The article's experiment with another learning rate. */
export function withRate(learningRate: number, experiment: Experiment = article): Experiment {
  const { training } = experiment;
  return { ...experiment, training: { ...training, optimizer: { ...training.optimizer, learningRate } } };
}

/** A kept run of 16 weights that was never trained: its numbers are made up. */
export function madeUpRun(name: string, more: Partial<KeptRun> = {}): KeptRun {
  const experiment = more.experiment ?? article;
  const costs = Float64Array.of(0, 4, 1, 2, 10, 0.5);
  return {
    name,
    note: "",
    date: "2026-11-25T08:00Z",
    automatic: false,
    experiment,
    step: 10,
    cost: 0.5,
    rates: [{ step: 0, learningRate: experiment.training.optimizer.learningRate }],
    history: { even: costs, octaves: costs, test: null },
    parameters: Float64Array.from({ length: 16 }, (_, at) => at / 16),
    ...more,
  };
}
