import type { Data, DataDraw, GeneratedData, Target } from "../../../core/data/plan.ts";
import { limits } from "../../../core/experiment/limits.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";

/** What the data's source is called in the settings. */
export type Source = "generate" | "iris";

const DRAWN_DATA: GeneratedData = {
  kind: "generate",
  samples: 10,
  features: 3,
  draw: { kind: "rand" },
  target: { kind: "teacher" },
};

const usualDraws: { readonly [Kind in DataDraw["kind"]]: Extract<DataDraw, { kind: Kind }> } = {
  rand: { kind: "rand" },
  randint: { kind: "randint", low: 0, high: 50 },
  randn: { kind: "randn", mean: 0, sd: 1 },
};

/** Other data. */
export function withData(experiment: Experiment, data: Data): Experiment {
  return { ...experiment, data };
}

/** Data of another source, as it comes. */
export function withSource(experiment: Experiment, source: Source): Experiment {
  return withData(experiment, source === "iris" ? { kind: "dataset", id: "iris" } : DRAWN_DATA);
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
