import fc from "fast-check";
import { article } from "../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { drawExperiment } from "../../../core/experiment/draw-experiment.ts";
import type { DrawnExperiment } from "../../../core/experiment/draw-experiment.ts";
import type { ActivationName } from "../../../core/network/plan.ts";
import { layoutFrame, readFrame, type Frame } from "../../../core/training/frame.ts";
import {
  withData,
  withDraw,
  withFeatures,
  withSource,
  withTarget,
} from "../../../renderer/state/edits/data.ts";
import {
  withActivation,
  withBias,
  withLayerAdded,
  withLayerRemoved,
  withUnits,
} from "../../../renderer/state/edits/network.ts";
import { withLearningRate } from "../../../renderer/state/edits/training.ts";
import { withWeight, withWeightDraw } from "../../../renderer/state/edits/weights.ts";
import { targetColumns } from "../../../renderer/state/fitting.ts";

/** Draws an experiment that needs no data set. */
export function draw(experiment: Experiment): DrawnExperiment {
  const drawn = drawExperiment(experiment, null);
  if (!drawn.ok) throw new Error(drawn.problems[0].message);
  return drawn.value;
}

/** A frame with these weights and nothing else: every other number is 0. */
export function frameOfWeights(
  { network }: Experiment,
  features: number,
  weights: readonly { readonly W: readonly number[]; readonly b: readonly number[] | null }[],
): Frame {
  const samples = 1;
  const targets = network.layers.at(-1)!.units;
  const layout = layoutFrame({ samples, features, network });
  const values = new Float64Array(layout.length);
  layout.layers.forEach((slots, layer) => {
    values.set(weights[layer].W, slots.W.offset);
    if (slots.b) values.set(weights[layer].b!, slots.b.offset);
  });
  return readFrame(
    {
      generation: 1,
      step: 0,
      epoch: 0,
      status: "paused",
      cost: 0,
      correct: null,
      stepsPerSecond: 0,
      values,
      history: null,
      ghost: null,
      breakdown: null,
      stopReason: null,
      latest: 0,
      testCost: null,
      penalty: 0,
      learningRate: 0.1,
      metrics: { train: { accuracy: null, r2: null }, test: null },
      rows: samples,
      gradientOf: "all",
    },
    layout,
    { samples, features, targets, X: new Float64Array(features), Y: new Float64Array(targets), raw: null },
  );
}

/** A number of features, whatever the data. */
export function featuresOf({ data }: Experiment): number {
  if (data.kind === "generate") return data.features;
  return data.kind === "table" ? data.X[0].length : 4;
}

/** What a person does in the settings or on a weight. */
export type Edit = (experiment: Experiment) => Experiment;

/** Sets one weight to 0.5 in a network whose weights are all 0.25. */
const editWeight =
  (layer: number, row: number, column: number, kind: "W" | "b"): Edit =>
  (experiment) => {
    const { layers, bias } = experiment.network;
    const at = layer % layers.length;
    const inputs = layers.map((_, index) => (index === 0 ? featuresOf(experiment) : layers[index - 1].units));
    const weights = layers.map(({ units }, index) => ({
      W: Array.from({ length: inputs[index] * units }, () => 0.25),
      b: bias ? Array.from({ length: units }, () => 0.25) : null,
    }));
    const cell = {
      key: { kind: bias ? kind : "W", layer: at } as const,
      row: kind === "b" && bias ? 0 : row % inputs[at],
      column: column % layers[at].units,
    };
    return withWeight(experiment, frameOfWeights(experiment, featuresOf(experiment), weights), cell, 0.5);
  };

const small = fc.integer({ min: 1, max: 6 });

/** One edit that the settings offer at the moment they offer it. */
export const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.constantFrom("generate" as const, "iris" as const).map(
    (source): Edit =>
      (one) =>
        withSource(one, source),
  ),
  fc.constantFrom("rand" as const, "randint" as const, "randn" as const).map(
    (kind): Edit =>
      (one) =>
        withDraw(one, kind),
  ),
  small.map(
    (features): Edit =>
      (one) =>
        withFeatures(one, features),
  ),
  small.map(
    (samples): Edit =>
      (one) =>
        one.data.kind === "generate" ? withData(one, { ...one.data, samples }) : one,
  ),
  fc.constantFrom("teacher" as const, "linear" as const).map(
    (kind): Edit =>
      (one) =>
        withTarget(one, kind),
  ),
  fc.tuple(small, small).map(([layer, units]): Edit => (one) => {
    const at = layer % one.network.layers.length;
    const fixed = at === one.network.layers.length - 1 && targetColumns(one.data) !== null;
    return fixed ? one : withUnits(one, at, units);
  }),
  fc.tuple(small, fc.constantFrom<ActivationName>("linear", "square", "cube", "sigmoid", "tanh", "relu")).map(
    ([layer, name]): Edit =>
      (one) =>
        withActivation(one, layer % one.network.layers.length, name),
  ),
  fc.constant<Edit>((one) => (one.network.layers.length < 8 ? withLayerAdded(one) : one)),
  small.map((layer): Edit => (one) => {
    const { length } = one.network.layers;
    return length > 1 ? withLayerRemoved(one, layer % length) : one;
  }),
  fc.boolean().map(
    (bias): Edit =>
      (one) =>
        withBias(one, bias),
  ),
  fc.constantFrom("uniform" as const, "rand" as const, "normal" as const).map(
    (kind): Edit =>
      (one) =>
        withWeightDraw(one, kind),
  ),
  fc.double({ min: 1e-7, max: 100, noNaN: true }).map(
    (rate): Edit =>
      (one) =>
        withLearningRate(one, rate),
  ),
  fc
    .tuple(small, small, small, fc.constantFrom("W" as const, "b" as const))
    .map(([layer, row, column, kind]) => editWeight(layer, row, column, kind)),
);

/** An experiment whose data are a table: XOR. */
export const xorTable: Experiment = {
  ...article,
  name: "XOR",
  data: {
    kind: "table",
    X: [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ],
    Y: [[0], [1], [1], [0]],
  },
};
