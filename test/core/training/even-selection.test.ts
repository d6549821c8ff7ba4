import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { selectEvenly } from "../../../core/training/even-selection.ts";

describe("an even selection", () => {
  it("of as many as there are, or more, is all of them", () => {
    expect(Array.from(selectEvenly(4, 4))).toEqual([0, 1, 2, 3]);
    expect(Array.from(selectEvenly(4, 9))).toEqual([0, 1, 2, 3]);
  });

  it("ascends, with one position out of each of equal stretches", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 500 }), (size, count) => {
        const positions = selectEvenly(size, count);
        const taken = Math.min(size, count);
        expect(positions).toHaveLength(taken);
        positions.forEach((position, k) => {
          expect(position).toBeGreaterThanOrEqual(Math.floor((k * size) / taken));
          expect(position).toBeLessThan(Math.floor(((k + 1) * size) / taken));
        });
      }),
    );
  });

  it("prefers no column, also where stretches are a multiple of the columns", () => {
    const columns = new Set(Array.from(selectEvenly(10_000, 100), (position) => position % 100));
    expect(columns.size).toBeGreaterThan(60);
  });
});
