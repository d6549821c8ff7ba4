import { article } from "../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { drawExperiment } from "../../../core/experiment/draw-experiment.ts";
import type { DrawnExperiment } from "../../../core/experiment/draw-experiment.ts";
import { layoutFrame, readFrame, type Frame } from "../../../core/training/frame.ts";

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
      costStep: 0,
      correct: null,
      stepsPerSecond: 0,
      values,
      history: null,
      ghost: null,
      breakdown: null,
      stopReason: null,
      latest: 0,
      forks: false,
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
