import { describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { en } from "../../../renderer/messages/en.ts";
import { compareSettings, type RunSettings, type SettingRow } from "../../../renderer/runs/settings-rows.ts";
import { shippedExperiment, shippedIds } from "../../support/shipped-experiments.ts";
import { withRate } from "../support/runs.ts";

const run = (experiment: Experiment, rates?: RunSettings["rates"]): RunSettings => ({
  experiment,
  rates: rates ?? [{ step: 0, learningRate: experiment.training.optimizer.learningRate }],
});
const rowsOf = (...experiments: Experiment[]): SettingRow[] =>
  compareSettings(
    experiments.map((one) => run(one)),
    en,
  );
const differing = (rows: readonly SettingRow[]): Record<string, readonly string[]> =>
  Object.fromEntries(rows.filter(({ differs }) => differs).map(({ name, values }) => [name, values]));

describe("the settings of runs", () => {
  it("are all listed, each once, whatever the experiment is", () => {
    for (const id of shippedIds) {
      const experiment = shippedExperiment(id);
      const rows = rowsOf(experiment, experiment);
      expect(rows.length).toBeGreaterThan(10);
      expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
      expect(differing(rows)).toEqual({});
      expect(
        rows
          .flatMap(({ values }) => values)
          .every((words) => words !== "" && !/undefined|NaN|object/.test(words)),
      ).toBe(true);
    }
  });

  it("differ where one of them was changed, and nowhere else", () => {
    expect(differing(rowsOf(article, withRate(0.01)))).toEqual({ "Learning rate": ["0.0003", "0.01"] });
    const other: Experiment = {
      ...article,
      seed: 5,
      network: { bias: true, layers: [{ units: 8, activation: "tanh" }, article.network.layers[1]] },
      weights: { kind: "uniform", low: -2, high: 2 },
    };
    expect(differing(rowsOf(article, other))).toEqual({
      Seed: ["1", "5"],
      "Layer 1": ["4 × square x²", "8 × tanh"],
      Bias: ["off", "on"],
      Weights: ["uniform −1 … 1", "uniform −2 … 2"],
    });
  });

  it("that only some have are a dash for the others, in their place", () => {
    const adam: Experiment = {
      ...article,
      training: {
        ...article.training,
        optimizer: { kind: "adam", learningRate: 0.0003, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
      },
    };
    const rows = rowsOf(article, adam);
    expect(differing(rows)).toEqual({
      Optimizer: ["SGD", "Adam"],
      "Decay β₁": ["–", "0.9"],
      "Decay β₂": ["–", "0.999"],
      "Floor ε": ["–", "1e−8"],
    });
    const names = rows.map(({ name }) => name);
    expect(names.indexOf("Decay β₁")).toBe(names.indexOf("Learning rate") + 1);
  });

  it("tell numbers apart that have the same words", () => {
    const W = (value: number) => [{ W: [[value]], b: null }];
    const one: Experiment = { ...article, weights: { kind: "given", layers: W(1) } };
    const two: Experiment = { ...article, weights: { kind: "given", layers: W(2) } };
    expect(differing(rowsOf(one, two, one))).toEqual({
      Weights: ["as edited, no. 1", "as edited, no. 2", "as edited, no. 1"],
    });
  });

  it("have every learning rate that a run has had", () => {
    const rates = [
      { step: 0, learningRate: 0.0003 },
      { step: 1200, learningRate: 0.0001 },
    ];
    const rows = compareSettings([run(article), run(article, rates)], en);
    expect(differing(rows)).toEqual({ "Learning rate": ["0.0003", "0.0003, 0.0001 from step 1\u202f200"] });
  });
});
