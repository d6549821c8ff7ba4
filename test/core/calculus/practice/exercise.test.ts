import { describe, expect, it } from "vitest";
import { derive } from "../../../../core/calculus/derive.ts";
import type { Program } from "../../../../core/calculus/program.ts";
import { exerciseOf } from "../../../../core/calculus/practice/exercise.ts";
import type { TensorSymbol } from "../../../../core/calculus/symbol.ts";
import { writeIndexText } from "../../../../core/calculus/write-text.ts";
import { article, exerciseFor, exercisesOf, squaresNetwork } from "../../../support/exercises.ts";

function beginningOf(...[deep, code]: Parameters<typeof exerciseFor>): string {
  const { exercise } = exerciseFor(deep, code);
  return writeIndexText(exercise.terms, exercise.derivation.free);
}

const matrix = (code: string, rows: number, columns: number): TensorSymbol => ({
  code,
  text: code,
  latex: code,
  spoken: code,
  rows,
  columns,
  axes: "both",
});

describe("the exercise of a derivation", () => {
  it("begins in the article's network with all δ on the table", () => {
    expect(beginningOf(article, "W1")).toBe(
      "−2 Ỹ_i0 f₂′(C_i0) δ_iμ δ_μl δ_ks W⁽²⁾_k0 f₁′(A_ls) δ_lr δ_se X_rj δ_jm δ_en",
    );
    expect(beginningOf(article, "W2")).toBe("−2 Ỹ_i0 f₂′(C_i0) δ_iμ B_μk δ_km");
  });

  it("is the part behind the last name that is shared where the network is deep", () => {
    const deep = squaresNetwork([5, 4, 3, 2].map((units) => ({ units, activation: "tanh" })));
    expect(beginningOf(deep, "W1")).toBe(
      "−2 D⁽²⁾_it δ_iμ δ_kν W⁽²⁾_kt f₁′(Z⁽¹⁾_μν) δ_μl δ_νs X_lj δ_jm δ_sn",
    );
  });

  it("has one term more for each penalty, with δ of its own", () => {
    const deep = { ...article, penalty: { l1: 0.1, l2: 0.2 } };
    const { exercise } = exerciseFor(deep, "W2");
    expect(exercise.terms).toHaveLength(3);
    expect(writeIndexText(exercise.terms.slice(2), exercise.derivation.free)).toMatch(
      /^2 λ₂ W⁽²⁾_\S+ δ_\Sm$/,
    );
  });

  it("is there for biases, whose sum over the samples is left", () => {
    const deep = squaresNetwork([{ units: 2, activation: "sigmoid" }], { bias: true });
    expect(beginningOf(deep, "b1")).toBe("−2 Σ_μ Ỹ_iq f₁′(A_iq) δ_iμ δ_qν δ_νn");
  });

  it("begins with the ordering where no δ is left to eliminate, as with the bias of a single output", () => {
    const deep = squaresNetwork([{ units: 1, activation: "linear" }], { bias: true });
    expect(beginningOf(deep, "b1")).toBe("−2 Σ_i Ỹ_i0");
  });

  it("is there for every parameter of every network with an activation or a bias", () => {
    const deep = squaresNetwork(
      [
        { units: 3, activation: "tanh" },
        { units: 2, activation: "softmax" },
      ],
      { bias: true },
    );
    expect(exercisesOf(deep).map(({ found }) => found.ok)).toEqual([true, true, true, true]);
  });

  it("is not there where the derivative is zero, or stands there finished", () => {
    const W = matrix("W", 2, 3);
    const cost: TensorSymbol = { ...matrix("cost", 1, 1), axes: "none" };
    const scalar = (value: TensorSymbol): Program => ({
      definitions: [
        {
          symbol: cost,
          indices: [],
          body: [
            { coefficient: 1, factors: [{ kind: "tensor", symbol: value, indices: [], atPlace: false }] },
          ],
          matrix: { kind: "symbol", symbol: value },
        },
      ],
      result: cost,
      recognitions: [],
      differences: [],
      nameOfShared: (symbol) => symbol,
    });
    const number: TensorSymbol = { ...matrix("c", 1, 1), axes: "none" };
    expect(exerciseOf(derive(scalar(number), W))).toEqual({ ok: false, reason: "zero" });
    expect(exerciseOf(derive(scalar(number), number))).toEqual({ ok: false, reason: "finished" });
  });
});
