import type { Result } from "../result.ts";
import type { DatasetSource } from "./datasets.ts";
import { datasets } from "./datasets.ts";
import type { Data, DatasetName } from "./plan.ts";
import { readDataset } from "./read-dataset.ts";
import type { Samples } from "./samples.ts";

/**
 * Fetches and reads the data set that an experiment's data name; null where they name none. A data set that
 * cannot be had or read is a problem with the file and the place in it.
 */
export async function loadDataset(data: Data, source: DatasetSource): Promise<Result<Samples | null>> {
  if (data.kind !== "dataset") return { ok: true, value: null };
  let text: string;
  try {
    ({ text } = await source(data.id));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `the data set ${data.id} cannot be loaded: ${reason}`;
    return {
      ok: false,
      problems: [{ place: "data.id", code: "unknown-dataset", values: { got: data.id }, message }],
    };
  }
  const read = readDataset(text, datasets[data.id].classes);
  if (read.ok) return read;
  const problems = read.problems.map((problem) => ({
    ...problem,
    place: problem.place === "" ? "data.id" : `data.id, ${data.id}.csv, ${problem.place}`,
  }));
  return { ok: false, problems };
}

/** Loads data sets and keeps the one it loaded last: a new seed or another network does not read it anew. */
export class DatasetShelf {
  readonly #source: DatasetSource;
  #kept: { readonly id: DatasetName; readonly samples: Samples } | null = null;

  constructor(source: DatasetSource) {
    this.#source = source;
  }

  /** As `loadDataset`; the same data set gives the same samples, to which nobody writes. */
  async load(data: Data): Promise<Result<Samples | null>> {
    if (data.kind === "dataset" && this.#kept?.id === data.id) return { ok: true, value: this.#kept.samples };
    const loaded = await loadDataset(data, this.#source);
    if (data.kind === "dataset" && loaded.ok && loaded.value !== null) {
      this.#kept = { id: data.id, samples: loaded.value };
    }
    return loaded;
  }
}
