import type { Experiment } from "../../../core/experiment/experiment.ts";
import type { ActivationName, ActivationPlan, LayerPlan } from "../../../core/network/plan.ts";

/** Other units in one layer. */
export function withUnits(experiment: Experiment, layer: number, units: number): Experiment {
  const { layers } = experiment.network;
  return withLayers(experiment, layers.with(layer, { ...layers[layer], units }));
}

/** Another activation in one layer. */
export function withActivation(
  experiment: Experiment,
  layer: number,
  activation: ActivationPlan,
): Experiment {
  const { layers } = experiment.network;
  return withLayers(experiment, layers.with(layer, { ...layers[layer], activation }));
}

/** A name's function as a formula: what a formula of one's own begins with, so that no number changes. */
const formulas: Readonly<Record<ActivationName, string>> = {
  linear: "x",
  square: "x**2",
  cube: "x**3",
  sigmoid: "1/(1 + exp(-x))",
  tanh: "tanh(x)",
  relu: "maximum(x, 0)",
  "leaky-relu": "where(x > 0, x, 0.01*x)",
  softplus: "log1p(exp(x))",
  softmax: "exp(x)",
};

/** A formula of one's own in one layer, beginning with the function that stood there. */
export function withOwnFormula(experiment: Experiment, layer: number): Experiment {
  const { activation } = experiment.network.layers[layer];
  if (typeof activation !== "string") return experiment;
  return withActivation(experiment, layer, { formula: formulas[activation] });
}

/** One more hidden layer before the last. */
export function withLayerAdded(experiment: Experiment): Experiment {
  const added: LayerPlan = { units: 4, activation: "tanh" };
  return withLayers(experiment, experiment.network.layers.toSpliced(-1, 0, added));
}

/** One layer less; the one that becomes the last keeps the output's width. */
export function withLayerRemoved(experiment: Experiment, layer: number): Experiment {
  const { layers } = experiment.network;
  const rest = layers.toSpliced(layer, 1);
  const { units } = layers[layers.length - 1];
  return withLayers(experiment, rest.with(-1, { ...rest[rest.length - 1], units }));
}

/** Bias on or off. */
export function withBias(experiment: Experiment, bias: boolean): Experiment {
  return { ...experiment, network: { ...experiment.network, bias } };
}

function withLayers(experiment: Experiment, layers: readonly LayerPlan[]): Experiment {
  return { ...experiment, network: { ...experiment.network, layers } };
}
