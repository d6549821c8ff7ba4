import { describe, expect, it } from "vitest";
import { writeFactor } from "../../../../core/calculus/write-text.ts";
import {
  deltaInWords,
  deltaOf,
  formulaParts,
  litWith,
  markOf,
} from "../../../../renderer/derivation/practice/formula-parts.ts";
import { article, exerciseFor } from "../../../support/exercises.ts";

const { exercise } = exerciseFor(article, "W1");
const { start, free } = exercise.derivation;
const [term] = exercise.terms;
const whole = formulaParts(term, { start, free, number: 0, count: 1 });
const deltas = term.factors.filter((factor) => factor.kind === "delta");

describe("the formula of an exercise", () => {
  it("begins with the derivative that is asked for, and has a part for every factor", () => {
    expect(whole[0].label).toBe("the derivative of Delta by W 1 at m n equals");
    // ∂Δ/∂W =, the −2, and the factors.
    expect(whole).toHaveLength(2 + term.factors.length);
  });

  it("has one mark for each δ, without others inside, so that it is picked wherever it is hit", () => {
    const parts = whole.filter(({ tex }) => tex.includes("delta="));
    expect(parts).toHaveLength(7);
    for (const { tex } of parts) expect(tex.match(/htmlData/g)).toHaveLength(1);
  });

  it("has marks for names and index letters, but for no factor as a whole", () => {
    const tex = whole.map((part) => part.tex).join(" ");
    expect(tex).toContain(String.raw`\htmlData{matrix=W2}{W^{(2)}_{\htmlData{index=k}{k}0}}`);
    expect(tex).not.toContain("factor=");
  });

  it("says in words what it shows", () => {
    expect(whole.map(({ label }) => label).join(" ")).toMatch(
      /^the derivative of Delta by W 1 at m n equals minus 2 Y tilde at i zero f 2 prime of C at i zero Kronecker delta i mu/,
    );
  });

  it("tells by dots that other terms stand before and behind", () => {
    const tex = (number: number): string =>
      formulaParts(term, { start, free, number, count: 3 })
        .map((part) => part.tex)
        .join(" ");
    expect(tex(0)).toMatch(/= - 2.*\{\}\+\\cdots$/);
    expect(tex(1)).toMatch(/= \\cdots - 2.*\{\}\+\\cdots$/);
    expect(tex(2)).not.toMatch(/\+\\cdots$/);
  });

  it("finds the δ behind a mark, and says its indices", () => {
    for (const delta of deltas) expect(deltaOf(term, markOf(term, delta))).toBe(delta);
    expect(deltaOf(term, { kind: "index", name: "k" })).toBeNull();
    expect(deltaOf(term, { kind: "delta", name: "0.0" })).toBeNull();
    expect(deltaInWords(term, markOf(term, deltas[0]))).toBe("Kronecker delta i mu");
    expect(deltaInWords(term, { kind: "matrix", name: "X" })).toBeNull();
  });

  it("lights an index with every δ that has it, and a δ with its two indices", () => {
    const lit = litWith(term, { kind: "index", name: "l" });
    expect(lit.slice(1).map((mark) => writeFactor(deltaOf(term, mark)!))).toEqual(["δ_μl", "δ_lr"]);
    expect(litWith(term, markOf(term, deltas[0])).slice(1)).toEqual([
      { kind: "index", name: "i" },
      { kind: "index", name: "μ" },
    ]);
    expect(litWith(term, null)).toEqual([]);
  });
});
