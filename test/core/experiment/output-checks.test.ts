import { describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { validateExperiment } from "../../../core/experiment/read-experiment.ts";
import type { ActivationPlan, CostName } from "../../../core/network/plan.ts";
import { formatProblem } from "../../../core/result.ts";

/** One table of two targets, and a network whose layers have these activations. */
function experiment(activations: ActivationPlan[], cost: CostName, Y = [[0, 1]]): Experiment {
  return {
    ...article,
    data: { kind: "table", X: [[1, 2]], Y },
    network: { bias: false, layers: activations.map((activation) => ({ units: 2, activation })) },
    cost,
  };
}

function problemsOf(value: Experiment): string[] {
  const result = validateExperiment(value);
  return result.ok ? [] : result.problems.map(formatProblem);
}

describe("softmax", () => {
  it("stands in the last layer with any cost", () => {
    for (const cost of ["sse", "mse", "bce", "cross-entropy"] as const) {
      expect(problemsOf(experiment(["relu", "softmax"], cost))).toEqual([]);
    }
  });

  it("is refused in any other layer, with its place", () => {
    expect(problemsOf(experiment(["softmax", "tanh", "softmax"], "sse"))).toEqual([
      'network.layers[0].activation: must be another activation, since "softmax" is for the last layer only',
    ]);
  });
});

describe.each(["bce", "cross-entropy"] as const)("%s", (cost) => {
  it("takes sigmoid and softmax in the last layer, whatever stands before", () => {
    expect(problemsOf(experiment(["cube", "sigmoid"], cost))).toEqual([]);
    expect(problemsOf(experiment(["linear", "softmax"], cost))).toEqual([]);
  });

  it("says what to choose where the outputs can leave 0 … 1", () => {
    expect(problemsOf(experiment(["sigmoid", "tanh"], cost))).toEqual([
      'cost: needs outputs from 0 to 1, which "tanh" does not give: choose "sigmoid", "softmax" or a formula ' +
        `in the last layer, or another cost than "${cost}"`,
    ]);
  });

  it("takes soft targets, and names the first target of a table outside 0 … 1", () => {
    const Y = [
      [0.25, 0.5],
      [1, -0.5],
    ];
    const table = experiment(["sigmoid"], cost, Y);
    const X = [
      [1, 2],
      [3, 4],
    ];
    expect(problemsOf({ ...table, data: { kind: "table", X, Y: [Y[0], Y[0]] } })).toEqual([]);
    expect(problemsOf({ ...table, data: { kind: "table", X, Y } })).toEqual([
      `data.Y[1][1]: must be from 0 to 1 for the cost "${cost}", got -0.5: choose "sse" or "mse" for other numbers`,
    ]);
  });
});

describe("a formula of one's own", () => {
  it("stands in any layer, with any cost, at its word", () => {
    for (const cost of ["sse", "mse", "bce", "cross-entropy"] as const) {
      const formula = { formula: "1/(1 + exp(-x))" };
      expect(problemsOf(experiment([formula, formula], cost))).toEqual([]);
    }
  });

  it.each([
    [{ formula: "tnah(x)" }, '.formula: knows no "tnah": did you mean "tanh"? (column 1)'],
    [{ formula: "2x" }, '.formula: needs an operator before "x", such as * (column 2)'],
    [{ formula: 3 }, '.formula: must be a formula in x, such as "x*exp(-x**2)", got 3'],
    [{}, ".formula: is missing"],
    [{ formula: "x", name: "own" }, ".name: is not a known key"],
  ])("that is wrong is named with its place and its column: %j", (activation, complaint) => {
    expect(problemsOf(experiment(["tanh", activation as ActivationPlan], "sse"))).toEqual([
      `network.layers[1].activation${complaint}`,
    ]);
  });
});
