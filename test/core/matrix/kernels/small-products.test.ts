import fc from "fast-check";
import { expect, it } from "vitest";
import {
  multiplyInto,
  multiplyTransposedLeftInto,
  multiplyTransposedRightInto,
} from "../../../../core/matrix/kernels/tiled-products.ts";
import {
  multiplySmallInto,
  multiplySmallTransposedLeftInto,
  multiplySmallTransposedRightInto,
} from "../../../../core/matrix/kernels/small-products.ts";

const size = fc.integer({ min: 0, max: 11 });

function numbers(length: number, seed: number): Float64Array {
  return Float64Array.from({ length }, (_, i) => Math.sin(seed + 12.9898 * (i + 1)) * 3);
}

it("every product has the bits of the general kernels, for all shapes up to 11", () => {
  fc.assert(
    fc.property(size, size, size, fc.integer({ min: 0, max: 1000 }), (m, k, n, seed) => {
      const a = numbers(m * k, seed);
      const b = numbers(k * n, seed + 1);
      const pairs = [
        [multiplyInto, multiplySmallInto],
        [multiplyTransposedRightInto, multiplySmallTransposedRightInto],
      ] as const;
      const general = new Float64Array(m * n);
      const small = new Float64Array(m * n).fill(NaN);
      for (const [ofGeneral, ofSmall] of pairs) {
        ofGeneral(general, a, b, m, k, n);
        ofSmall(small, a, b, m, k, n);
        expect(small).toEqual(general);
      }
      multiplyTransposedLeftInto(general, a, b, k, m, n);
      multiplySmallTransposedLeftInto(small, a, b, k, m, n);
      expect(small).toEqual(general);
    }),
    { numRuns: 1000 },
  );
});

it.each([
  [400, 3, 3],
  [3, 50, 9],
  [50, 50, 1],
])("large and narrow: (%d,%d)(%d) has the bits of the general kernel, too", (m, k, n) => {
  const a = numbers(m * k, 1);
  const b = numbers(k * n, 2);
  const general = new Float64Array(m * n);
  const small = new Float64Array(m * n);
  multiplyInto(general, a, b, m, k, n);
  multiplySmallInto(small, a, b, m, k, n);
  expect(small).toEqual(general);
});

it("NaN and infinities are not skipped over a zero", () => {
  const out = new Float64Array(1);
  multiplySmallInto(out, Float64Array.of(0, 1), Float64Array.of(Infinity, 1), 1, 2, 1);
  expect(out[0]).toBeNaN();
});
