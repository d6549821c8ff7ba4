import { describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { compareExperiments } from "../../../renderer/state/changes.ts";

const NOTHING = { newStart: false, learningRate: null, stop: undefined };

function training(change: Partial<Experiment["training"]>): Experiment {
  return { ...article, training: { ...article.training, ...change } };
}

describe("a change", () => {
  it("of nothing asks for nothing, also in a copy", () => {
    expect(compareExperiments(article, article)).toEqual(NOTHING);
    expect(compareExperiments(article, structuredClone(article))).toEqual(NOTHING);
  });

  it("of name or notes asks for nothing", () => {
    expect(compareExperiments(article, { ...article, name: "Mine", notes: "Look." })).toEqual(NOTHING);
  });

  it.each<[string, Experiment]>([
    ["the seed", { ...article, seed: 2 }],
    ["the data", { ...article, data: { kind: "dataset", id: "iris" } }],
    ["a layer's units", { ...article, network: { ...article.network, layers: [article.network.layers[1]] } }],
    ["the bias", { ...article, network: { ...article.network, bias: true } }],
    ["the weights", { ...article, weights: { kind: "uniform", low: -2, high: 1 } }],
    ["the cost", { ...article, cost: "mse" }],
    ["the batch", training({ batch: 5 })],
    ["the penalty", { ...article, penalty: { l1: 0, l2: 0.1 } }],
    ["the optimizer", training({ optimizer: { kind: "momentum", learningRate: 0.0003, momentum: 0.9 } })],
    ["the schedule", training({ schedule: { kind: "exponential", factor: 0.99 } })],
  ])("of %s asks for a new start", (_, after) => {
    expect(compareExperiments(article, after)).toEqual({ ...NOTHING, newStart: true });
  });

  it("of the learning rate asks for that rate alone", () => {
    const after = training({ optimizer: { kind: "sgd", learningRate: 0.01 } });
    expect(compareExperiments(article, after)).toEqual({ ...NOTHING, learningRate: 0.01 });
  });

  it("of an optimizer's own numbers asks for a new start", () => {
    const momentum = (momentum: number): Experiment =>
      training({ optimizer: { kind: "momentum", learningRate: 0.1, momentum } });
    expect(compareExperiments(momentum(0.9), momentum(0.8))).toEqual({ ...NOTHING, newStart: true });
  });

  it("of the stop asks for that stop alone", () => {
    expect(compareExperiments(article, training({ stop: { steps: 50 } }))).toEqual({
      ...NOTHING,
      stop: { steps: 50 },
    });
  });

  it("to no stop is told from an unchanged stop", () => {
    expect(compareExperiments(article, training({ stop: null })).stop).toBeNull();
    expect(compareExperiments(training({ stop: null }), training({ stop: null })).stop).toBeUndefined();
  });
});
