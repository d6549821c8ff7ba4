import { sizeData } from "../../core/experiment/shape-checks.ts";
import type { Experiment } from "../../core/experiment/experiment.ts";
import { datasets } from "../../core/data/datasets.ts";
import type { Data } from "../../core/data/plan.ts";
import { lastActivations } from "../../core/network/costs.ts";
import type {
  ActivationName,
  ActivationPlan,
  CostName,
  LayerPlan,
  Weights,
} from "../../core/network/plan.ts";
import { optimizers } from "../../core/optimizer/optimizers.ts";
import type { OptimizerName } from "../../core/optimizer/plan.ts";
import { UNIFORM } from "./edits/weights.ts";

/**
 * What hangs together in an experiment: an edit that touches one end moves the other, so that no choice is
 * a dead end. What a person just chose always stays.
 */

/** How many columns Y has, or null where it takes them from the network. */
export function targetColumns(data: Data): number | null {
  switch (data.kind) {
    case "generate":
      return data.target.kind === "linear" ? 1 : null;
    case "pattern":
      return 1;
    case "table":
      return data.Y[0]?.length ?? 1;
    case "dataset":
      return datasets[data.id].targets;
  }
}

/**
 * An edited experiment with everything that hangs on the edit moved along: the last layer has as many units
 * as Y has columns, a split that would leave one of its parts empty is given up, a batch has no more samples than
 * are trained on, and written-down weights whose shapes no longer
 * fit give way to the draw they stood for. `before` is the experiment that was edited.
 */
export function fitExperiment(edited: Experiment, before: Experiment): Experiment {
  const steps = [fitUnits, fitOutput, fitCost, fitSplit, fitBatch, fitLearningRate, fitWeights];
  return steps.reduce((fitted, step) => step(fitted, before), edited);
}

function fitUnits(experiment: Experiment): Experiment {
  const columns = targetColumns(experiment.data);
  const last = experiment.network.layers.at(-1);
  if (columns === null || last === undefined || last.units === columns) return experiment;
  return withLast(experiment, { ...last, units: columns });
}

/** What a cost wants behind the last layer, where the activation there does not do. */
const outputsFor: Readonly<Record<CostName, ActivationName | null>> = {
  sse: null,
  mse: null,
  bce: "sigmoid",
  "cross-entropy": "softmax",
};

/**
 * Cost and last activation: a cost that was just chosen gets the activation it needs; an activation that was
 * just chosen gets a cost that takes it; a layer that became the last takes over what the last one had.
 */
function fitOutput(experiment: Experiment, before: Experiment): Experiment {
  const { cost, network } = experiment;
  const last = network.layers.at(-1);
  if (last === undefined || takes(cost, last.activation)) return experiment;
  const wanted = outputsFor[cost];
  if (cost !== before.cost && wanted !== null) return withLast(experiment, { ...last, activation: wanted });
  const old = before.network.layers.at(-1);
  const removed = network.layers.length < before.network.layers.length;
  if (removed && old !== undefined && takes(cost, old.activation)) {
    return withLast(experiment, { ...last, activation: old.activation });
  }
  return { ...experiment, cost: "mse" };
}

function takes(cost: CostName, activation: ActivationPlan): boolean {
  const allowed = lastActivations[cost];
  return allowed === null || typeof activation !== "string" || allowed.includes(activation);
}

/** Targets outside 0 … 1 that were just brought in get a cost that takes them. */
function fitCost(experiment: Experiment, before: Experiment): Experiment {
  const { cost, data } = experiment;
  if (lastActivations[cost] === null || cost !== before.cost || data.kind !== "table") return experiment;
  const outside = data.Y.some((row) => row.some((value) => value < 0 || value > 1));
  return outside ? { ...experiment, cost: "mse" } : experiment;
}

