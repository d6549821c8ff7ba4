import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contract, type Labelled } from "../../../core/calculus/contraction.ts";
import type { Index } from "../../../core/calculus/expression.ts";
import { RandomState } from "../../../core/random/random-state.ts";

const sizes: Readonly<Record<string, number>> = { i: 3, j: 2, k: 4, m: 2, n: 3, u: 1 };
const at = (letter: string): Index => ({ letter, size: sizes[letter] });

function labelled(letters: string, seed: number): Labelled {
  const indices = [...letters].map(at);
  const length = indices.reduce((product, { size }) => product * size, 1);
  return { indices, values: new RandomState(seed).uniform(-1, 1, 1, length).values };
}

/** The sum by its definition: every index runs through all its values. */
function byDefinition(factors: readonly Labelled[], free: readonly Index[]): number[] {
  const all = new Map<string, Index>();
  for (const index of [...free, ...factors.flatMap(({ indices }) => indices)]) all.set(index.letter, index);
  const letters = [...all.values()];
  const out = new Array<number>(free.reduce((product, { size }) => product * size, 1)).fill(0);
  const place = (indices: readonly Index[], values: ReadonlyMap<string, number>): number =>
    indices.reduce((at, { letter, size }) => at * size + values.get(letter)!, 0);
  const walk = (k: number, values: Map<string, number>): void => {
    if (k < letters.length) {
      for (let value = 0; value < letters[k].size; value++)
        walk(k + 1, new Map(values).set(letters[k].letter, value));
      return;
    }
    out[place(free, values)] += factors.reduce(
      (product, one) => product * one.values[place(one.indices, values)],
      1,
    );
  };
  walk(0, new Map());
  return out;
}

describe("contraction", () => {
  it("of two matrices along one index is their product", () => {
    const a: Labelled = { indices: [at("m"), at("j")], values: Float64Array.of(1, 2, 3, 4) };
    const b: Labelled = { indices: [at("j"), at("n")], values: Float64Array.of(1, 0, 2, 0, 1, 3) };
    expect([...contract([a, b], [at("m"), at("n")], 1).values]).toEqual([1, 2, 8, 3, 4, 18]);
  });

  it("of nothing is its coefficient at every place", () => {
    expect([...contract([], [at("j")], 2.5).values]).toEqual([2.5, 2.5]);
    expect([...contract([], [], -1).values]).toEqual([-1]);
  });

  it("is what the definition says, whatever indices the factors have", () => {
    const letters = fc.array(fc.constantFrom(..."ijkmnu"), { maxLength: 3 }).map((list) => list.join(""));
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 5 }), fc.subarray([..."mnu"]), (words, chosen) => {
        const factors = words.map((word, k) => labelled(word, k + 1));
        const free = chosen.map(at);
        const wanted = byDefinition(factors, free);
        const { values } = contract(factors, free, 2);
        expect(values).toHaveLength(wanted.length);
        wanted.forEach((value, p) => expect(values[p]).toBeCloseTo(2 * value, 10));
      }),
      { numRuns: 300 },
    );
  });

  it("with an axis of no places is a sum of nothing", () => {
    const empty: Index = { letter: "e", size: 0 };
    const a: Labelled = { indices: [at("m"), empty], values: new Float64Array() };
    expect([...contract([a], [at("m")], 1).values]).toEqual([0, 0]);
  });

  it("refuses results that no page could hold, in plain words", () => {
    const long = (letter: string): Index => ({ letter, size: 10_000 });
    const factors = ["a", "b"].map((letter): Labelled => ({
      indices: [long(letter)],
      values: new Float64Array(10_000),
    }));
    expect(() => contract(factors, [long("a"), long("b")], 1)).toThrow(/too large to be computed/);
  });
});
