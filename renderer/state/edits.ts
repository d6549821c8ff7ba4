import { sizeData } from "../../core/experiment/shape-checks.ts";
import type { Experiment } from "../../core/experiment/experiment.ts";
import { datasets } from "../../core/data/datasets.ts";
import type { Data, DataDraw, GeneratedData, Target } from "../../core/data/plan.ts";
import type { ActivationName, GivenLayer, LayerPlan, WeightDraw, Weights } from "../../core/network/plan.ts";
import type { Frame } from "../../core/training/frame.ts";
import type { Cell } from "./focus.svelte.ts";

/**
 * Edits of an experiment: each takes a whole value and gives a whole new one. An edit that would leave
 * the rest without sense (written-down weights of another shape, an output of another width than Y)
 * mends the rest as well.
 */

const UNIFORM: WeightDraw = { kind: "uniform", low: -1, high: 1 };
const DRAWN_DATA: GeneratedData = {
  kind: "generate",
  samples: 10,
  features: 3,
  draw: { kind: "rand" },
  target: { kind: "teacher" },
};

/** How many columns Y has, or null where it takes them from the network. */
export function targetColumns(data: Data): number | null {
  switch (data.kind) {
    case "generate":
      return data.target.kind === "linear" ? 1 : null;
    case "table":
      return data.Y[0]?.length ?? 1;
    case "dataset":
      return datasets[data.id].targets;
  }
}

/** Other data; the last layer gets as many units as Y has columns, and a batch no more samples than there are. */
export function withData(experiment: Experiment, data: Data): Experiment {
  const columns = targetColumns(data);
  const layers = experiment.network.layers.map((layer, index, all) =>
    index === all.length - 1 && columns !== null ? { ...layer, units: columns } : layer,
  );
  const { training } = experiment;
  const batch =
    training.batch === "full"
      ? "full"
      : Math.max(1, Math.min(training.batch, sizeData({ data, network: experiment.network }).samples));
  return mended(
    { ...experiment, data, network: { ...experiment.network, layers }, training: { ...training, batch } },
    experiment,
  );
}

/** Data of another source, as it comes. */
export function withSource(experiment: Experiment, source: "generate" | "iris"): Experiment {
  return withData(experiment, source === "iris" ? { kind: "dataset", id: "iris" } : DRAWN_DATA);
}

/** Another way to draw X, with its usual parameters. */
export function withDraw(experiment: Experiment, kind: DataDraw["kind"]): Experiment {
  if (experiment.data.kind !== "generate") return experiment;
  const draws: Record<DataDraw["kind"], DataDraw> = {
    rand: { kind: "rand" },
    randint: { kind: "randint", low: 0, high: 50 },
    randn: { kind: "randn", mean: 0, sd: 1 },
  };
  return withData(experiment, { ...experiment.data, draw: draws[kind] });
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

function fitTarget(target: Target, features: number): Target {
  if (target.kind !== "linear" || !Number.isInteger(features) || features < 1 || features > 4096)
    return target;
  const coefficients = Array.from({ length: features }, (_, index) => target.coefficients[index] ?? 1);
  return { ...target, coefficients };
}

/** Other units in one layer. */
export function withUnits(experiment: Experiment, layer: number, units: number): Experiment {
  return withLayers(experiment, (layers) => layers.with(layer, { ...layers[layer], units }));
}

/** Another activation in one layer. */
export function withActivation(
  experiment: Experiment,
  layer: number,
  activation: ActivationName,
): Experiment {
  const layers = experiment.network.layers.with(layer, { ...experiment.network.layers[layer], activation });
  return { ...experiment, network: { ...experiment.network, layers } };
}

/** One more hidden layer before the last. */
export function withLayerAdded(experiment: Experiment): Experiment {
  return withLayers(experiment, (layers) => layers.toSpliced(-1, 0, { units: 4, activation: "tanh" }));
}

/** One layer less; the one that becomes the last keeps the output's width. */
export function withLayerRemoved(experiment: Experiment, layer: number): Experiment {
  return withLayers(experiment, (layers) => {
    const rest = layers.toSpliced(layer, 1);
    const columns = targetColumns(experiment.data) ?? layers[layers.length - 1].units;
    return rest.with(-1, { ...rest[rest.length - 1], units: columns });
  });
}

function withLayers(
  experiment: Experiment,
  change: (layers: readonly LayerPlan[]) => LayerPlan[],
): Experiment {
  const layers = change(experiment.network.layers);
  return mended({ ...experiment, network: { ...experiment.network, layers } }, experiment);
}

/** Bias on or off. */
export function withBias(experiment: Experiment, bias: boolean): Experiment {
  return mended({ ...experiment, network: { ...experiment.network, bias } }, experiment);
}

/** Another way to draw the weights, with its usual parameters. */
export function withWeightDraw(experiment: Experiment, kind: WeightDraw["kind"]): Experiment {
  const draws: Record<WeightDraw["kind"], WeightDraw> = {
    uniform: UNIFORM,
    rand: { kind: "rand" },
    normal: { kind: "normal", mean: 0, sd: 1 },
  };
  return { ...experiment, weights: draws[kind] };
}

/** Another learning rate. */
export function withLearningRate(experiment: Experiment, learningRate: number): Experiment {
  const { training } = experiment;
  const optimizer = { ...training.optimizer, learningRate };
  return { ...experiment, training: { ...training, optimizer } };
}

/** The frame's weights with one of them changed, written down as the new start. */
export function withWeight(experiment: Experiment, frame: Frame, cell: Cell, value: number): Experiment {
  const { network, weights } = experiment;
  const layers = network.layers.map((_, layer): GivenLayer => {
    const W = rowsOf(frame, { kind: "W", layer });
    const b = network.bias ? rowsOf(frame, { kind: "b", layer })[0] : null;
    if (layer === cell.key.layer && cell.key.kind === "W") W[cell.row][cell.column] = value;
    if (layer === cell.key.layer && cell.key.kind === "b" && b) b[cell.column] = value;
    return { W, b };
  });
  const draw = weights.kind === "given" ? weights.draw : weights;
  const given: Weights = draw ? { kind: "given", layers, draw } : { kind: "given", layers };
  return { ...experiment, weights: given };
}

function rowsOf(frame: Frame, key: { kind: "W" | "b"; layer: number }): number[][] {
  const { rows, columns, values } = frame.matrix(key);
  return Array.from({ length: rows }, (_, row) =>
    Array.from(values.subarray(row * columns, (row + 1) * columns)),
  );
}

/** Written-down weights whose shapes no longer fit give way to the draw they stood for. */
function mended(next: Experiment, before: Experiment): Experiment {
  if (next.weights.kind !== "given") return next;
  const same = shapeOf(next) === shapeOf(before);
  return same ? next : { ...next, weights: next.weights.draw ?? UNIFORM };
}

function shapeOf(experiment: Experiment): string {
  const { bias, layers } = experiment.network;
  return JSON.stringify([sizeData(experiment).features, bias, layers.map(({ units }) => units)]);
}
