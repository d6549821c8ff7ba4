import { describe, expect, it } from "vitest";
import { derive } from "../../../core/calculus/derive.ts";
import { tellReason, type RuleName } from "../../../core/calculus/reason.ts";
import { reasonsInEnglish } from "../../../core/calculus/reasons-in-english.ts";
import { networkProgram } from "../../../core/derivation/network-program.ts";
import type { ActivationName, CostName } from "../../../core/network/plan.ts";

const sizes = { samples: 10, features: 3 };

/** What is said of each step of δW⁽¹⁾, by its rule, for a network of two layers. */
function said(cost: CostName, last: ActivationName, units = 1): { rule: RuleName; sentence: string }[] {
  const layers = [
    { units: 4, activation: "square" as const },
    { units, activation: last },
  ];
  const { program, parameters } = networkProgram(
    { network: { bias: false, layers }, cost },
    { sizes, style: "suited" },
  );
  return derive(program, parameters[0].symbol).steps.map(({ reason }) => ({
    rule: reason.rule,
    sentence: tellReason(reason, reasonsInEnglish),
  }));
}

function sentences(rule: RuleName, ...how: Parameters<typeof said>): string[] {
  return said(...how).flatMap((one) => (one.rule === rule ? [one.sentence] : []));
}

describe("the reason of a step", () => {
  it("speaks of a square where the cost has one, and of the number of entries", () => {
    expect(sentences("cost", "sse", "cube")).toEqual([
      "The cost is Δ = Σ_i (Ỹ_i0)². Of a square, twice the base is left, times the derivative of the base. " +
        "What does not depend on W⁽¹⁾ has the derivative 0.",
    ]);
    expect(sentences("cost", "mse", "cube")[0]).toContain("N is the number of entries of Y.");
  });

  it.each([
    ["bce", "sigmoid", "Ŷ = σ(C) put in, and softplus(x) = ln(1 + exp x), whose slope is σ(x)"],
    ["bce", "tanh", "Of ln, ln′ is left, times the derivative of what stands in it."],
    ["cross-entropy", "softmax", "Ŷ = softmax(C) put in"],
    ["cross-entropy", "sigmoid", "Of ln, ln′ is left, times the derivative of what stands in it."],
  ] as const)("of %s behind %s tells what it is made of, and of no square", (cost, last, words) => {
    const [sentence] = sentences("cost", cost, last, 2);
    expect(sentence).toContain(words);
    expect(sentence).toContain("M is the number of samples.");
    expect(sentence).not.toContain("square");
  });

  it("names what a row's targets sum to only where it stands in the cost", () => {
    expect(sentences("cost", "cross-entropy", "softmax", 3)[0]).toContain("S_i is the sum of row i of Y.");
    expect(sentences("cost", "cross-entropy", "sigmoid", 3)[0]).not.toContain("S_i");
  });

  it("has the letters that the step has", () => {
    expect(sentences("product", "sse", "cube")).toEqual([
      "C_μ0 = B_μk W⁽²⁾_k0. An element of B changes only with itself, ∂a_mn/∂a_ij = δ_mi δ_nj; the other factors do not " +
        "depend on B and stay as they are.",
    ]);
  });

  it("says what is plugged into a slope", () => {
    const [second, first] = sentences("elementwise", "sse", "cube");
    expect(first).toContain("What is plugged into f₁′ is A, which went into f₁, and not B, which came out.");
    expect(second).toContain("What is plugged into f₂′ is C, which went into f₂, and not Ŷ, which came out.");
  });

  it("transposes no single number", () => {
    const layers = [{ units: 1, activation: "sigmoid" as const }];
    const { program, parameters } = networkProgram(
      { network: { bias: false, layers }, cost: "bce" },
      { sizes: { samples: 1, features: 1 }, style: "suited" },
    );
    const [dot] = derive(program, parameters[0].symbol).steps.filter(({ reason }) => reason.rule === "dot");
    expect(tellReason(dot.reason, reasonsInEnglish)).not.toContain("transposed");
  });

  it("does not say that 0 is summed where an axis has one place", () => {
    const [first, second] = sentences("dot", "sse", "cube");
    expect(second).toMatch(/^i stands in X and in .* and is summed/);
    expect(first).toMatch(/^Ỹ \* f₂′\(C\) and W⁽²⁾ have an axis with one place, 0, in common/);
    for (const one of [first, second]) expect(one).toContain("is free, and in the result it stands");
  });
});
