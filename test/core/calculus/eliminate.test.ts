import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  canEliminate,
  deltasOf,
  dropUnitDeltas,
  eliminate,
  vanishingIndex,
} from "../../../core/calculus/eliminate.ts";
import { evaluateIndex } from "../../../core/calculus/evaluate-index.ts";
import {
  tensor,
  type DeltaFactor,
  type Factor,
  type Index,
  type Term,
} from "../../../core/calculus/expression.ts";
import type { TensorSymbol } from "../../../core/calculus/symbol.ts";
import { writeIndexText } from "../../../core/calculus/write-text.ts";
import type { Matrix } from "../../../core/matrix/matrix.ts";
import { RandomState } from "../../../core/random/random-state.ts";

const at = (letter: string, size = 3): Index => ({ letter, size });
const named = (code: string): TensorSymbol => ({
  code,
  text: code,
  latex: code,
  spoken: code,
  rows: 3,
  columns: 3,
  axes: "both",
});
const element = (code: string, row: Index, column: Index): Factor => tensor(named(code), [row, column]);
const delta = (one: Index, other: Index): DeltaFactor => ({ kind: "delta", indices: [one, other] });

describe("eliminating a δ", () => {
  it("renames the summed index everywhere and takes the δ away: δ_km W_k0 = W_m0", () => {
    const [k, m, zero] = [at("k"), at("m"), at("q", 1)];
    const d = delta(k, m);
    const whole: Term = { coefficient: -2, factors: [d, element("W", k, zero), element("B", at("i"), k)] };
    const done = eliminate(whole, d, k, [m, zero]);
    expect(writeIndexText([done.term], [m, zero])).toBe("−2 Σ_i W_m0 B_im");
    expect([done.from.letter, done.to.letter, done.free]).toEqual(["k", "m", true]);
    expect(done.after).toHaveLength(2);
  });

  it("leaves factors without the index the very same objects", () => {
    const [k, m] = [at("k"), at("m")];
    const d = delta(k, m);
    const still = element("X", at("i"), at("j"));
    const done = eliminate({ coefficient: 1, factors: [d, still, element("W", k, k)] }, d, k, [m]);
    expect(done.term.factors[0]).toBe(still);
  });

  it("lets the free index stay, and of two summed ones the older", () => {
    const [i, k, m] = [at("i"), at("k"), at("m")];
    expect(vanishingIndex(delta(i, k), [m])).toBe(k);
    expect(vanishingIndex(delta(k, m), [m])).toBe(k);
    expect(vanishingIndex(delta(m, k), [m])).toBe(k);
  });

  it("is not possible between two free indices, nor of an index that must stay", () => {
    const [k, m, n] = [at("k"), at("m"), at("n")];
    expect(vanishingIndex(delta(m, n), [m, n])).toBeNull();
    expect(canEliminate(delta(m, n), [m, n])).toBe(false);
    const d = delta(k, m);
    expect(() => eliminate({ coefficient: 1, factors: [d] }, d, m, [m])).toThrow(/m is free/);
    expect(() => eliminate({ coefficient: 1, factors: [d] }, d, n, [m])).toThrow(/no index n/);
  });

  it("counts the values of an index that is left alone: Σ_k δ_kk = 3", () => {
    const k = at("k");
    const d = delta(k, k);
    expect(eliminate({ coefficient: 2, factors: [d] }, d, k, []).term).toEqual({
      coefficient: 6,
      factors: [],
    });
  });

  it("drops the δ between axes of one place, since there is nothing to choose", () => {
    const [q, n] = [at("q", 1), at("n", 1)];
    const whole: Term = { coefficient: 1, factors: [delta(q, n), element("Y", at("i"), q)] };
    expect(writeIndexText([dropUnitDeltas(whole, [n])], [n], { unit: "letter" })).toBe("Σ_i Y_in");
  });

  it("never changes the numbers, in whatever order the δ go", () => {
    const letters = [..."ijklmn"].map((letter) => at(letter));
    const index = fc.constantFrom(...letters);
    const anyFactor = fc.oneof(
      fc.tuple(index, index).map(([one, other]): Factor => delta(one, other)),
      fc
        .tuple(fc.constantFrom(..."ABC"), index, index)
        .map(([code, one, other]) => element(code, one, other)),
    );
    const free = [at("m"), at("n")];
    fc.assert(
      fc.property(
        fc.array(anyFactor, { minLength: 1, maxLength: 7 }),
        fc.infiniteStream(fc.nat()),
        (factors, choices) => {
          const values = new Map<string, Matrix>();
          const random = new RandomState(3);
          for (const code of "ABC") values.set(code, random.uniform(-1, 1, 3, 3));
          let left: Term = { coefficient: 1, factors };
          const wanted = [...evaluateIndex([left], free, values)];
          for (let rest = deltasOf(left, free); rest.length > 0; rest = deltasOf(left, free)) {
            const chosen = rest[choices.next().value! % rest.length];
            left = eliminate(left, chosen, vanishingIndex(chosen, free)!, free).term;
            [...evaluateIndex([left], free, values)].forEach((value, p) =>
              expect(value).toBeCloseTo(wanted[p], 9),
            );
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
