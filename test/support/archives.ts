import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from "fflate/browser";
import { readArchive } from "../../core/archive/read-archive.ts";
import { writeArchive } from "../../core/archive/write-archive.ts";
import { article } from "../../core/experiment/defaults.ts";
import { drawExperiment } from "../../core/experiment/draw-experiment.ts";
import type { Experiment } from "../../core/experiment/experiment.ts";
import { LossHistory } from "../../core/training/history.ts";
import { resumeRun } from "../../core/training/resume-run.ts";
import { Run, type Outcome } from "../../core/training/run.ts";
import { saveRun, type SavedRun } from "../../core/training/saved-run.ts";
import { Trainer } from "../../core/training/trainer.ts";
import { valueOf } from "./datasets.ts";

/** A run at the beginning of an experiment that needs no data set. */
export function runOf(experiment: Experiment, history = new LossHistory()): Run {
  const start = valueOf(drawExperiment(experiment, null));
  return new Run(new Trainer(experiment, start, { history }), experiment.training.stop);
}

/** Trains until a step, whatever the stop; gives the first outcome that is not "on". */
export function trainTo(run: Run, step: number): Outcome {
  let first: Outcome = "on";
  while (run.trainer.step < step) {
    const outcome = run.work(step);
    if (first === "on") first = outcome;
    if (outcome === "diverged") break;
  }
  return first;
}

/** What would be saved of a run of an experiment. */
export function savedOf(run: Run, experiment: Experiment): SavedRun {
  return saveRun(run, valueOf(drawExperiment(experiment, null)));
}

/** The run that a file's bytes hold, ready to go on. */
export function resumed(bytes: Uint8Array, history?: LossHistory): Run {
  const { experiment, saved } = valueOf(readArchive(bytes));
  if (saved === null) throw new Error("the file holds no run");
  return valueOf(resumeRun(experiment, valueOf(drawExperiment(experiment, null)), saved, history));
}

/** The file of an experiment trained so far. */
export function fileAt(experiment: Experiment, steps: number): Uint8Array {
  const run = runOf(experiment);
  trainTo(run, steps);
  return valueOf(writeArchive(experiment, savedOf(run, experiment)));
}

/** Scaled samples of which some are kept for testing, biases, batches that leave a rest, Adam: every array there is. */
export const everything: Experiment = {
  ...article,
  name: "Everything that a file can hold – größer",
  seed: 3,
  data: {
    kind: "generate",
    samples: 12,
    features: 3,
    draw: { kind: "randn", mean: 1, sd: 2 },
    target: { kind: "teacher" },
  },
  split: { test: 0.25 },
  scaling: "standardise",
  network: {
    bias: true,
    layers: [
      { units: 4, activation: "tanh" },
      { units: 2, activation: "linear" },
    ],
  },
  cost: "mse",
  penalty: { l1: 0.001, l2: 0.01 },
  training: {
    optimizer: { kind: "adam", learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    schedule: { kind: "cosine", steps: 100, lowest: 0.001 },
    batch: 4,
    stop: { steps: 50, noProgressFor: 20 },
  },
};

/** A zip's files by name. */
export type Files = Record<string, Uint8Array>;

export function unpackFiles(bytes: Uint8Array): Files {
  return unzipSync(bytes);
}

/** A zip of files, as any packer would make it. */
export function packFiles(files: Zippable): Uint8Array {
  return zipSync(files, { level: 6 });
}

/** The same file with one of its texts changed as JSON. */
export function withJson(
  bytes: Uint8Array,
  name: string,
  change: (value: Record<string, unknown>) => unknown,
): Uint8Array {
  const files = unpackFiles(bytes);
  const value = JSON.parse(strFromU8(files[name])) as Record<string, unknown>;
  return packFiles({ ...files, [name]: strToU8(JSON.stringify(change(value))) });
}
