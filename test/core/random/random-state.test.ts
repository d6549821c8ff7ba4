import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isRandomSnapshot, RandomState } from "../../../core/random/random-state.ts";

interface Figures {
  readonly seed: number;
  readonly "rand(3,4)": number[][];
  readonly "2*rand(3,4)-1": number[][];
  readonly "randn(10,3)": number[][];
  readonly "4*randn(10,3)+2": number[][];
  readonly "randint(0,50,(10,3))": number[][];
  readonly "permutation(10)": number[];
  readonly "mixed sequence from one generator": { readonly call: string; readonly value: unknown }[];
}

const figures = JSON.parse(
  readFileSync(new URL("../../fixtures/random.json", import.meta.url), "utf8"),
) as Figures[];

describe.each(figures)("RandomState($seed) draws what NumPy draws", (numpy) => {
  const fresh = (): RandomState => new RandomState(numpy.seed);

  test("rand", () => {
    expect(fresh().rand(3, 4).toRows()).toEqual(numpy["rand(3,4)"]);
  });
  test("uniform in -1 … 1, which the article writes 2*rand-1", () => {
    expect(fresh().uniform(-1, 1, 3, 4).toRows()).toEqual(numpy["2*rand(3,4)-1"]);
  });
  test("randn", () => {
    expect(fresh().randn(10, 3).toRows()).toEqual(numpy["randn(10,3)"]);
  });
  test("normal, which the article writes 4*randn+2", () => {
    expect(fresh().normal(2, 4, 10, 3).toRows()).toEqual(numpy["4*randn(10,3)+2"]);
  });
  test("randint", () => {
    expect(fresh().randint(0, 50, 10, 3).toRows()).toEqual(numpy["randint(0,50,(10,3))"]);
  });
  test("permutation", () => {
    expect([...fresh().permutation(10)]).toEqual(numpy["permutation(10)"]);
  });
  test("all draws in turn from one generator, the kept normal value surviving in between", () => {
    const random = fresh();
    const drawn = [
      random.rand(2, 3).toRows(),
      random.randn(1, 3).toRows()[0],
      random.randint(0, 50, 4, 2).toRows(),
      random.randn(1, 2).toRows()[0],
      [...random.permutation(7)],
      random.uniform(-1, 1, 2, 2).toRows(),
      random.normal(2, 4, 1, 3).toRows()[0],
    ];
    expect(drawn).toEqual(numpy["mixed sequence from one generator"].map(({ value }) => value));
  });
});

describe("a generator's state", () => {
  test("goes through JSON and continues with the same draws, the kept normal value included", () => {
    const random = new RandomState(7);
    random.randn(1, 3);
    const snapshot = random.snapshot();
    expect(snapshot.gauss).not.toBeNull();
    const restored = RandomState.restore(JSON.parse(JSON.stringify(snapshot)));
    expect(restored.randn(2, 2)).toEqual(random.randn(2, 2));
    expect(restored.permutation(9)).toEqual(random.permutation(9));
    expect(restored.snapshot()).toEqual(random.snapshot());
  });
  test("is a copy: drawing on changes neither snapshot nor original", () => {
    const random = new RandomState(7);
    const snapshot = random.snapshot();
    RandomState.restore(snapshot).rand(30, 30);
    expect(random.snapshot()).toEqual(snapshot);
  });
  test("is recognised, and anything else is refused", () => {
    const good = new RandomState(0).snapshot();
    expect(isRandomSnapshot(good)).toBe(true);
    for (const bad of [
      null,
      7,
      {},
      { ...good, key: good.key.slice(1) },
      { ...good, key: good.key.with(5, -1) },
      { ...good, position: 625 },
      { ...good, position: 0.5 },
      { ...good, gauss: Infinity },
    ]) {
      expect(isRandomSnapshot(bad)).toBe(false);
    }
    expect(() => RandomState.restore({ ...good, position: 625 })).toThrow(RangeError);
  });
});

describe("the edges of the draws", () => {
  test("empty draws leave the state as it is", () => {
    const random = new RandomState(1);
    const before = random.snapshot();
    expect(random.rand(0, 3)).toMatchObject({ rows: 0, columns: 3 });
    expect(random.randn(2, 0)).toMatchObject({ rows: 2, columns: 0 });
    expect(random.permutation(0)).toHaveLength(0);
    expect([...random.permutation(1)]).toEqual([0]);
    expect(random.snapshot()).toEqual(before);
  });
  test("randint with one possible value draws nothing", () => {
    const random = new RandomState(1);
    const before = random.snapshot();
    expect(random.randint(5, 6, 1, 2).toRows()).toEqual([[5, 5]]);
    expect(random.snapshot()).toEqual(before);
  });
  test("randint beyond 32 bits draws two words, as NumPy does", () => {
    // np.random.RandomState(3).randint(-2**40, 2**40, 4)
    expect(new RandomState(3).randint(-(2 ** 40), 2 ** 40, 1, 4).toRows()[0]).toEqual([
      455570294424, -26457217405, 790795084744, 2445173525,
    ]);
  });
  test("randint over all 32-bit words takes every word", () => {
    // np.random.RandomState(3).randint(0, 2**32, 3)
    expect(new RandomState(3).randint(0, 2 ** 32, 1, 3).toRows()[0]).toEqual([
      2365658986, 303761048, 3041471737,
    ]);
  });
  test("the largest seed is 2**32 - 1", () => {
    // np.random.RandomState(2**32 - 1).rand(2)
    expect(new RandomState(2 ** 32 - 1).rand(1, 2).toRows()[0]).toEqual([
      0.0976320289940138, 0.9123828453026218,
    ]);
    for (const seed of [-1, 2 ** 32, 0.5, NaN]) {
      expect(() => new RandomState(seed)).toThrow("Seed must be between 0 and 2**32 - 1");
    }
  });
  test("randint refuses low >= high and numbers that are not whole", () => {
    expect(() => new RandomState(0).randint(3, 3, 1, 1)).toThrow("low >= high");
    expect(() => new RandomState(0).randint(0.5, 3, 1, 1)).toThrow("whole numbers");
  });
  test("a permutation is written where it is asked to, and only where it fits", () => {
    const out = new Uint32Array(10);
    expect(new RandomState(0).permutation(10, out)).toBe(out);
    expect([...out]).toEqual(figures[0]["permutation(10)"]);
    expect(() => new RandomState(0).permutation(9, out)).toThrow(RangeError);
  });
});
