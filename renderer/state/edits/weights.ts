import type { Experiment } from "../../../core/experiment/experiment.ts";
import type { GivenLayer, WeightDraw, Weights } from "../../../core/network/plan.ts";
import type { Frame } from "../../../core/training/frame.ts";
import type { Cell } from "../focus.svelte.ts";

/** What weights are drawn from where nothing else is said: uniform in −1 … 1. */
export const UNIFORM: WeightDraw = { kind: "uniform", low: -1, high: 1 };

const usual: { readonly [Kind in WeightDraw["kind"]]: Extract<WeightDraw, { kind: Kind }> } = {
  uniform: { kind: "uniform", low: -1, high: 1 },
  rand: { kind: "rand" },
  normal: { kind: "normal", mean: 0, sd: 1 },
  xavier: { kind: "xavier" },
  he: { kind: "he" },
  zeros: { kind: "zeros" },
};

/** Another way to draw the weights, with its usual parameters. */
export function withWeightDraw(experiment: Experiment, kind: WeightDraw["kind"]): Experiment {
  return { ...experiment, weights: usual[kind] };
}

/** The frame's weights with one of them changed, written down as the new start. */
export function withWeight(experiment: Experiment, frame: Frame, cell: Cell, value: number): Experiment {
  const layers = readLayers(experiment, frame);
  const { W, b } = layers[cell.key.layer];
  if (cell.key.kind === "W") W[cell.row][cell.column] = value;
  if (cell.key.kind === "b" && b) b[cell.column] = value;
  return withGiven(experiment, layers);
}

/** The frame's weights, written down as the start. */
export function withShownWeights(experiment: Experiment, frame: Frame): Experiment {
  return withGiven(experiment, readLayers(experiment, frame));
}

function readLayers({ network }: Experiment, frame: Frame): { W: number[][]; b: number[] | null }[] {
  return network.layers.map((_, layer) => ({
    W: rowsOf(frame, { kind: "W", layer }),
    b: network.bias ? rowsOf(frame, { kind: "b", layer })[0] : null,
  }));
}

function withGiven(experiment: Experiment, layers: readonly GivenLayer[]): Experiment {
  const { weights } = experiment;
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
