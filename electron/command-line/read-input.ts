import { drawExperiment, type DrawnExperiment } from "../../core/experiment/draw-experiment.ts";
import type { Experiment } from "../../core/experiment/experiment.ts";
import { readExperiment } from "../../core/experiment/read-experiment.ts";
import { loadDataset } from "../../core/data/load-dataset.ts";
import type { Samples } from "../../core/data/samples.ts";
import type { Result } from "../../core/result.ts";
import { shippedDatasets } from "../shipped-datasets.ts";
import type { Io } from "./io.ts";
import { UsageError } from "./usage.ts";

/** An experiment and what its seed drew. */
export interface Input {
  readonly experiment: Experiment;
  /** Its data set, null where it needs none. */
  readonly samples: Samples | null;
  readonly drawn: DrawnExperiment;
}

/**
 * Reads and draws the experiment in a file.
 *
 * @throws UsageError if there is no such file, or it is of a kind that this version does not read.
 */
export async function readInput(path: string, { readFile }: Pick<Io, "readFile">): Promise<Result<Input>> {
  let text: string;
  try {
    text = await readFile(path);
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  // A .rematrix file is a zip, and zips begin with these two letters.
  if (text.startsWith("PK")) {
    throw new UsageError(
      `${path} is an experiment file with saved arrays; this version reads experiment.json only`,
    );
  }
  const read = readExperiment(text);
  if (!read.ok) return read;
  const loaded = await loadDataset(read.value.data, shippedDatasets);
  if (!loaded.ok) return loaded;
  const drawn = drawExperiment(read.value, loaded.value);
  if (!drawn.ok) return drawn;
  return { ok: true, value: { experiment: read.value, samples: loaded.value, drawn: drawn.value } };
}
