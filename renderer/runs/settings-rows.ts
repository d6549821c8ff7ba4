import type { Data } from "../../core/data/plan.ts";
import { sizeData } from "../../core/experiment/shape-checks.ts";
import type { Experiment } from "../../core/experiment/experiment.ts";
import type { ActivationPlan, Weights } from "../../core/network/plan.ts";
import type { RateChange } from "../../core/training/rate-log.ts";
import { formatCount } from "../format/number.ts";
import type { Messages } from "../messages/locale.svelte.ts";
import { sourceOf } from "../state/edits/data.ts";
import { writeNumber } from "../state/edits/describe-values.ts";

/** What a run was trained with. */
export interface RunSettings {
  readonly experiment: Experiment;
  readonly rates: readonly RateChange[];
}

/** One setting of several runs, in words; a dash where a run has no such setting. */
export interface SettingRow {
  readonly name: string;
  readonly values: readonly string[];
  readonly differs: boolean;
}

/** A setting of one run: its words, and what it is by itself where words leave something out. */
interface Setting {
  readonly words: string;
  readonly value: unknown;
}

/** Every setting of these runs in the order of the settings' pane, each with all runs' values. */
export function compareSettings(runs: readonly RunSettings[], text: Messages): SettingRow[] {
  const lists = runs.map((run) => listSettings(run, text));
  const names = [...new Set(lists.flatMap((list) => [...list.keys()]))];
  return sortLike(names, lists).map((name) => {
    const settings = lists.map((list) => list.get(name) ?? null);
    const keys = settings.map((setting) => JSON.stringify(setting?.value ?? null));
    return { name, values: tellApart(settings, keys, text), differs: new Set(keys).size > 1 };
  });
}

/** The words of a setting; where the same words stand for different values, they are numbered. */
function tellApart(settings: readonly (Setting | null)[], keys: readonly string[], text: Messages): string[] {
  const numbers = new Map<string, string[]>();
  settings.forEach((setting, at) => {
    if (setting === null) return;
    const known = numbers.get(setting.words) ?? [];
    if (!known.includes(keys[at])) numbers.set(setting.words, [...known, keys[at]]);
  });
  return settings.map((setting, at) => {
    if (setting === null) return "–";
    const known = numbers.get(setting.words) ?? [];
    return known.length < 2 ? setting.words : setting.words + text.runs.variant(known.indexOf(keys[at]) + 1);
  });
}

/** Names in the order of the first list; what only others have stands behind its neighbour there. */
function sortLike(names: readonly string[], lists: readonly ReadonlyMap<string, Setting>[]): string[] {
  const sorted: string[] = [];
  for (const list of lists) {
    let after = -1;
    for (const name of list.keys()) {
      const at = sorted.indexOf(name);
      if (at === -1) sorted.splice(++after, 0, name);
      else after = at;
    }
  }
  return sorted.filter((name) => names.includes(name));
}

function listSettings({ experiment, rates }: RunSettings, text: Messages): Map<string, Setting> {
  const { settings } = text;
  const list = new Map<string, Setting>();
  const add = (name: string, words: string, value: unknown = words): void =>
    void list.set(name, { words, value });
  addData(experiment, text, add);
  add(settings.seed, String(experiment.seed));
  experiment.network.layers.forEach(({ units, activation }, index) =>
    add(settings.layer(index + 1), text.runs.layer(units, writeActivation(activation, text))),
  );
  add(settings.bias, experiment.network.bias ? settings.on : settings.off);
  add(settings.weights, writeWeights(experiment.weights, text), experiment.weights);
  add(settings.cost, text.costs[experiment.cost]);
  for (const name of ["l1", "l2"] as const) {
    const penalty = experiment.penalty?.[name] ?? 0;
    if (penalty !== 0) add(settings[name], writeNumber(penalty), penalty);
  }
  addTraining(experiment, rates, text, add);
  return list;
}

type Add = (name: string, words: string, value?: unknown) => void;

function addData({ data, split, scaling, network }: Experiment, text: Messages, add: Add): void {
  const { settings } = text;
  const names = {
    generate: settings.drawn,
    table: settings.table,
    ...settings.patterns,
    ...settings.datasets,
  };
  const { features, training, test } = sizeData({ data, split, network });
  add(settings.source, names[sourceOf(data)], data.kind === "table" ? data : sourceOf(data));
  add(settings.samples, formatCount(training + test));
  add(settings.features, formatCount(features));
  addDraw(data, text, add);
  if (split !== null) add(settings.test, text.edits.percent(writeNumber(100 * split.test)));
  add(settings.scaling, settings.scalings[scaling]);
}

function addDraw(data: Data, text: Messages, add: Add): void {
  const { settings, edits } = text;
  if (data.kind === "pattern") add(settings.noise, writeNumber(data.noise), data.noise);
  if (data.kind !== "generate") return;
  const { draw, target } = data;
  const range =
    draw.kind === "randint"
      ? ` ${edits.range(writeNumber(draw.low), writeNumber(draw.high))}`
      : draw.kind === "randn"
        ? ` ${edits.normal(writeNumber(draw.mean), writeNumber(draw.sd))}`
        : "";
  add(settings.draw, settings.draws[draw.kind] + range, draw);
  add(settings.target, settings.targets[target.kind], target);
}

function addTraining({ training }: Experiment, rates: readonly RateChange[], text: Messages, add: Add): void {
  const { settings, runs } = text;
  const { optimizer, schedule = { kind: "constant" } as const, batch, stop } = training;
  add(settings.optimizer, text.optimizers[optimizer.kind]);
  const changes = rates.map(({ step, learningRate }) =>
    step === 0 ? writeNumber(learningRate) : runs.rateFrom(writeNumber(learningRate), formatCount(step)),
  );
  add(settings.learningRate, changes.join(", "), rates);
  for (const [name, value] of Object.entries(optimizer)) {
    if (name in settings.parameterNames && typeof value === "number") {
      add(settings.parameterNames[name as keyof typeof settings.parameterNames], writeNumber(value), value);
    }
  }
  add(settings.schedule, settings.schedules[schedule.kind], schedule);
  add(settings.batch, batch === "full" ? settings.batches.full : formatCount(batch));
  const conditions = (["steps", "epochs", "costBelow", "noProgressFor"] as const).flatMap((name) => {
    const value = stop?.[name];
    return value === undefined ? [] : [runs.stops[name](writeNumber(value))];
  });
  add(runs.stop, conditions.join(", ") || settings.never, stop);
}

function writeActivation(activation: ActivationPlan, text: Messages): string {
  return typeof activation === "string"
    ? text.activations[activation]
    : text.edits.formula(activation.formula);
}

function writeWeights(weights: Weights, { settings, edits }: Messages): string {
  if (weights.kind === "given") return settings.weightsGiven;
  const name = settings.weightDraws[weights.kind];
  if (weights.kind === "uniform")
    return `${name} ${edits.range(writeNumber(weights.low), writeNumber(weights.high))}`;
  if (weights.kind === "normal")
    return `${name} ${edits.normal(writeNumber(weights.mean), writeNumber(weights.sd))}`;
  return name;
}
