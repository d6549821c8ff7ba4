import { describe, expect, it } from "vitest";
import { article } from "../../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../../core/experiment/experiment.ts";
import { en } from "../../../../renderer/messages/en.ts";
import { describeEdit } from "../../../../renderer/state/edits/describe-edit.ts";
import { withData, withScaling, withSource, withSplit } from "../../../../renderer/state/edits/data.ts";
import {
  withActivation,
  withBias,
  withLayerAdded,
  withLayerRemoved,
  withUnits,
} from "../../../../renderer/state/edits/network.ts";
import { withLearningRate } from "../../../../renderer/state/edits/training.ts";
import { withWeightDraw } from "../../../../renderer/state/edits/weights.ts";
import { fitExperiment } from "../../../../renderer/state/fitting.ts";

/** What an edit is called, with everything that moved along. */
function nameOf(edited: Experiment, before: Experiment = article): string {
  return describeEdit({ before, after: fitExperiment(edited, before), weight: null }, en);
}

const deep = withLayerAdded(article);
const training = (given: Partial<Experiment["training"]>): Experiment => ({
  ...article,
  training: { ...article.training, ...given },
});
const adam = { kind: "adam", learningRate: 0.0003, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;

describe("an edit is called by what it changed:", () => {
  const cases: readonly (readonly [string, Experiment, Experiment?])[] = [
    ["hidden units 4 → 6", withUnits(article, 0, 6)],
    ["output units 1 → 2", withUnits(article, 1, 2)],
    ["units of layer 2: 4 → 5", withUnits(deep, 1, 5), deep],
    ["activation of layer 1: square x² → tanh", withActivation(article, 0, "tanh")],
    ["activation of layer 1: square x² → “x**2 + 1”", withActivation(article, 0, { formula: "x**2 + 1" })],
    ["layer 2 added", deep],
    ["layer 1 removed", withLayerRemoved(deep, 0), deep],
    ["layer 2 removed", withLayerRemoved(deep, 1), deep],
    ["bias off → on", withBias(article, true)],
    ["weights: uniform → Xavier", withWeightDraw(article, "xavier")],
    ["weights: −1 … 1 → −2 … 2", { ...article, weights: { kind: "uniform", low: -2, high: 2 } }],
    ["cost Σ(Y−Ŷ)² → mean (Y−Ŷ)²", { ...article, cost: "mse" }],
    ["L1 0 → 0.01, L2 0 → 0.5", { ...article, penalty: { l1: 0.01, l2: 0.5 } }],
    ["learning rate 0.0003 → 0.01", withLearningRate(article, 0.01)],
    ["optimizer SGD → Adam", training({ optimizer: adam })],
    ["β₁ 0.9 → 0.8", training({ optimizer: { ...adam, beta1: 0.8 } }), training({ optimizer: adam })],
    ["schedule constant → exponential", training({ schedule: { kind: "exponential", factor: 0.9 } })],
    [
      "schedule exponential",
      training({ schedule: { kind: "exponential", factor: 0.8 } }),
      training({ schedule: { kind: "exponential", factor: 0.9 } }),
    ],
    ["batch full → 5", training({ batch: 5 })],
    ["stop after steps 7 → never", training({ stop: null }), training({ stop: { steps: 7 } })],
    [
      "stop below cost never → 0.1",
      training({ stop: { steps: 7, costBelow: 0.1 } }),
      training({ stop: { steps: 7 } }),
    ],
    ["new seed 1 → 2", { ...article, seed: 2 }],
    ["data: drawn → XOR", withSource(article, "xor")],
    ["kept for testing none → 25 %", withSplit(article, 0.25)],
    ["scaling as it is → standard", withScaling(article, "standardise")],
    [
      "name “The article’s network” → “Mine”",
      { ...article, name: "Mine" },
      { ...article, name: "The article’s network" },
    ],
    [
      "name “Mine” → “A name of very many let…”",
      { ...article, name: "A name of very many letters" },
      { ...article, name: "Mine" },
    ],
    ["notes", { ...article, notes: "Look at W1." }],
  ];

  for (const [name, edited, before] of cases) {
    it(name, () => expect(nameOf(edited, before)).toBe(name));
  }
});

describe("an edit of the samples is called by what it changed:", () => {
  const drawn = {
    kind: "generate",
    samples: 10,
    features: 3,
    draw: { kind: "rand" },
    target: { kind: "teacher" },
  } as const;
  const before = withData(article, drawn);
  const noisy = { kind: "pattern", id: "xor", samples: 200, noise: 0.1 } as const;
  const table = { kind: "table", X: [[1], [2]], Y: [[0.1], [0.2]] } as const;
  const linear = { kind: "linear", coefficients: [1, 2, 3] } as const;
  const normal = { kind: "randn", mean: 0, sd: 1 } as const;
  const cases: readonly (readonly [string, Experiment, Experiment])[] = [
    ["samples 10 → 20", withData(article, { ...drawn, samples: 20 }), before],
    ["features 3 → 2", withData(article, { ...drawn, features: 2 }), before],
    ["draw of X: rand → randn", withData(article, { ...drawn, draw: normal }), before],
    [
      "draw of X: μ 0, σ 1 → μ −1, σ 2",
      withData(article, { ...drawn, draw: { kind: "randn", mean: -1, sd: 2 } }),
      withData(article, { ...drawn, draw: normal }),
    ],
    ["target: teacher → linear", withData(article, { ...drawn, target: linear }), before],
    [
      "coefficients",
      withData(article, { ...drawn, target: { kind: "linear", coefficients: [1, 2, 4] } }),
      withData(article, { ...drawn, target: linear }),
    ],
    ["noise 0.1 → 0.25", withData(article, { ...noisy, noise: 0.25 }), withData(article, noisy)],
    ["data: XOR → circles", withData(article, { ...noisy, id: "circles" }), withData(article, noisy)],
    ["numbers of the table", withData(article, { ...table, X: [[1], [3]] }), withData(article, table)],
  ];

  it.each(cases)("%s", (name, edited, from) => expect(nameOf(edited, from)).toBe(name));
});

describe("an edit", () => {
  it("of one weight is called by the weight and its two numbers, whatever training made of the others", () => {
    const cell = { key: { kind: "W", layer: 0 }, row: 0, column: 1 } as const;
    const weight = { cell, from: -0.1659559906, to: 0.5 };
    expect(describeEdit({ before: article, after: article, weight }, en)).toBe(
      "weight W⁽¹⁾[0,1]: −0.166 → 0.5",
    );
  });

  it("of one bias is called by its one index", () => {
    const cell = { key: { kind: "b", layer: 11 }, row: 0, column: 3 } as const;
    expect(describeEdit({ before: article, after: article, weight: { cell, from: 0, to: 1 } }, en)).toBe(
      "weight b⁽¹²⁾[3]: 0 → 1",
    );
  });

  it("tells what moved along with it", () => {
    expect(nameOf({ ...article, cost: "bce" })).toBe(
      "activation of layer 2: cube x³ → sigmoid, cost Σ(Y−Ŷ)² → BCE, binary",
    );
  });

  it("of very much tells three changes and counts the rest", () => {
    const much = { ...withUnits(withBias(article, true), 0, 6), name: "Other", seed: 3, notes: "n" };
    expect(nameOf(much, { ...article, name: "One" })).toBe(
      "name “One” → “Other”, notes, new seed 1 → 3, and 2 more",
    );
  });

  it("that changes nothing told here still has a name", () => {
    expect(nameOf(article)).toBe("other settings");
  });
});
