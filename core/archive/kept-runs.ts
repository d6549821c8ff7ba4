import type { Experiment } from "../experiment/experiment.ts";
import { readExperiment } from "../experiment/read-experiment.ts";
import { allFinite } from "../matrix/finite.ts";
import type { Problem, Result } from "../result.ts";
import type { ThinnedCosts } from "../training/frame.ts";
import { keptLimits, type KeptRun } from "../training/kept-run.ts";
import { planArrays, type ArrayPlan } from "./arrays.ts";
import { EXPERIMENT_NAME, placeIn, writeExperimentText } from "./experiment-text.ts";
import { formatSize } from "./limits.ts";
import { writeNpy } from "./npy.ts";
import type { PackedFile } from "./pack.ts";
import { problem, refuse } from "./problem.ts";
import { readArrays, readText, type Entries } from "./read-entries.ts";
import { readCosts, RUN_NAME } from "./run-json.ts";
import type { RunFile } from "./run-schema.ts";
import { sizeOf } from "./shape.ts";

/** What a file holds of a kept run beside its entry in run.json: `runs/1/experiment.json`, `runs/1/W1.npy`, … */
export interface KeptPlan {
  readonly text: string;
  readonly experiment: Experiment;
  readonly weights: readonly ArrayPlan[];
}

/** The folder of a run inside of an experiment file, counted from 1. */
function folderOf(index: number): string {
  return `runs/${index + 1}/`;
}

function planWeights(index: number, experiment: Experiment): ArrayPlan[] {
  const folder = folderOf(index);
  return planArrays(experiment).weights.map(({ name, shape }) => ({ name: folder + name, shape }));
}

/** The names of a kept run's files. */
export function namesOf({ text, weights }: KeptPlan): string[] {
  return [text, ...weights.map(({ name }) => `${name}.npy`)];
}

/** What `count` kept runs have to have in a file: their experiments are read, their weights not yet. */
export function planKeptRuns(entries: Entries, count: number): Result<KeptPlan[]> {
  const plans: KeptPlan[] = [];
  const texts = Array.from({ length: count }, (_, index) => folderOf(index) + EXPERIMENT_NAME);
  const refused = refuseTexts(texts.reduce((sum, name) => sum + (entries.get(name)?.size ?? 0), 0));
  if (refused !== null) return refused;
  for (const [index, text] of texts.entries()) {
    const read = readText(entries, text, keptLimits.experiments);
    if (!read.ok) return read;
    const experiment = readExperiment(read.value);
    if (!experiment.ok) return { ok: false, problems: experiment.problems.map(placeIn(text)) };
    plans.push({ text, experiment: experiment.value, weights: planWeights(index, experiment.value) });
  }
  const numbers = plans.flatMap(({ weights }) => weights.map(({ shape }) => sizeOf(shape)));
  return refuseNumbers(numbers.reduce((sum, size) => sum + size, 0)) ?? { ok: true, value: plans };
}

/** The kept runs of a file; their arrays are there and not too large. */
export function readKeptRuns(
  entries: Entries,
  kept: RunFile["runs"],
  plans: readonly KeptPlan[],
): Result<KeptRun[]> {
  const runs: KeptRun[] = [];
  for (const [index, { experiment, weights }] of plans.entries()) {
    const arrays = readArrays(entries, weights);
    if (!arrays.ok) return arrays;
    const parts = [...arrays.value.values()];
    const parameters = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
    let offset = 0;
    for (const values of parts) {
      parameters.set(values, offset);
      offset += values.length;
    }
    const { history, rates, ...rest } = kept[index];
    const run: KeptRun = {
      ...rest,
      rates: rates.map(([step, learningRate]) => ({ step, learningRate })),
      history: { ...readCosts(history.train), test: history.test && readCosts(history.test) },
      experiment,
      parameters,
    };
    const problems = checkKeptRun(run, index);
    if (problems.length > 0) return { ok: false, problems };
    runs.push(run);
  }
  return { ok: true, value: runs };
}

