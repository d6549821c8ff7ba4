import * as v from "valibot";
import type { Experiment } from "../experiment/experiment.ts";
import { findSyntaxError } from "../experiment/json-syntax.ts";
import { describe, toProblem } from "../experiment/rules.ts";
import type { Problem, Result } from "../result.ts";
import type { SeriesSnapshot } from "../training/cost-series.ts";
import type { ThinnedCosts } from "../training/frame.ts";
import type { KeptRun } from "../training/kept-run.ts";
import type { RateChange } from "../training/rate-log.ts";
import type { RunState } from "../training/saved-run.ts";
import type { ArrayNumbers } from "./arrays.ts";
import { problem } from "./problem.ts";
import { currentRunVersion, migrateRun } from "./run-migrations.ts";
import { runSchema, type RunFile } from "./run-schema.ts";

/** The name of a run's text in an experiment file: the place of what is wrong with it. */
export const RUN_NAME = "run.json";

type Pairs = readonly (readonly [step: number, value: number])[];

/** A run's state, and the runs kept beside it, without their arrays as the text of a `run.json`: numbers in full. */
export function writeRun({ training }: Experiment, state: RunState, runs: readonly KeptRun[]): string {
  const { trainer, cost, branch, history, stopping } = state;
  const { batches } = trainer;
  const file: RunFile = {
    format: "rematrix-run",
    version: currentRunVersion,
    step: trainer.step,
    latest: branch.latest,
    cost,
    optimizer: training.optimizer.kind,
    rates: writeRates(branch.rates),
    rewound: branch.rewound,
    batches: batches && { drawn: batches.drawn, order: [...batches.order], generator: batches.random },
    stopping: { ...stopping, lowest: stopping.lowest === Infinity ? null : stopping.lowest },
    history: { train: writeSeries(history.train), test: history.test && writeSeries(history.test) },
    runs: runs.map(writeKept),
  };
  const members = Object.entries(file).map(([key, value]) => `  ${JSON.stringify(key)}: ${write(value)}`);
  return `{\n${members.join(",\n")}\n}\n`;
}

/** Reads the text of a `run.json`, older versions included; places begin with its name. */
export function readRun(text: string): Result<RunFile> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse(describeSyntaxError(text));
  }
  if (
    typeof value !== "object" ||
    value === null ||
    !("format" in value) ||
    value.format !== "rematrix-run"
  ) {
    return refuse(problem(RUN_NAME, "not-rematrix", 'must be an object with the format "rematrix-run"'));
  }
  const version = "version" in value ? value.version : undefined;
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1) {
    const got = describe(version);
    const message = `must be a whole number, 1 or greater, got ${got}`;
    return refuse(problem(`${RUN_NAME}: version`, "version-unknown", message, { got }));
  }
  if (version > currentRunVersion) {
    const message =
      `this run has version ${version} and was written by a newer Rematrix; this one reads versions up to ` +
      `${currentRunVersion}`;
    const values = { got: version, max: currentRunVersion };
    return refuse(problem(`${RUN_NAME}: version`, "version-newer", message, values));
  }
  const parsed = v.safeParse(runSchema, migrateRun(value as Record<string, unknown>, version));
  if (parsed.success) return { ok: true, value: parsed.output };
  return { ok: false, problems: parsed.issues.map(toProblem).map(prefix) };
}

/** The state that a run's text and its arrays make together. */
export function stateOf(file: RunFile, { parameters, memory }: ArrayNumbers): RunState {
  const { step, latest, cost, rates, rewound, batches, stopping, history } = file;
  return {
    trainer: {
      step,
      parameters,
      memory,
      batches: batches && {
        random: batches.generator,
        drawn: batches.drawn,
        order: Uint32Array.from(batches.order),
      },
    },
    cost,
    branch: { latest, rates: rates.map(([at, learningRate]) => ({ step: at, learningRate })), rewound },
    history: { train: readSeries(history.train), test: history.test && readSeries(history.test) },
    stopping: { ...stopping, lowest: stopping.lowest ?? Infinity },
  };
}

/** Costs as they stand in a `run.json`. */
export function readCosts({
  even,
  octaves,
}: Pick<RunFile["history"]["train"], "even" | "octaves">): ThinnedCosts {
  return { even: Float64Array.from(even.flat()), octaves: Float64Array.from(octaves.flat()) };
}

function writeKept({
  name,
  note,
  date,
  automatic,
  step,
  cost,
  rates,
  history,
}: KeptRun): RunFile["runs"][number] {
  const { test } = history;
  const costs = { train: writeCosts(history), test: test && writeCosts(test) };
  return { name, note, date, automatic, step, cost, rates: writeRates(rates), history: costs };
}

function writeRates(rates: readonly RateChange[]): Pairs {
  return rates.map(({ step, learningRate }) => [step, learningRate]);
}

function writeCosts({ even, octaves }: ThinnedCosts): { even: Pairs; octaves: Pairs } {
  return { even: toPairs(even), octaves: toPairs(octaves) };
}

function writeSeries({ stride, ...costs }: SeriesSnapshot): RunFile["history"]["train"] {
  return { stride, ...writeCosts(costs) };
}

function readSeries({ stride, ...costs }: RunFile["history"]["train"]): SeriesSnapshot {
  return { stride, ...readCosts(costs) };
}

function toPairs(flat: Float64Array): Pairs {
  return Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], flat[2 * i + 1]] as const);
}

function write(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(write).join(", ")}]`;
  // JSON.stringify forgets the sign of zero.
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? "-0" : JSON.stringify(value);
  const members = Object.entries(value).map(([key, held]) => `${JSON.stringify(key)}: ${write(held)}`);
  return `{ ${members.join(", ")} }`;
}

function describeSyntaxError(text: string): Problem {
  const error = findSyntaxError(text);
  if (error === null) throw new Error("internal: JSON.parse refused a text that is JSON");
  const { line, column, expected, found } = error;
  const message = `not JSON: line ${line}, column ${column}: expected ${expected}, found ${found}`;
  return problem(RUN_NAME, "not-json", message, { line, column, expected, found });
}

function prefix(found: Problem): Problem {
  return { ...found, place: `${RUN_NAME}: ${found.place}` };
}

function refuse(found: Problem): Result<never> {
  return { ok: false, problems: [found] };
}