function fitSplit(experiment: Experiment, before: Experiment): Experiment {
  const { training, test } = sizeData(experiment);
  const chosen = experiment.split?.test !== before.split?.test;
  if (chosen || experiment.split === null || (training >= 1 && test >= 1)) return experiment;
  return { ...experiment, split: null };
}

function fitBatch(experiment: Experiment, before: Experiment): Experiment {
  const { training } = experiment;
  const most = Math.max(1, sizeData(experiment).training);
  const chosen = training.batch !== before.training.batch;
  if (chosen || training.batch === "full" || !(training.batch > most)) return experiment;
  return { ...experiment, training: { ...training, batch: most } };
}

/**
 * Between these rates an adaptive optimizer, whose steps are about as long as the rate whatever the gradient,
 * gets somewhere without jumping over everything.
 */
const ADAPTIVE_RATES = { least: 1e-6, most: 1 } as const;

/** The rate a person is used to stays, but where the optimizer that was just chosen cannot use it. */
function fitLearningRate(experiment: Experiment, before: Experiment): Experiment {
  const { training } = experiment;
  const { kind, learningRate } = training.optimizer;
  const old = before.training.optimizer;
  if (kind === old.kind || learningRate !== old.learningRate || !isAdaptive(kind)) return experiment;
  if (learningRate >= ADAPTIVE_RATES.least && learningRate <= ADAPTIVE_RATES.most) return experiment;
  const optimizer = { ...training.optimizer, learningRate: optimizers[kind].defaults.learningRate };
  return { ...experiment, training: { ...training, optimizer } };
}

function isAdaptive(kind: OptimizerName): boolean {
  return kind === "adagrad" || kind === "rmsprop" || kind === "adam";
}

function fitWeights(experiment: Experiment, before: Experiment): Experiment {
  const { weights } = experiment;
  if (weights.kind !== "given" || shapeOf(experiment) === shapeOf(before)) return experiment;
  return { ...experiment, weights: weights.draw ?? UNIFORM };
}

function shapeOf(experiment: Experiment): string {
  const { bias, layers } = experiment.network;
  return JSON.stringify([sizeData(experiment).features, bias, layers.map(({ units }) => units)]);
}

function withLast(experiment: Experiment, last: LayerPlan): Experiment {
  const layers = experiment.network.layers.with(-1, last);
  return { ...experiment, network: { ...experiment.network, layers } };
}

/** Something that moved along with an edit: its place, as code spells it, and its new value. */
export type Mend =
  | { readonly kind: "units"; readonly layer: number; readonly units: number }
  | { readonly kind: "activation"; readonly layer: number; readonly activation: ActivationPlan }
  | { readonly kind: "cost"; readonly cost: CostName }
  | { readonly kind: "split" }
  | { readonly kind: "batch"; readonly batch: number | "full" }
  | { readonly kind: "learning-rate"; readonly learningRate: number }
  | { readonly kind: "weights"; readonly draw: Weights["kind"] };

/** What `fitExperiment` moved: how the fitted experiment differs from the edit as it was made. */
export function listMends(edited: Experiment, fitted: Experiment): readonly Mend[] {
  const mends: Mend[] = [];
  fitted.network.layers.forEach(({ units, activation }, layer) => {
    const was = edited.network.layers[layer];
    if (units !== was.units) mends.push({ kind: "units", layer, units });
    if (activation !== was.activation) mends.push({ kind: "activation", layer, activation });
  });
  if (fitted.cost !== edited.cost) mends.push({ kind: "cost", cost: fitted.cost });
  if (fitted.split !== edited.split) mends.push({ kind: "split" });
  const { batch } = fitted.training;
  if (batch !== edited.training.batch) mends.push({ kind: "batch", batch });
  const { learningRate } = fitted.training.optimizer;
  if (learningRate !== edited.training.optimizer.learningRate) {
    mends.push({ kind: "learning-rate", learningRate });
  }
  if (fitted.weights !== edited.weights) mends.push({ kind: "weights", draw: fitted.weights.kind });
  return mends;
}
