import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deltasOf } from "../../../../core/calculus/eliminate.ts";
import { evaluateIndex, magnitudeOfIndex } from "../../../../core/calculus/evaluate-index.ts";
import type { DeltaFactor, Index, Term } from "../../../../core/calculus/expression.ts";
import { judgeContraction } from "../../../../core/calculus/practice/judge-contraction.ts";
import { writeIndexText, writeFactor } from "../../../../core/calculus/write-text.ts";
import { deepNetworks } from "../../../support/deep-networks.ts";
import { article, contracted, exerciseFor, exercisesOf } from "../../../support/exercises.ts";

const { exercise } = exerciseFor(article, "W1");
const { free } = exercise.derivation;
const [term] = exercise.terms;

function delta(written: string, of: Term = term): DeltaFactor {
  return of.factors.find(
    (factor): factor is DeltaFactor => factor.kind === "delta" && writeFactor(factor) === written,
  )!;
}

const index = (letter: string): Index => ({ letter, size: 4 });

describe("eliminating a δ by hand", () => {
  it("is right in either direction while both indices are summed, and says what became of them", () => {
    for (const [from, to] of ["lr", "rl"]) {
      const judged = judgeContraction(term, delta("δ_lr"), index(from), free);
      expect(judged).toMatchObject({ ok: true, reason: { rule: "delta", free: false } });
      if (!judged.ok) continue;
      expect([judged.reason.from.letter, judged.reason.to.letter]).toEqual([from, to]);
      expect(writeIndexText([judged.term], free)).not.toContain(from);
    }
  });

  it("renames the index everywhere", () => {
    const judged = judgeContraction(term, delta("δ_ks"), index("k"), free);
    expect(judged.ok && writeIndexText([judged.term], free)).toBe(
      "−2 Ỹ_i0 f₂′(C_i0) δ_iμ δ_μl W⁽²⁾_s0 f₁′(A_ls) δ_lr δ_se X_rj δ_jm δ_en",
    );
  });

  it("is wrong where a free index should go, and right the other way round", () => {
    const wrong = judgeContraction(term, delta("δ_jm"), index("m"), free);
    expect(wrong).toMatchObject({
      ok: false,
      problem: { kind: "free", index: { letter: "m" }, other: { letter: "j" } },
    });
    const right = judgeContraction(term, delta("δ_jm"), index("j"), free);
    expect(right).toMatchObject({
      ok: true,
      reason: { from: { letter: "j" }, to: { letter: "m" }, free: true },
    });
  });

  it("is wrong with an index that the δ does not have", () => {
    expect(judgeContraction(term, delta("δ_jm"), index("k"), free)).toMatchObject({
      ok: false,
      problem: { kind: "not-there", index: { letter: "k" } },
    });
  });

  it("is wrong where both indices are free: nothing is summed", () => {
    const both: DeltaFactor = { kind: "delta", indices: [free[0], free[1]] };
    expect(judgeContraction({ coefficient: 1, factors: [both] }, both, free[0], free)).toMatchObject({
      ok: false,
      problem: { kind: "nothing-summed" },
    });
  });

  it("leads to the derivation's own result where it goes as the derivation does", () => {
    expect([contracted(term, exercise)]).toEqual(exercise.derivation.result.index);
  });
});

describe("the δ of random networks", () => {
  it("can be eliminated in any order and in either direction that is right, and give the same numbers", () => {
    fc.assert(
      fc.property(deepNetworks, fc.infiniteStream(fc.nat(1e6)), (deep, chance) => {
        const draw = (below: number): number => (chance.next().value as number) % below;
        for (const { found, values } of exercisesOf(deep)) {
          if (!found.ok) continue;
          const own = found.exercise.derivation;
          const left = found.exercise.terms.map((one) => contractAnyhow(one, own.free, draw));
          const numbers = evaluateIndex(left, own.free, values);
          const wanted = evaluateIndex(own.result.index, own.free, values);
          const scale = magnitudeOfIndex(own.result.index, own.free, values);
          numbers.forEach((value, place) =>
            expect(Math.abs(value - wanted[place])).toBeLessThanOrEqual(1e-12 * scale),
          );
          expect(left.flatMap(({ factors }) => factors.map(({ kind }) => kind))).not.toContain("delta");
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

/** Eliminates any δ by any of its indices; what is judged wrong must have been free, and leaves the term alone. */
function contractAnyhow(start: Term, own: readonly Index[], draw: (below: number) => number): Term {
  let left = start;
  for (;;) {
    const open = deltasOf(left, own);
    if (open.length === 0) return left;
    const one = open[draw(open.length)];
    const from = one.indices[draw(2)];
    const judged = judgeContraction(left, one, from, own);
    const isFree = own.some(({ letter }) => letter === from.letter);
    expect(judged.ok).toBe(!isFree);
    if (judged.ok) left = judged.term;
  }
}
