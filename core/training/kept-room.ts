import type { Experiment } from "../experiment/experiment.ts";
import { writeExperiment } from "../experiment/write-experiment.ts";
import { keptLimits, type KeptRun } from "./kept-run.ts";

/** Whether one file holds all these runs, by the limits of kept runs. */
export function fitsInFile(runs: readonly KeptRun[]): boolean {
  if (runs.length > keptLimits.runs) return false;
  const numbers = runs.reduce((sum, { parameters }) => sum + parameters.length, 0);
  const bytes = runs.reduce((sum, { experiment }) => sum + lengthOf(experiment), 0);
  return numbers <= keptLimits.numbers && bytes <= keptLimits.experiments;
}

const lengths = new WeakMap<Experiment, number>();

/** The bytes of an experiment's text in UTF-8; an experiment never changes. */
function lengthOf(experiment: Experiment): number {
  const known = lengths.get(experiment);
  if (known !== undefined) return known;
  let length = 0;
  for (const character of writeExperiment(experiment)) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  lengths.set(experiment, length);
  return length;
}
