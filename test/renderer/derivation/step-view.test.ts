import { describe, expect, it } from "vitest";
import { viewGoal, viewStep, type StepView } from "../../../renderer/derivation/step-view.ts";
import type { FormulaView } from "../../../renderer/derivation/formula-view.ts";
import type { Mark } from "../../../renderer/formula/marks.ts";
import { writeFactor } from "../../../core/calculus/write-text.ts";
import { writeMatrixText } from "../../../core/calculus/write-text.ts";
import { articleNetwork, derivationOf, network } from "../support/derivations.ts";

const { derivation, roles } = derivationOf(articleNetwork, "W1");

function viewAfter(number: number): StepView {
  return viewStep(derivation, number, roles, false);
}

function factorsOf(formula: FormulaView | null, marks: readonly Mark[]): string[] {
  return marks.map(({ name }) => {
    const factor = formula?.factors.get(name);
    return factor === undefined ? `?${name}` : writeFactor(factor);
  });
}

function wordsOf({ parts }: FormulaView): string {
  return parts.map(({ label }) => label).join(" ");
}

describe("the view of a step", () => {
  it("before the first one has what is asked for, and nothing before", () => {
    const view = viewAfter(0);
    expect(view.before).toBeNull();
    expect(wordsOf(view.after)).toBe("the derivative of Delta by W 1 at m n");
    expect(view.matrix).toMatchObject({ form: null, problem: { reason: "derivative", indices: 2 } });
  });

  it("has its left side in the line before, and an equals sign in the line after", () => {
    const view = viewAfter(2);
    expect(view.before!.parts[0].tex).toMatch(/^\\dfrac\{\\partial .*\} =$/);
    expect(view.after.parts[0].tex).toBe("=");
    expect(viewAfter(1).before!.parts).toHaveLength(1);
  });

  it("tells what the step touched and what it made", () => {
    const view = viewAfter(14);
    expect(factorsOf(view.before, view.notedBefore)).toEqual(["W⁽²⁾_k0", "f₁′(A_ik)", "δ_kn"]);
    expect(factorsOf(view.after, view.notedAfter)).toEqual(["W⁽²⁾_n0", "f₁′(A_in)"]);
  });

  it("writes factors that were put together in parts, so that they wrap", () => {
    const { after } = viewAfter(18);
    expect(after.parts.length).toBeGreaterThan(5);
    expect(after.parts.slice(2).every(({ tex }) => tex.startsWith("\\htmlData{factor=0.0}"))).toBe(true);
    expect(wordsOf(after)).toBe(
      "equals minus 2 open bracket X transposed matrix product open bracket open bracket open bracket Y tilde " +
        "elementwise times f 2 prime of C close bracket matrix product W 2 transposed close bracket elementwise " +
        "times f 1 prime of A close bracket close bracket at m n",
    );
  });

  it("points out the sign that the step is about, and the T that it asks for", () => {
    const told = [15, 16, 17, 18].map((number) => {
      const { matrix, notedMatrix } = viewAfter(number);
      if (matrix.form === null) throw new Error("no matrix form");
      return notedMatrix.map(({ name }) => {
        const sign = matrix.formula.signs.get(name)!;
        return sign.kind === "transpose" ? `${writeMatrixText(sign.of)}.T` : sign.kind;
      });
    });
    expect(told).toEqual([["star"], ["W⁽²⁾.T", "dot"], ["star"], ["X.T", "dot"]]);
  });

  it("has the rule by itself, and f and f′ where the rule is about a function of elements", () => {
    const view = viewAfter(6);
    expect(wordsOf(view.local!)).toContain("the derivative of B at l s by A at r e equals");
    expect(view.functions.map(({ tex }) => tex)).toEqual(["f_{1}(x) = x^{2},", "f_{1}'(x) = 2 x"]);
    expect(viewAfter(7).functions).toEqual([]);
    expect(viewAfter(8).local).toBeNull();
  });
});

describe("the goal", () => {
  it("is δW = −∂Δ/∂W in matrix notation", () => {
    const { matrix, names } = viewGoal(derivation, false);
    if (matrix.form === null) throw new Error("no matrix form");
    expect(wordsOf(matrix.formula)).toBe(
      "delta W 1 equals 2 X transposed matrix product open bracket open bracket open bracket Y tilde elementwise " +
        "times f 2 prime of C close bracket matrix product W 2 transposed close bracket elementwise times f 1 prime " +
        "of A close bracket",
    );
    expect(names).toEqual([]);
  });

  it("has the definitions of shared names beside it, unless they are written out", () => {
    const deep = derivationOf(network(true, [3, "tanh"], [2, "tanh"], [2, "tanh"], [1, "tanh"]), "W1");
    const short = viewGoal(deep.derivation, false);
    expect(short.names.map(({ code }) => code)).toEqual(["D4", "D3", "D2"]);
    expect(wordsOf(short.names[1].formula)).toBe(
      "D 3 equals open bracket D 4 matrix product W 4 transposed close bracket elementwise times f 3 prime of G",
    );
    const long = viewGoal(deep.derivation, true);
    expect(long.names).toEqual([]);
    if (long.matrix.form === null) throw new Error("no matrix form");
    expect(wordsOf(long.matrix.formula)).not.toContain("D 2");
  });
});
