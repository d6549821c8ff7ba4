import index from "../../resources/experiments/index.json";
import { readExperiment } from "../../core/experiment/read-experiment.ts";
import type { Experiment } from "../../core/experiment/experiment.ts";

const texts: Record<string, string> = import.meta.glob("../../resources/experiments/*.json", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** An example that ships with the lab. */
export interface Sample {
  readonly id: string;
  readonly experiment: Experiment;
}

/** The examples in the gallery's order; the first is what a new window opens. */
export const samples: readonly Sample[] = index.map((id) => {
  const read = readExperiment(texts[`../../resources/experiments/${id}.json`]);
  if (!read.ok) throw new Error(`internal: the example ${id} is not valid`);
  return { id, experiment: read.value };
});
