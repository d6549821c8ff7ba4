import fc from "fast-check";
import { expect, test } from "vitest";
import { drawSplit, sizeSplit } from "../../../core/data/split.ts";
import { RandomState } from "../../../core/random/random-state.ts";

test("the test part is rounded, halves up; without a split there is none", () => {
  expect(sizeSplit(10, { test: 0.25 })).toEqual({ training: 7, test: 3 });
  expect(sizeSplit(10, { test: 0.24 })).toEqual({ training: 8, test: 2 });
  expect(sizeSplit(1, { test: 0.5 })).toEqual({ training: 0, test: 1 });
  expect(sizeSplit(10, null)).toEqual({ training: 10, test: 0 });
});

test("the last samples of one permutation are kept for testing", () => {
  const order = [...new RandomState(4).permutation(10)];
  const { training, test: kept } = drawSplit(10, { test: 0.3 }, new RandomState(4));
  expect([...kept]).toEqual(order.slice(7).sort((a, b) => a - b));
  expect([...training]).toEqual(order.slice(0, 7).sort((a, b) => a - b));
});

test("every sample is in one of the parts, and both are ascending", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.double({ min: 0, max: 1, noNaN: true }), (m, share) => {
      const { training, test: kept } = drawSplit(m, { test: share }, new RandomState(m));
      const all = [...training, ...kept];
      expect([...all].sort((a, b) => a - b)).toEqual(Array.from({ length: m }, (_, i) => i));
      for (const part of [training, kept]) expect([...part]).toEqual([...part].sort((a, b) => a - b));
      expect(kept).toHaveLength(sizeSplit(m, { test: share }).test);
    }),
  );
});
