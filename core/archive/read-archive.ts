import type { Experiment } from "../experiment/experiment.ts";
import { readExperiment } from "../experiment/read-experiment.ts";
import type { Result } from "../result.ts";
import { checkState } from "../training/check-state.ts";
import type { KeptRun } from "../training/kept-run.ts";
import type { SavedRun } from "../training/saved-run.ts";
import { joinArrays, planArrays } from "./arrays.ts";
import { EXPERIMENT_NAME, placeIn } from "./experiment-text.ts";
import { namesOf, planKeptRuns, readKeptRuns } from "./kept-runs.ts";
import { archiveLimits, formatSize } from "./limits.ts";
import { refuse } from "./problem.ts";
import { checkSizes, decode, readArrays, readText, type Entries } from "./read-entries.ts";
import { readRun, RUN_NAME, stateOf } from "./run-json.ts";
import { isZip, readDirectory } from "./zip-directory.ts";

/**
 * What a file held: an experiment, the training that was saved with it, or null where it is an experiment.json, and
 * the runs that were kept beside it.
 */
export interface Archive {
  readonly experiment: Experiment;
  readonly saved: SavedRun | null;
  readonly runs: readonly KeptRun[];
}

/**
 * Reads a file's bytes: an experiment file `*.rematrix`, or the text of an `experiment.json`, whichever it is by
 * its content. Nothing is trusted: whatever a file says of itself is checked before memory is spent on it, and
 * what is wrong comes with the name of the place, `W1.npy: must have the shape (3, 4), got (3, 5)`.
 *
 * What only the drawn samples can tell, `resumeRun` looks at.
 */
export function readArchive(bytes: Uint8Array): Result<Archive> {
  if (bytes.length > archiveLimits.file) return refuseSize(bytes.length, archiveLimits.file);
  if (!isZip(bytes)) return readPlain(bytes);
  const directory = readDirectory(bytes);
  if (!directory.ok) return directory;
  const entries = new Map(directory.value.map((entry) => [entry.name, entry]));

  const text = readText(entries, EXPERIMENT_NAME, archiveLimits.experiment);
  if (!text.ok) return text;
  const experiment = readExperiment(text.value);
  if (!experiment.ok) return { ok: false, problems: experiment.problems.map(placeIn(EXPERIMENT_NAME)) };
  const runText = readText(entries, RUN_NAME, archiveLimits.run);
  if (!runText.ok) return runText;
  const run = readRun(runText.value);
  if (!run.ok) return run;
  const { kind } = experiment.value.training.optimizer;
  if (run.value.optimizer !== kind) {
    const message = `must be "${kind}" as in the experiment, got "${run.value.optimizer}"`;
    return refuse(`${RUN_NAME}: optimizer`, "contradiction", message, {
      expected: kind,
      got: run.value.optimizer,
    });
  }

  const kept = planKeptRuns(entries, run.value.runs.length);
  if (!kept.ok) return kept;
  const plan = planArrays(experiment.value);
  const planned = [...plan.samples, ...plan.weights, ...plan.memory];
  const known = [EXPERIMENT_NAME, RUN_NAME, ...planned.map(({ name }) => `${name}.npy`)];
  const surplus = findSurplus(entries, [...known, ...kept.value.flatMap(namesOf)]);
  if (surplus !== null) return refuse(surplus, "unknown-key", "does not belong to this experiment");
  const sizes = checkSizes(entries, [...planned, ...kept.value.flatMap(({ weights }) => weights)]);
  if (!sizes.ok) return sizes;

  const arrays = readArrays(entries, planned);
  if (!arrays.ok) return arrays;
  const numbers = joinArrays(experiment.value, arrays.value);
  const state = stateOf(run.value, numbers);
  const problems = checkState(experiment.value, state);
  if (problems.length > 0) return { ok: false, problems };
  const runs = readKeptRuns(entries, run.value.runs, kept.value);
  if (!runs.ok) return runs;
  const saved = { state, samples: numbers.samples };
  return { ok: true, value: { experiment: experiment.value, saved, runs: runs.value } };
}

function findSurplus(entries: Entries, known: readonly string[]): string | null {
  const names = new Set(known);
  return [...entries.keys()].find((name) => !names.has(name)) ?? null;
}

function readPlain(bytes: Uint8Array): Result<Archive> {
  if (bytes.length > archiveLimits.experiment) return refuseSize(bytes.length, archiveLimits.experiment);
  const text = decode(bytes);
  if (text === null) {
    return refuse("", "not-rematrix", "is neither an experiment file nor the text of an experiment");
  }
  const experiment = readExperiment(text);
  if (!experiment.ok) return experiment;
  return { ok: true, value: { experiment: experiment.value, saved: null, runs: [] } };
}

function refuseSize(got: number, max: number): Result<never> {
  const message = `has ${formatSize(got)}, more than the ${formatSize(max)} that the lab takes`;
  return refuse("", "too-large", message, { max, got });
}
