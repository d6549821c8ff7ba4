import { patterns } from "../../core/data/patterns.ts";
import type { Data, DataDraw, DatasetName, PatternName, Scaling } from "../../core/data/plan.ts";
import { article } from "../../core/experiment/defaults.ts";
import type { Experiment } from "../../core/experiment/experiment.ts";
import { lastActivations } from "../../core/network/costs.ts";
import type { ActivationName, ActivationPlan, CostName, WeightDraw } from "../../core/network/plan.ts";
import type { OptimizerName, OptimizerPlan, Schedule } from "../../core/optimizer/plan.ts";

/*
 * One short training for every choice there is. The tables are exhaustive: another optimizer, schedule, cost, activation
 * or data set does not compile before it stands here.
 */

const STEPS = 25;

const base: Experiment = {
  ...article,
  name: "every choice",
  data: {
    kind: "generate",
    samples: 10,
    features: 3,
    draw: { kind: "rand" },
    target: { kind: "linear", coefficients: [1, -2, 0.5] },
  },
  network: {
    bias: true,
    layers: [
      { units: 4, activation: "tanh" },
      { units: 1, activation: "linear" },
    ],
  },
  weights: { kind: "uniform", low: -1, high: 1 },
  training: { optimizer: { kind: "sgd", learningRate: 0.01 }, batch: "full", stop: { steps: STEPS } },
};

const optimizers: { readonly [Kind in OptimizerName]: Extract<OptimizerPlan, { kind: Kind }> } = {
  sgd: { kind: "sgd", learningRate: 0.01 },
  momentum: { kind: "momentum", learningRate: 0.01, momentum: 0.9 },
  nesterov: { kind: "nesterov", learningRate: 0.01, momentum: 0.8 },
  adagrad: { kind: "adagrad", learningRate: 0.1, epsilon: 1e-10 },
  rmsprop: { kind: "rmsprop", learningRate: 0.01, alpha: 0.95, epsilon: 1e-8 },
  adam: { kind: "adam", learningRate: 0.02, beta1: 0.9, beta2: 0.99, epsilon: 1e-8 },
};

const schedules: { readonly [Kind in Schedule["kind"]]: Extract<Schedule, { kind: Kind }> } = {
  constant: { kind: "constant" },
  step: { kind: "step", every: 7, factor: 0.5 },
  exponential: { kind: "exponential", factor: 0.97 },
  cosine: { kind: "cosine", steps: 20, lowest: 0.001 },
};

const batches = { "a batch of all samples": "full", "batches of 3": 3, "batches of one sample": 1 } as const;

const costs: Readonly<Record<CostName, true>> = { sse: true, mse: true, bce: true, "cross-entropy": true };

const activations: Readonly<Record<ActivationName, true>> = {
  linear: true,
  square: true,
  cube: true,
  sigmoid: true,
  tanh: true,
  relu: true,
  "leaky-relu": true,
  softplus: true,
  softmax: true,
};

const draws: { readonly [Kind in DataDraw["kind"]]: Extract<DataDraw, { kind: Kind }> } = {
  rand: { kind: "rand" },
  randint: { kind: "randint", low: -2, high: 3 },
  randn: { kind: "randn", mean: 0.5, sd: 0.7 },
};

const weights: { readonly [Kind in WeightDraw["kind"]]: Extract<WeightDraw, { kind: Kind }> } = {
  uniform: { kind: "uniform", low: -1, high: 1 },
  rand: { kind: "rand" },
  normal: { kind: "normal", mean: 0.1, sd: 0.5 },
  xavier: { kind: "xavier" },
  he: { kind: "he" },
  zeros: { kind: "zeros" },
};

const scalings: Readonly<Record<Scaling, true>> = { none: true, standardise: true, range: true };

/** How many targets each data set has. */
const datasets: Readonly<Record<DatasetName, number>> = {
  iris: 3,
  wine: 3,
  "breast-cancer": 2,
  diabetes: 1,
  digits: 10,
};

