import { writeArchive } from "../../core/archive/write-archive.ts";
import type { Experiment } from "../../core/experiment/experiment.ts";
import { outcomeOf, type KeptRun } from "../../core/training/kept-run.ts";
import { runOf, savedOf, trainTo } from "./archives.ts";
import { valueOf } from "./datasets.ts";

/** A run of an experiment that was trained so far and kept. */
export function keptRun(experiment: Experiment, steps: number, more: Partial<KeptRun> = {}): KeptRun {
  const run = runOf(experiment);
  trainTo(run, steps);
  return {
    name: `Run at ${steps}`,
    note: "",
    date: "2026-11-25T08:00",
    automatic: false,
    experiment,
    ...outcomeOf(run),
    ...more,
  };
}

/** The file of an experiment trained so far, with runs kept beside it. */
export function fileWith(experiment: Experiment, steps: number, runs: readonly KeptRun[]): Uint8Array {
  const run = runOf(experiment);
  trainTo(run, steps);
  return valueOf(writeArchive(experiment, savedOf(run, experiment), runs));
}
