import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldLevel, subtotal } from "../../../renderer/inspect/fold.ts";
import { foldName, visibleRows } from "../../../renderer/inspect/visible-rows.ts";

const numbers = (length: number): fc.Arbitrary<Float64Array> =>
  fc
    .array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: length, maxLength: length })
    .map((values) => Float64Array.from(values));

describe("a sum of up to twelve terms", () => {
  it.each([0, 1, 12])("of %d is not folded", (count) => {
    expect(visibleRows(count, new Set())).toEqual(
      Array.from({ length: count }, (_, index) => ({ kind: "term", index, depth: 0 })),
    );
  });
});

describe("a longer sum", () => {
  it.each([
    [13, 10, 2],
    [120, 10, 12],
    [121, 100, 2],
    [150, 100, 2],
    [10_000, 1000, 10],
    [100_000, 10_000, 10],
  ])("of %d terms is folded into groups of %d: %d lines", (count, size, lines) => {
    const level = foldLevel(0, count);
    if (level.kind !== "folds") throw new Error("not folded");
    expect(level.folds).toHaveLength(lines);
    expect(level.folds[0]).toEqual({ from: 0, to: size });
    expect(level.folds.at(-1)!.to).toBe(count);
  });

  it("shows no more than twelve lines for every fold that is unfolded, whatever its length", () => {
    fc.assert(
      fc.property(fc.integer({ min: 13, max: 100_000 }), fc.array(fc.nat()), (count, choices) => {
        const unfolded = new Set<string>();
        for (const choice of choices) {
          const folds = visibleRows(count, unfolded).filter((row) => row.kind === "fold");
          const fold = folds[choice % folds.length];
          unfolded.add(foldName(fold));
        }
        expect(visibleRows(count, unfolded).length).toBeLessThanOrEqual(12 * (unfolded.size + 1));
      }),
    );
  });

  it("has every term once when all is unfolded, in order", () => {
    const unfolded = new Set<string>();
    for (let before = -1; before !== unfolded.size;) {
      before = unfolded.size;
      for (const row of visibleRows(1348, unfolded)) if (row.kind === "fold") unfolded.add(foldName(row));
    }
    const terms = visibleRows(1348, unfolded).flatMap((row) => (row.kind === "term" ? [row.index] : []));
    expect(terms).toEqual(Array.from({ length: 1348 }, (_, index) => index));
  });

  it("has subtotals that come to the whole sum", () => {
    fc.assert(
      fc.property(numbers(150), numbers(150), (left, right) => {
        const level = foldLevel(0, 150);
        if (level.kind !== "folds") throw new Error("not folded");
        const whole = left.reduce((sum, x, i) => sum + x * right[i], 0);
        const parts = level.folds.reduce((sum, fold) => sum + subtotal(left, right, fold), 0);
        expect(parts).toBeCloseTo(whole, 8);
        const alone = level.folds.reduce((sum, fold) => sum + subtotal(null, right, fold), 0);
        expect(alone).toBeCloseTo(
          right.reduce((sum, x) => sum + x, 0),
          8,
        );
      }),
    );
  });
});
