import { strFromU8, strToU8 } from "fflate/browser";
import type { Experiment } from "../experiment/experiment.ts";
import { readExperiment } from "../experiment/read-experiment.ts";
import type { Problem, Result } from "../result.ts";
import { checkState } from "../training/check-state.ts";
import type { SavedRun } from "../training/saved-run.ts";
import { formatShape, joinArrays, planArrays, sizeOf, type ArrayPlan } from "./arrays.ts";
import { archiveLimits, formatSize } from "./limits.ts";
import { readNpy } from "./npy.ts";
import { refuse } from "./problem.ts";
import { readRun, RUN_NAME, stateOf } from "./run-json.ts";
import { unpack } from "./unpack.ts";
import { isZip, readDirectory, type ZipEntry } from "./zip-directory.ts";

/** The name of an experiment's text in an experiment file: the place of what is wrong with it. */
export const EXPERIMENT_NAME = "experiment.json";

/** What a file held: an experiment, and the training that was saved with it, or null where it is an experiment.json. */
export interface Archive {
  readonly experiment: Experiment;
  readonly saved: SavedRun | null;
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
  if (!experiment.ok) return { ok: false, problems: experiment.problems.map(placeInExperiment) };
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

  const arrays = readArrays(entries, experiment.value);
  if (!arrays.ok) return arrays;
  const numbers = joinArrays(experiment.value, arrays.value);
  const state = stateOf(run.value, numbers);
  const problems = checkState(experiment.value, state);
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: { experiment: experiment.value, saved: { state, samples: numbers.samples } } };
}

function readPlain(bytes: Uint8Array): Result<Archive> {
  if (bytes.length > archiveLimits.experiment) return refuseSize(bytes.length, archiveLimits.experiment);
  const text = decode(bytes);
  if (text === null) {
    return refuse("", "not-rematrix", "is neither an experiment file nor the text of an experiment");
  }
  const experiment = readExperiment(text);
  return experiment.ok ? { ok: true, value: { experiment: experiment.value, saved: null } } : experiment;
}

function readText(entries: ReadonlyMap<string, ZipEntry>, name: string, limit: number): Result<string> {
  const entry = entries.get(name);
  if (entry === undefined) return refuse(name, "missing", "is missing: this zip is no experiment file");
  const bytes = unpack(entry, limit);
  if (!bytes.ok) return bytes;
  const text = decode(bytes.value);
  return text === null ? refuse(name, "damaged", "is no text in UTF-8") : { ok: true, value: text };
}

/** Every array of the experiment, and nothing else. */
function readArrays(
  entries: ReadonlyMap<string, ZipEntry>,
  experiment: Experiment,
): Result<Map<string, Float64Array>> {
  const plan = planArrays(experiment);
  const planned = [...plan.samples, ...plan.weights, ...plan.memory];
  const names = new Set([EXPERIMENT_NAME, RUN_NAME, ...planned.map(({ name }) => `${name}.npy`)]);
  for (const name of entries.keys()) {
    if (!names.has(name)) return refuse(name, "unknown-key", "does not belong to this experiment");
  }
  // All sizes are looked at before the first array is unpacked.
  for (const { name, shape } of planned) {
    const entry = entries.get(`${name}.npy`);
    if (entry === undefined) return refuse(`${name}.npy`, "missing", "is missing");
    const most = 8 * sizeOf(shape) + archiveLimits.arrayHeader;
    if (entry.size > most) {
      const message = `must have the shape ${formatShape(shape)}, got ${formatSize(entry.size)}`;
      return refuse(entry.name, "shape", message, { expected: formatShape(shape), got: entry.size });
    }
  }
  const arrays = new Map<string, Float64Array>();
  for (const array of planned) {
    const values = readArray(entries, array);
    if (!values.ok) return values;
    arrays.set(array.name, values.value);
  }
  return { ok: true, value: arrays };
}

function readArray(entries: ReadonlyMap<string, ZipEntry>, { name, shape }: ArrayPlan): Result<Float64Array> {
  const file = `${name}.npy`;
  const entry = entries.get(file);
  if (entry === undefined) throw new Error(`internal: ${file} was there before`);
  const bytes = unpack(entry, entry.size);
  if (!bytes.ok) return bytes;
  const array = readNpy(file, bytes.value);
  if (!array.ok) return array;
  const [expected, got] = [shape, array.value.shape].map(formatShape);
  if (expected === got) return { ok: true, value: array.value.values };
  return refuse(file, "shape", `must have the shape ${expected}, got ${got}`, { expected, got });
}

/** The text without a byte order mark, or null where the bytes are not UTF-8. */
function decode(bytes: Uint8Array): string | null {
  const text = strFromU8(bytes);
  const marked = bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const again = strToU8(text.replace(/^\uFEFF/, ""));
  const from = marked ? 3 : 0;
  if (again.length !== bytes.length - from) return null;
  for (let i = 0; i < again.length; i++) if (again[i] !== bytes[from + i]) return null;
  return text;
}

function placeInExperiment(found: Problem): Problem {
  const place = found.place === "" ? EXPERIMENT_NAME : `${EXPERIMENT_NAME}: ${found.place}`;
  return { ...found, place };
}

function refuseSize(got: number, max: number): Result<never> {
  const message = `has ${formatSize(got)}, more than the ${formatSize(max)} that the lab takes`;
  return refuse("", "too-large", message, { max, got });
}
