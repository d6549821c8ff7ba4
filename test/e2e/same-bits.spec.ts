import fc from "fast-check";
import { article } from "../../core/experiment/defaults.ts";
import type { PatternName } from "../../core/data/plan.ts";
import type { Experiment } from "../../core/experiment/experiment.ts";
import type { OptimizerPlan } from "../../core/optimizer/plan.ts";
import { expect, test } from "../support/lab.ts";
import { firstDifference, trainInNode, trainInPage } from "../support/training-bits.ts";
import { trainings } from "../support/trainings.ts";

const steps = [0, 1, 2, 50, 400];

/** Normal numbers, and what a hidden network of the same form makes of them. */
const taught = (samples: number, features: number): Experiment["data"] => ({
  kind: "generate",
  samples,
  features,
  draw: { kind: "randn", mean: 0, sd: 1 },
  target: { kind: "teacher" },
});

const experiments: Readonly<Record<string, Experiment>> = {
  "the article's network": { ...article, training: { ...article.training, stop: null } },
  "tanh and sigmoid with normal weights, in batches that leave a rest": {
    ...article,
    seed: 20,
    data: taught(37, 5),
    network: {
      bias: true,
      layers: [
        { units: 9, activation: "tanh" },
        { units: 6, activation: "sigmoid" },
        { units: 3, activation: "tanh" },
      ],
    },
    weights: { kind: "normal", mean: 0, sd: 0.7 },
    cost: "mse",
    training: { optimizer: { kind: "sgd", learningRate: 0.1 }, batch: 8, stop: null },
  },
  "adam in batches, with a schedule and a penalty, on scaled samples of which some are kept for testing": {
    ...article,
    seed: 77,
    data: taught(64, 4),
    network: {
      bias: true,
      layers: [
        { units: 12, activation: "sigmoid" },
        { units: 2, activation: "linear" },
      ],
    },
    weights: { kind: "xavier" },
    cost: "mse",
    penalty: { l1: 1e-4, l2: 1e-3 },
    split: { test: 0.25 },
    scaling: "standardise",
    training: {
      optimizer: { kind: "adam", learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
      schedule: { kind: "cosine", steps: 300, lowest: 0.001 },
      batch: 10,
      stop: null,
    },
  },
  "softmax with cross-entropy": {
    ...article,
    seed: 5,
    data: taught(60, 6),
    network: {
      bias: true,
      layers: [
        { units: 11, activation: "leaky-relu" },
        { units: 7, activation: "softplus" },
        { units: 4, activation: "softmax" },
      ],
    },
    weights: { kind: "normal", mean: 0, sd: 0.8 },
    cost: "cross-entropy",
    training: { optimizer: { kind: "sgd", learningRate: 0.5 }, batch: 16, stop: null },
  },
  "formulas of one's own": {
    ...article,
    seed: 9,
    data: taught(30, 3),
    network: {
      bias: true,
      layers: [
        { units: 5, activation: { formula: "x*exp(-x**2) + sin(3*x)" } },
        { units: 4, activation: { formula: "log(1 + exp(x)) - cos(x) / 2" } },
        { units: 1, activation: { formula: "tanh(x) + 0.1*x" } },
      ],
    },
    weights: { kind: "normal", mean: 0, sd: 0.8 },
    cost: "mse",
    training: { optimizer: { kind: "sgd", learningRate: 0.05 }, batch: 7, stop: null },
  },
  "a network large enough for the fastest products": {
    ...article,
    seed: 4,
    data: taught(96, 70),
    network: {
      bias: true,
      layers: [
        { units: 65, activation: "relu" },
        { units: 33, activation: "tanh" },
        { units: 10, activation: "linear" },
      ],
    },
    weights: { kind: "normal", mean: 0, sd: 0.1 },
    cost: "mse",
    training: { optimizer: { kind: "sgd", learningRate: 0.01 }, batch: 41, stop: null },
  },
};

const optimizers: readonly OptimizerPlan[] = [
  { kind: "momentum", learningRate: 0.02, momentum: 0.9 },
  { kind: "nesterov", learningRate: 0.02, momentum: 0.9 },
  { kind: "adagrad", learningRate: 0.05, epsilon: 1e-10 },
  { kind: "rmsprop", learningRate: 0.005, alpha: 0.99, epsilon: 1e-8 },
];

const patterns: readonly PatternName[] = ["xor", "circles", "spiral", "moons", "gauss", "plane", "sine"];

// The desktop has no worker in Chromium to hold against Node's.
test.describe("the same experiment trained in Chromium's worker and in Node's", { tag: "@browser" }, () => {
  for (const [name, experiment] of Object.entries(experiments)) {
    test(`gives the same bits in every matrix: ${name}`, async ({ lab }) => {
      const inPage = await trainInPage(lab.page, experiment, steps);
      const inNode = await trainInNode(experiment, steps);
      expect(inPage.map(({ step }) => step)).toEqual(steps);
      for (const [at, stand] of inPage.entries()) {
        expect(firstDifference(stand, inNode[at]), `at step ${stand.step}`).toBeNull();
      }
      // Training did move the numbers: the comparison is not of one start with itself.
      expect(firstDifference(inNode[0], inNode[1])).not.toBeNull();
      expect(firstDifference(inNode[3], inNode[4])).not.toBeNull();
    });
  }

  test("gives the same bits with every other optimizer, on every pattern", async ({ lab }) => {
    for (const [at, id] of patterns.entries()) {
      const experiment: Experiment = {
        ...article,
        seed: at,
        data: { kind: "pattern", id, samples: 50, noise: 0.1 },
        network: {
          bias: true,
          layers: [
            { units: 6, activation: "tanh" },
            { units: 1, activation: "sigmoid" },
          ],
        },
        weights: { kind: "xavier" },
        cost: "mse",
        training: {
          optimizer: optimizers[at % optimizers.length],
          schedule: { kind: "exponential", factor: 0.999 },
          batch: 16,
          stop: null,
        },
      };
      const [inPage, inNode] = await Promise.all([
        trainInPage(lab.page, experiment, steps),
        trainInNode(experiment, steps),
      ]);
      for (const [place, stand] of inPage.entries()) {
        expect(firstDifference(stand, inNode[place]), `${id} at step ${stand.step}`).toBeNull();
      }
      expect(firstDifference(inNode[3], inNode[4]), `${id} trained`).not.toBeNull();
    }
  });

  test("gives the same bits for any training", async ({ lab }) => {
    const seed = Number(process.env.REMATRIX_SEED ?? 20261123);
    for (const [at, experiment] of fc.sample(trainings, { numRuns: 16, seed }).entries()) {
      const [inPage, inNode] = await Promise.all([
        trainInPage(lab.page, experiment, steps),
        trainInNode(experiment, steps),
      ]);
      for (const [place, stand] of inPage.entries()) {
        const where = `training ${at} of seed ${seed} at step ${stand.step}: ${JSON.stringify(experiment)}`;
        expect(firstDifference(stand, inNode[place]), where).toBeNull();
      }
    }
  });
});