/** Every experiment under what is chosen in it. */
export function everyChoice(): Readonly<Record<string, Experiment>> {
  return Object.fromEntries([
    ...Object.values(optimizers).flatMap((optimizer) =>
      Object.values(schedules).map((schedule) =>
        entry(`${optimizer.kind}, ${schedule.kind}`, train({ optimizer, schedule })),
      ),
    ),
    ...Object.values(optimizers).flatMap((optimizer) =>
      Object.entries(batches).map(([name, batch]) =>
        entry(`${optimizer.kind}, ${name}`, train({ optimizer, batch })),
      ),
    ),
    ...keysOf(costs).flatMap((cost) =>
      (lastActivations[cost] ?? keysOf(activations)).map((activation) =>
        entry(`${cost} of ${activation}`, { ...withLast(activation), cost }),
      ),
    ),
    ...keysOf(activations).flatMap((activation) =>
      activation === "softmax" ? [] : [entry(`${activation} inside`, withHidden(activation))],
    ),
    entry("a formula inside", withHidden({ formula: "x*exp(-x**2)" })),
    ...Object.values(draws).flatMap((draw) => [
      entry(`${draw.kind} with coefficients`, withData({ ...generated, draw })),
      entry(`${draw.kind} with a teacher`, withData({ ...generated, draw, target: { kind: "teacher" } })),
    ]),
    ...keysOf(patterns).map((id) => entry(`the pattern ${id}`, withData(pattern(id)))),
    ...Object.values(weights).map((draw) => entry(`${draw.kind} weights`, { ...base, weights: draw })),
    ...keysOf(scalings).flatMap((scaling) => [
      entry(`scaling ${scaling}`, { ...base, scaling }),
      entry(`scaling ${scaling} with a split`, { ...base, scaling, split: { test: 0.3 } }),
    ]),
    ...keysOf(datasets).map((id) => entry(`the data set ${id}`, withDataset(id, datasets[id]))),
    entry("both penalties", { ...base, penalty: { l1: 0.01, l2: 0.02 } }),
  ]);
}

const generated = base.data as Extract<Data, { readonly kind: "generate" }>;

function entry(name: string, experiment: Experiment): [string, Experiment] {
  return [name, experiment];
}

function train(training: Partial<Experiment["training"]>): Experiment {
  return { ...base, training: { ...base.training, ...training } };
}

function withData(data: Data): Experiment {
  return { ...base, data };
}

/** Each column in 0 … 1; a column of the digits is always 0, which cannot be scaled. */
function withDataset(id: DatasetName, targets: number): Experiment {
  return {
    ...base,
    data: { kind: "dataset", id },
    scaling: id === "digits" ? "none" : "range",
    network: { bias: true, layers: [{ units: targets, activation: "sigmoid" }] },
    cost: "mse",
    training: { ...base.training, stop: { steps: 3 } },
  };
}

function pattern(id: PatternName): Data {
  return { kind: "pattern", id, samples: 12, noise: 0.1 };
}

function withHidden(activation: ActivationPlan): Experiment {
  const [first, ...rest] = base.network.layers;
  return { ...base, network: { ...base.network, layers: [{ ...first, activation }, ...rest] } };
}

/** Two outputs, and targets that are probabilities. */
function withLast(activation: ActivationPlan): Experiment {
  return {
    ...base,
    data: {
      kind: "table",
      X: [[0.5], [-1], [2], [0.1]],
      Y: [
        [1, 0],
        [0, 1],
        [0.3, 0.7],
        [0.5, 0.5],
      ],
    },
    network: {
      bias: true,
      layers: [
        { units: 3, activation: "tanh" },
        { units: 2, activation },
      ],
    },
  };
}

function keysOf<Key extends string>(table: Readonly<Record<Key, unknown>>): Key[] {
  return Object.keys(table) as Key[];
}
