import fc from "fast-check";
import { datasets } from "../../../core/data/datasets.ts";
import { patterns } from "../../../core/data/patterns.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { sizeData } from "../../../core/experiment/shape-checks.ts";
import { costs } from "../../../core/network/costs.ts";
import { activations } from "../../../core/network/activations.ts";
import { optimizers } from "../../../core/optimizer/optimizers.ts";
import {
  withData,
  withDraw,
  withFeatures,
  withScaling,
  withSource,
  withSplit,
  withTarget,
  type Source,
} from "../../../renderer/state/edits/data.ts";
import {
  withActivation,
  withBias,
  withLayerAdded,
  withLayerRemoved,
  withOwnFormula,
  withUnits,
} from "../../../renderer/state/edits/network.ts";
import {
  parametersOf,
  withBatch,
  withCost,
  withLearningRate,
  withOptimizer,
  withParameter,
  withPenalty,
  withSchedule,
  withStop,
} from "../../../renderer/state/edits/training.ts";
import { withWeight, withWeightDraw } from "../../../renderer/state/edits/weights.ts";
import { targetColumns } from "../../../renderer/state/fitting.ts";
import { frameOfWeights } from "./experiments.ts";

/** What a person does in the settings or on a weight. */
export type Edit = (experiment: Experiment) => Experiment;

/** Sets one weight to 0.5 in a network whose weights are all 0.25. */
const editWeight =
  (layer: number, row: number, column: number, kind: "W" | "b"): Edit =>
  (experiment) => {
    const { layers, bias } = experiment.network;
    const at = layer % layers.length;
    const inputs = layers.map((_, index) =>
      index === 0 ? sizeData(experiment).features : layers[index - 1].units,
    );
    const weights = layers.map(({ units }, index) => ({
      W: Array.from({ length: inputs[index] * units }, () => 0.25),
      b: bias ? Array.from({ length: units }, () => 0.25) : null,
    }));
    const cell = {
      key: { kind: bias ? kind : "W", layer: at } as const,
      row: kind === "b" && bias ? 0 : row % inputs[at],
      column: column % layers[at].units,
    };
    return withWeight(
      experiment,
      frameOfWeights(experiment, sizeData(experiment).features, weights),
      cell,
      0.5,
    );
  };

const small = fc.integer({ min: 1, max: 6 });
const fraction = fc.double({ min: 0.01, max: 0.99, noNaN: true });
const amount = fc.double({ min: 0, max: 10, noNaN: true });
const sources = ["generate", ...keysOf(patterns), ...keysOf(datasets)] as const satisfies Source[];

function keysOf<Key extends string>(registry: Readonly<Record<Key, unknown>>): Key[] {
  return Object.keys(registry) as Key[];
}

/** An edit with any of these values. */
function editsOf<Value>(
  values: fc.Arbitrary<Value>,
  edit: (experiment: Experiment, value: Value) => Experiment,
): fc.Arbitrary<Edit> {
  return values.map(
    (value): Edit =>
      (one) =>
        edit(one, value),
  );
}

const dataEdits = [
  editsOf(fc.constantFrom(...sources), withSource),
  editsOf(fc.constantFrom("rand", "randint", "randn"), withDraw),
  editsOf(small, withFeatures),
  editsOf(small, (one, samples) =>
    one.data.kind === "generate" || one.data.kind === "pattern"
      ? withData(one, { ...one.data, samples })
      : one,
  ),
  editsOf(fc.constantFrom("teacher", "linear"), withTarget),
  // A share that leaves a part empty is refused beside its field, as a wrong number is.
  editsOf(fc.option(fraction), (one, test) => {
    const { training, test: kept } = sizeData({ ...one, split: test === null ? null : { test } });
    return test !== null && (training < 1 || kept < 1) ? one : withSplit(one, test);
  }),
  editsOf(fc.constantFrom("none", "standardise", "range"), withScaling),
];

const networkEdits = [
  editsOf(fc.tuple(small, small), (one, [layer, units]) => {
    const at = layer % one.network.layers.length;
    const fixed = at === one.network.layers.length - 1 && targetColumns(one.data) !== null;
    return fixed ? one : withUnits(one, at, units);
  }),
  editsOf(fc.tuple(small, fc.constantFrom(...keysOf(activations))), (one, [layer, name]) => {
    const at = layer % one.network.layers.length;
    return name === "softmax" && at < one.network.layers.length - 1 ? one : withActivation(one, at, name);
  }),
  editsOf(small, (one, layer) => withOwnFormula(one, layer % one.network.layers.length)),
  editsOf(fc.constant(null), (one) => (one.network.layers.length < 8 ? withLayerAdded(one) : one)),
  editsOf(small, (one, layer) => {
    const { length } = one.network.layers;
    return length > 1 ? withLayerRemoved(one, layer % length) : one;
  }),
  editsOf(fc.boolean(), withBias),
  editsOf(fc.constantFrom("uniform", "rand", "normal", "xavier", "he", "zeros"), withWeightDraw),
  fc
    .tuple(small, small, small, fc.constantFrom("W" as const, "b" as const))
    .map(([layer, row, column, kind]) => editWeight(layer, row, column, kind)),
];

const trainingEdits = [
  editsOf(fc.constantFrom(...keysOf(costs)), withCost),
  editsOf(fc.record({ l1: amount, l2: amount }, { requiredKeys: [] }), withPenalty),
  editsOf(fc.constantFrom(...keysOf(optimizers)), withOptimizer),
  editsOf(fc.double({ min: 1e-9, max: 1000, noNaN: true }), withLearningRate),
  editsOf(fc.tuple(small, fraction), (one, [which, value]) => {
    const parameters = parametersOf(one.training.optimizer);
    if (parameters.length === 0) return one;
    return withParameter(one, parameters[which % parameters.length].name, value);
  }),
  editsOf(fc.constantFrom("constant", "step", "exponential", "cosine"), withSchedule),
  editsOf(
    fc.tuple(fc.constantFrom("steps", "epochs", "costBelow", "noProgressFor"), fc.option(small)),
    (one, [condition, value]) => withStop(one, condition, value),
  ),
  editsOf(fc.option(small), (one, size) =>
    withBatch(one, size === null || size > sizeData(one).training ? "full" : size),
  ),
];

/** One edit that the settings offer at the moment they offer it. */
export const edits: fc.Arbitrary<Edit> = fc.oneof(...dataEdits, ...networkEdits, ...trainingEdits);
