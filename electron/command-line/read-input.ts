import { archiveLimits, formatSize } from "../../core/archive/limits.ts";
import { readArchive } from "../../core/archive/read-archive.ts";
import { loadDataset } from "../../core/data/load-dataset.ts";
import type { Samples } from "../../core/data/samples.ts";
import { drawExperiment, type DrawnExperiment } from "../../core/experiment/draw-experiment.ts";
import type { Experiment } from "../../core/experiment/experiment.ts";
import type { Result } from "../../core/result.ts";
import type { KeptRun } from "../../core/training/kept-run.ts";
import type { SavedRun } from "../../core/training/saved-run.ts";
import { reasonNotRead } from "../file-reasons.ts";
import { shippedDatasets } from "../shipped-datasets.ts";
import { FileError } from "./file-error.ts";
import type { Io } from "./io.ts";

/** An experiment and what its seed drew. */
export interface Input {
  readonly experiment: Experiment;
  /** Its data set, null where it needs none. */
  readonly samples: Samples | null;
  readonly drawn: DrawnExperiment;
  /** The training that was saved with it; null where the file is an experiment.json. `beginRun` goes on from it. */
  readonly saved: SavedRun | null;
  /** The runs that are kept in the file beside it. */
  readonly runs: readonly KeptRun[];
}

/**
 * Reads and draws the experiment in a file: an experiment.json or a *.rematrix, whichever it is by its content.
 *
 * @throws FileError if it cannot be read.
 */
export async function readInput(path: string, { readFile }: Pick<Io, "readFile">): Promise<Result<Input>> {
  let bytes: Uint8Array | null;
  try {
    bytes = await readFile(path, archiveLimits.file);
  } catch (error) {
    throw new FileError(`cannot read ${path}: ${reasonNotRead(error)}`);
  }
  if (bytes === null) {
    const message = `has more than the ${formatSize(archiveLimits.file)} that the lab takes`;
    const values = { max: archiveLimits.file };
    return { ok: false, problems: [{ place: "", code: "too-large", values, message }] };
  }
  const read = readArchive(bytes);
  if (!read.ok) return read;
  const { experiment, saved, runs } = read.value;
  const loaded = await loadDataset(experiment.data, shippedDatasets);
  if (!loaded.ok) return loaded;
  const drawn = drawExperiment(experiment, loaded.value);
  if (!drawn.ok) return drawn;
  return { ok: true, value: { experiment, samples: loaded.value, drawn: drawn.value, saved, runs } };
}
