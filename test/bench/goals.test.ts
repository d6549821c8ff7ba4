import { describe, expect, test } from "vitest";
import { goals, judge, type Result } from "./goals.mjs";
import { judgeProducts } from "./products.mjs";
import { median, quantile, slope, spread } from "./statistics.mjs";

const result = (
  id: string,
  kind: Result["kind"],
  precision: string,
  stepsPerSecond: number | null,
): Result => ({
  id,
  kind,
  precision,
  stepsPerSecond,
});

describe("the goals of a race", () => {
  test("are met from exactly the ratio on, and say how far they are when they are not", () => {
    const numpy = result("numpy", "numpy", "f64", 100);
    const [reached] = judge("W2", [result("rematrix", "ours", "f64", 1500), numpy]);
    expect(reached).toMatchObject({ rival: "numpy", ratio: 15, distance: 1, met: true });
    const [missed] = judge("W2", [result("rematrix", "ours", "f64", 750), numpy]);
    expect(missed).toMatchObject({ ratio: 7.5, distance: 0.5, met: false });
  });

  test("are held against the fastest of several rivals, and only those of the right kind", () => {
    const verdicts = judge("W3", [
      result("rematrix", "ours", "f64", 420),
      result("rematrix, step alone", "ours", "f64", 9999),
      result("numpy", "numpy", "f64", 800),
      result("ml-matrix", "js", "f64", 20),
      result("convnetjs", "js", "f64", 30),
      result("jax-js", "js", "f32", 400),
    ]);
    expect(verdicts.map(({ rival }) => rival)).toEqual(["numpy", "jax-js", "convnetjs"]);
    expect(verdicts.map(({ ratio }) => ratio)).toEqual([0.525, 1.05, 14]);
    expect(verdicts.map(({ met }) => met)).toEqual([true, false, true]);
    expect(verdicts.map(({ alone }) => alone)).toEqual([9999 / 800, 9999 / 400, 9999 / 30]);
  });

  test("stay open where a rival or our own figure is missing", () => {
    const [alone] = judge("W1", [result("rematrix", "ours", "f64", 1)]);
    expect(alone).toMatchObject({ rival: null, met: null });
    const failed = judge("W1", [
      result("rematrix", "ours", "f64", null),
      result("numpy", "numpy", "f64", 1),
      result("ml-matrix", "js", "f64", null),
    ]);
    expect(failed.map(({ rival, met }) => [rival, met])).toEqual([
      ["numpy", null],
      [null, null],
    ]);
  });

  test("belong to four workloads, each with a rival outside this language", () => {
    expect(Object.keys(goals)).toEqual(["W1", "W2", "W3", "W4"]);
    for (const list of Object.values(goals)) expect(list.map(({ against }) => against)).toContain("NumPy");
  });
});

describe("the goals of the products alone", () => {
  test("are shares of the peak, for our kernels only, and open without a peak", () => {
    const size = [2, 3, 4];
    const results = [
      { id: "peak", size, gigaflops: 20 },
      { id: "rematrix", size, gigaflops: 13 },
      { id: "rematrix", size: [9, 9, 9], gigaflops: 12.9 },
      { id: "numpy", size, gigaflops: 40 },
    ];
    expect(judgeProducts(results)).toEqual([
      { size, goal: 0.65, share: 0.65, met: true },
      { size: [9, 9, 9], goal: 0.65, share: 0.645, met: false },
    ]);
    const [open] = judgeProducts([{ id: "peak", size, gigaflops: null }, results[1]]);
    expect(open).toMatchObject({ share: null, met: null });
  });
});

describe("statistics of samples", () => {
  // np.quantile([1, 2, 4, 10], [0, 0.25, 0.5, 0.95, 1])
  test.each([
    [0, 1],
    [0.25, 1.75],
    [0.5, 3],
    [0.95, 9.1],
    [1, 10],
  ])("the quantile %d is NumPy's", (part, wanted) => {
    expect(quantile([10, 1, 4, 2], part)).toBeCloseTo(wanted, 12);
  });

  test("the median of one is itself, of none not a number", () => {
    expect(median([7])).toBe(7);
    expect(median([])).toBeNaN();
  });

  test("the spread is the range in medians", () => {
    expect(spread([8, 10, 13])).toBe(0.5);
  });

  // np.polyfit([0, 1, 2, 5], [1, 2, 2, 7], 1)[0]
  test("the slope is that of NumPy's straight line", () => {
    expect(
      slope([
        [0, 1],
        [1, 2],
        [2, 2],
        [5, 7],
      ]),
    ).toBeCloseTo(1.2142857142857142, 12);
  });
});