/** The files of kept runs, in the order of an experiment file; refused where they could not be read again. */
export function writeKeptRuns(runs: readonly KeptRun[]): Result<PackedFile[]> {
  const refused = refuseMany(runs);
  if (refused !== null) return refused;
  const files: PackedFile[] = [];
  for (const [index, run] of runs.entries()) {
    const problems = checkKeptRun(run, index);
    if (problems.length > 0) return { ok: false, problems };
    const name = folderOf(index) + EXPERIMENT_NAME;
    const text = writeExperimentText(name, run.experiment);
    if (!text.ok) return text;
    files.push({ name, bytes: text.value, deflate: true });
    let offset = 0;
    for (const { name: array, shape } of planWeights(index, run.experiment)) {
      const values = run.parameters.subarray(offset, (offset += sizeOf(shape)));
      files.push({ name: `${array}.npy`, bytes: writeNpy({ shape, values }), deflate: false });
    }
  }
  const texts = files.filter(({ name }) => name.endsWith(EXPERIMENT_NAME));
  const refusedTexts = refuseTexts(texts.reduce((sum, { bytes }) => sum + bytes.length, 0));
  return refusedTexts ?? { ok: true, value: files };
}

function refuseMany(runs: readonly KeptRun[]): Result<never> | null {
  if (runs.length > keptLimits.runs) {
    const message = `must have at most ${keptLimits.runs} elements, got ${runs.length}`;
    return refuse(`${RUN_NAME}: runs`, "too-large", message, { max: keptLimits.runs, got: runs.length });
  }
  return refuseNumbers(runs.reduce((sum, { parameters }) => sum + parameters.length, 0));
}

function refuseNumbers(got: number): Result<never> | null {
  if (got <= keptLimits.numbers) return null;
  const message = `have ${got} weights together, more than the ${keptLimits.numbers} that a file may have`;
  return refuse(`${RUN_NAME}: runs`, "too-large", message, { max: keptLimits.numbers, got });
}

function refuseTexts(got: number): Result<never> | null {
  if (got <= keptLimits.experiments) return null;
  const [sum, most] = [got, keptLimits.experiments].map(formatSize);
  const message = `have experiments of ${sum} together, more than the ${most} that a file may have`;
  return refuse(`${RUN_NAME}: runs`, "too-large", message, { max: keptLimits.experiments, got });
}

/** What in a kept run contradicts itself or its experiment; every number by itself is of its kind already. */
function checkKeptRun({ experiment, step, rates, history, parameters }: KeptRun, index: number): Problem[] {
  const place = `${RUN_NAME}: runs[${index}]`;
  const weights = planArrays(experiment).weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  if (parameters.length !== weights) {
    const message = `must have the ${weights} weights of its experiment, got ${parameters.length}`;
    return [problem(place, "shape", message, { expected: weights, got: parameters.length })];
  }
  if (!allFinite(parameters)) {
    return [problem(place, "not-finite", "has weights that are not finite")];
  }
  const places: readonly (readonly [string, readonly number[]])[] = [
    ["rates", rates.map((change) => change.step)],
    ...stepsOf("history.train", history),
    ...(history.test === null ? [] : stepsOf("history.test", history.test)),
  ];
  const wrong = places.flatMap(([within, steps]) => checkSteps(`${place}.${within}`, steps, step));
  if (wrong.length === 0 && rates[0]?.step !== 0) {
    const message = "must be 0, where training begins";
    return [problem(`${place}.rates[0]`, "contradiction", message)];
  }
  return wrong;
}

function stepsOf(place: string, { even, octaves }: ThinnedCosts): [string, number[]][] {
  return [
    [`${place}.even`, [...even.filter((_, at) => at % 2 === 0)]],
    [`${place}.octaves`, [...octaves.filter((_, at) => at % 2 === 0)]],
  ];
}

function checkSteps(place: string, steps: readonly number[], last: number): Problem[] {
  const wrong = steps.findIndex((step, at) => step > last || (at > 0 && step <= steps[at - 1]));
  if (wrong === -1) return [];
  const after = wrong === 0 ? -1 : steps[wrong - 1];
  const message = `must be of a step after ${after} and at most ${last}, got ${steps[wrong]}`;
  return [problem(`${place}[${wrong}]`, "contradiction", message, { after, max: last, got: steps[wrong] })];
}
