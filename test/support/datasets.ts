import { readFileSync } from "node:fs";
import type { DatasetSource } from "../../core/data/datasets.ts";
import { loadDataset } from "../../core/data/load-dataset.ts";
import type { DatasetName } from "../../core/data/plan.ts";
import type { Samples } from "../../core/data/samples.ts";
import { drawExperiment, type DrawnExperiment } from "../../core/experiment/draw-experiment.ts";
import type { Experiment } from "../../core/experiment/experiment.ts";
import { formatProblem, type Result } from "../../core/result.ts";

/** The text of a data set in resources/. */
export function textOfDataset(id: DatasetName): string {
  return readFileSync(new URL(`../../resources/datasets/${id}.csv`, import.meta.url), "utf8");
}

/** The data sets in resources/, as a worker hands them over. */
export const datasetsOnDisk: DatasetSource = (id) =>
  Promise.resolve({ kind: "csv", text: textOfDataset(id) });

/** An experiment's data set, read; null if it needs none. */
export async function loadSamples({ data }: Pick<Experiment, "data">): Promise<Samples | null> {
  return valueOf(await loadDataset(data, datasetsOnDisk));
}

/** An experiment drawn, with its data set; what is wrong with it fails the test. */
export async function drawWhole(experiment: Experiment): Promise<DrawnExperiment> {
  return valueOf(drawExperiment(experiment, await loadSamples(experiment)));
}

/** The value of a result that has no problems. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problems.map(formatProblem).join("\n"));
  return result.value;
}
