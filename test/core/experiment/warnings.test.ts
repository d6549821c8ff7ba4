import { describe, expect, test } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import { drawExperiment } from "../../../core/experiment/draw-experiment.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { listWarnings, type DrawnNumbers } from "../../../core/experiment/warnings.ts";
import { valueOf } from "../../support/datasets.ts";

/** The warnings of an experiment whose data are drawn. */
function warningsOf(changes: Partial<Experiment>): { place: string; code: string; message: string }[] {
  const experiment = { ...article, ...changes };
  const { X, Y } = valueOf(drawExperiment(experiment, null));
  return listWarnings(experiment, numbers(X.columns, Y.columns, X.values, Y.values));
}

function numbers(features: number, targets: number, X: Float64Array, Y: Float64Array): DrawnNumbers {
  return { features, targets, X, Y };
}

function tabled(X: number[][], Y: number[][], activation: "linear" | "tanh" | "sigmoid" | "relu" | "square") {
  return {
    data: { kind: "table" as const, X, Y },
    network: { bias: true, layers: [{ units: Y[0].length, activation }] },
  };
}

test("the article's experiment warns of nothing", () => {
  expect(warningsOf({})).toEqual([]);
});

describe("weights that are all zero", () => {
  const zeros = { kind: "zeros" } as const;
  test("warn where there is a hidden layer", () => {
    expect(warningsOf({ weights: zeros })).toMatchObject([{ place: "weights", code: "zero-weights" }]);
  });
  test("are as good as any in a single layer", () => {
    expect(warningsOf({ ...tabled([[1]], [[1]], "linear"), weights: zeros })).toEqual([]);
  });
  test("warn also where they are written down, and before the data are there", () => {
    const layers = [
      { W: [[0, 0]], b: null },
      { W: [[0], [-0]], b: null },
    ];
    const experiment: Experiment = { ...article, weights: { kind: "given", layers } };
    expect(listWarnings(experiment, null)).toMatchObject([{ code: "zero-weights" }]);
    const edited: Experiment = {
      ...article,
      weights: { kind: "given", layers: [{ W: [[0, 0.1]], b: null }, layers[1]] },
    };
    expect(listWarnings(edited, null)).toEqual([]);
  });
});

describe("targets that the last activation cannot reach", () => {
  test.each([
    ["tanh", 1.5],
    ["tanh", -1.5],
    ["sigmoid", -1],
    ["sigmoid", 2],
    ["relu", -0.5],
    ["square", -0.5],
  ] as const)("%s with a target of %d warns", (activation, target) => {
    expect(warningsOf(tabled([[1], [1]], [[0], [target]], activation))).toMatchObject([
      { place: "network.layers[0].activation", code: "target-out-of-range" },
    ]);
  });
  test.each([
    ["tanh", -1],
    ["sigmoid", 1],
    ["relu", 1e9],
    ["linear", -1e9],
  ] as const)("%s with a target of %d does not", (activation, target) => {
    expect(warningsOf(tabled([[1], [1]], [[0], [target]], activation))).toEqual([]);
  });
  test("are told with both ranges", () => {
    expect(warningsOf(tabled([[1], [1]], [[-3], [2]], "tanh"))[0].message).toBe(
      "tanh gives numbers from -1 to 1, but Y has numbers from -3 to 2: the output cannot reach them all; " +
        "choose a linear last layer, or other targets",
    );
  });
});

describe("columns of X", () => {
  test("that differ by more than ten times warn, with the two that differ most", () => {
    const warnings = warningsOf(tabled([[1, -50, 3]], [[1]], "linear"));
    expect(warnings).toMatchObject([
      { place: "scaling", code: "scaling-advised", values: { large: 2, small: 1, largest: 50, smallest: 1 } },
    ]);
  });
  test("do not warn up to ten times, nor where a column is 0 throughout", () => {
    expect(warningsOf(tabled([[1, -10, 0]], [[1]], "linear"))).toEqual([]);
    expect(warningsOf(tabled([[0]], [[1]], "linear"))).toEqual([]);
  });
  test("do not warn once they are scaled", () => {
    const X = [
      [1, 100],
      [2, 300],
    ];
    expect(warningsOf({ ...tabled(X, [[1], [1]], "linear"), scaling: "standardise" })).toEqual([]);
  });
});
