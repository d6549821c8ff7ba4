import type { Result } from "../result.ts";
import type { DatasetSource } from "./datasets.ts";
import { datasets } from "./datasets.ts";
import type { Data } from "./plan.ts";
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
