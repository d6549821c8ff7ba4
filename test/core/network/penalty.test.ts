import { describe, expect, it } from "vitest";
import { Parameters } from "../../../core/network/parameters.ts";
import {
  addPenaltyGradient,
  penaltyInto,
  penaltyLatex,
  penaltyNumpy,
  type Penalty,
} from "../../../core/network/penalty.ts";

/** W1 (1,2), b1 (2), W2 (2,1), b2 (1). */
function parameters(...values: readonly number[]): Parameters {
  const layers = [
    { units: 2, activation: "linear" as const },
    { units: 1, activation: "linear" as const },
  ];
  const made = new Parameters({ bias: true, layers }, 1);
  made.values.set(values);
  return made;
}

function penaltyOf(penalty: Penalty, of: Parameters): number {
  const out = new Float64Array(1);
  penaltyInto(out, penalty, of);
  return out[0];
}

function gradientOf(penalty: Penalty, of: Parameters): number[] {
  const gradient = parameters(10, 10, 10, 10, 10, 10, 10);
  addPenaltyGradient(gradient, penalty, of);
  return Array.from(gradient.values);
}

describe("the penalty", () => {
  it("is l1 · Σ|W| + l2 · ΣW² over the weights of all layers, biases left out", () => {
    const weights = parameters(1, -2, 100, 100, 3, -4, 100);
    expect(penaltyOf({ l1: 1, l2: 0 }, weights)).toBe(10);
    expect(penaltyOf({ l1: 0, l2: 1 }, weights)).toBe(30);
    expect(penaltyOf({ l1: 0.5, l2: 0.25 }, weights)).toBe(12.5);
  });

  it("adds l1 · sign(W) + 2 · l2 · W to the gradient, and nothing to that of biases", () => {
    const weights = parameters(1, -2, 100, 100, 3, -4, 100);
    expect(gradientOf({ l1: 1, l2: 0 }, weights)).toEqual([11, 9, 10, 10, 11, 9, 10]);
    expect(gradientOf({ l1: 0, l2: 1 }, weights)).toEqual([12, 6, 10, 10, 16, 2, 10]);
  });

  it("has slope 0 at W = 0, where |W| has a kink, for both zeros", () => {
    expect(gradientOf({ l1: 1, l2: 1 }, parameters(0, -0, 0, 0, 0, 0, 0))).toEqual(Array(7).fill(10));
  });

  it("hands NaN on", () => {
    expect(penaltyOf({ l1: 1, l2: 0 }, parameters(NaN, 0, 0, 0, 0, 0, 0))).toBeNaN();
    expect(gradientOf({ l1: 0, l2: 1 }, parameters(NaN, 0, 0, 0, 0, 0, 0))[0]).toBeNaN();
  });
});

describe("in Python", () => {
  it("it has the terms that are not 0", () => {
    const { value, gradient } = penaltyNumpy;
    expect(value({ l1: 0.1, l2: 0.2 }, ["W1", "W2"])).toBe(
      "0.1 * (np.sum(np.abs(W1)) + np.sum(np.abs(W2))) + 0.2 * (np.sum(W1**2) + np.sum(W2**2))",
    );
    expect(value({ l1: 0, l2: 0.2 }, ["W1"])).toBe("0.2 * np.sum(W1**2)");
    expect(value({ l1: 0, l2: 0 }, ["W1"])).toBe("0");
    expect(gradient({ l1: 0.1, l2: 0.2 }, "W1")).toBe("0.1 * np.sign(W1) + 2 * 0.2 * W1");
    expect(gradient({ l1: 0.1, l2: 0 }, "W1")).toBe("0.1 * np.sign(W1)");
    expect(gradient({ l1: 0, l2: 0 }, "W1")).toBe("0");
  });
});

describe("as a formula", () => {
  it("it sums over layers, rows and columns", () => {
    expect(penaltyLatex.value).toContain(String.raw`\sum_{lij}`);
    expect(penaltyLatex.gradient).toBe(String.raw`\lambda_1 \operatorname{sign} W + 2 \lambda_2 W`);
  });
});
