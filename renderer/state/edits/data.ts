import { patterns } from "../../../core/data/patterns.ts";
import type {
  Data,
  DataDraw,
  DatasetName,
  GeneratedData,
  PatternName,
  Scaling,
  Target,
} from "../../../core/data/plan.ts";
import { limits } from "../../../core/experiment/limits.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";

/** What the data's source is called in the settings: drawn numbers, a table, a pattern or a data set. */
export type Source = "generate" | "table" | PatternName | DatasetName;

const usualData: GeneratedData = {
  kind: "generate",
  samples: 10,
  features: 3,
  draw: { kind: "rand" },
  target: { kind: "teacher" },
};

/** Noise with which a pattern is neither a puzzle nor a drawing. */
const usualNoise: Readonly<Record<PatternName, number>> = {
  xor: 0.1,
  circles: 0.1,
  spiral: 0.02,
  moons: 0.1,
  gauss: 0.6,
  plane: 0.1,
  sine: 0.1,
};

const usualSamples = 200;

const usualDraws: { readonly [Kind in DataDraw["kind"]]: Extract<DataDraw, { kind: Kind }> } = {
  rand: { kind: "rand" },
  randint: { kind: "randint", low: 0, high: 50 },
  randn: { kind: "randn", mean: 0, sd: 1 },
};

/** Other data. */
export function withData(experiment: Experiment, data: Data): Experiment {
  return { ...experiment, data };
}

/** Where an experiment's data come from. */
export function sourceOf(data: Data): Source {
  return data.kind === "generate" || data.kind === "table" ? data.kind : data.id;
}

/**
 * Data of another source, as they come; one pattern after another keeps the number of samples. A table has
 * to be written first, so that choosing it changes nothing here.
 */
export function withSource(experiment: Experiment, source: Source): Experiment {
  const { data } = experiment;
  if (source === "table") return experiment;
  if (source === "generate") return withData(experiment, usualData);
  if (isPattern(source)) {
    const samples = data.kind === "pattern" ? data.samples : usualSamples;
    return withData(experiment, { kind: "pattern", id: source, samples, noise: usualNoise[source] });
  }
  return withData(experiment, { kind: "dataset", id: source });
}

function isPattern(source: PatternName | DatasetName): source is PatternName {
  return Object.hasOwn(patterns, source);
}

/** Another share of samples that is kept for testing, or none. */
export function withSplit(experiment: Experiment, test: number | null): Experiment {
  return { ...experiment, split: test === null ? null : { test } };
}

/** Columns of X scaled in another way. */
export function withScaling(experiment: Experiment, scaling: Scaling): Experiment {
  return { ...experiment, scaling };
}

/** Another way to draw X, with its usual parameters. */
export function withDraw(experiment: Experiment, kind: DataDraw["kind"]): Experiment {
  const { data } = experiment;
  if (data.kind !== "generate") return experiment;
  return withData(experiment, { ...data, draw: usualDraws[kind] });
}

/** Another number of features; linear coefficients are cut or continued with 1. */
export function withFeatures(experiment: Experiment, features: number): Experiment {
  const { data } = experiment;
  if (data.kind !== "generate") return experiment;
  return withData(experiment, { ...data, features, target: fitTarget(data.target, features) });
}

/** Another source of Y for drawn X. */
export function withTarget(experiment: Experiment, kind: Target["kind"]): Experiment {
  const { data } = experiment;
  if (data.kind !== "generate") return experiment;
  const target: Target = kind === "teacher" ? { kind } : fitTarget({ kind, coefficients: [] }, data.features);
  return withData(experiment, { ...data, target });
}

/** A number of features that will be refused leaves the coefficients as they are. */
function fitTarget(target: Target, features: number): Target {
  const possible = Number.isInteger(features) && features >= 1 && features <= limits.features;
  if (target.kind !== "linear" || !possible) return target;
  const coefficients = Array.from({ length: features }, (_, index) => target.coefficients[index] ?? 1);
  return { ...target, coefficients };
}
