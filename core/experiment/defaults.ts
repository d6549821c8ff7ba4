import type { Experiment } from "./experiment.ts";

/**
 * The article's network with activations: what the lab opens with, and what a file means by a key that it
 * leaves out.
 */
export const article: Experiment = {
  format: "rematrix",
  version: 1,
  name: "The article's network",
  notes:
    "Ten samples of three features run through W⁽¹⁾ (3,4), x², W⁽²⁾ (4,1) and x³; a hidden network of the " +
    "same form made Y. Look at the cost: the very first step brings it from 870.9 down to 0.33, and the " +
    "1999 steps after it only to 0.31, because x³ is flat where the outputs are small.",
  seed: 1,
  data: { kind: "generate", samples: 10, features: 3, draw: { kind: "rand" }, target: { kind: "teacher" } },
  split: null,
  scaling: "none",
  network: {
    bias: false,
    layers: [
      { units: 4, activation: "square" },
      { units: 1, activation: "cube" },
    ],
  },
  weights: { kind: "uniform", low: -1, high: 1 },
  cost: "sse",
  training: { optimizer: { kind: "sgd", learningRate: 0.0003 }, batch: "full", stop: { steps: 2000 } },
};
