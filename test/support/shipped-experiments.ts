import { readFileSync } from "node:fs";
import type { Experiment, StopPlan } from "../../core/experiment/experiment.ts";
import { readExperiment } from "../../core/experiment/read-experiment.ts";
import type { ExportSource } from "../../core/export/source.ts";
import { loadSamples, valueOf } from "./datasets.ts";

const folder = new URL("../../resources/experiments/", import.meta.url);

/** The ids of the experiments that ship with the lab. */
export const shippedIds = JSON.parse(readFileSync(new URL("index.json", folder), "utf8")) as string[];

/** One of them. */
export function shippedExperiment(id: string): Experiment {
  return valueOf(readExperiment(readFileSync(new URL(`${id}.json`, folder), "utf8")));
}

/** What an experiment is exported from, with its own stop or another one. */
export async function exportSource(
  experiment: Experiment,
  stop: StopPlan | null = experiment.training.stop,
): Promise<ExportSource> {
  if (stop === null) throw new Error(`${experiment.name} has no stop`);
  return { experiment, samples: await loadSamples(experiment), stop };
}
