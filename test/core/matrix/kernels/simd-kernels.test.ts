import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Kernels } from "../../../../core/matrix/kernels/kernels.ts";
import { plainKernels } from "../../../../core/matrix/kernels/plain-kernels.ts";
import { simdKernels } from "../../../../core/matrix/kernels/simd-kernels.ts";

function kernels(doubles: number): Kernels {
  const found = simdKernels(doubles);
  if (found === null) throw new Error("this Node has no WebAssembly vectors");
  return found;
}

/** Numbers of all sizes, subnormals, zeros of both signs and, where asked for, what is not finite. */
function* numbers(seed: number, wild: boolean): Generator<number> {
  const special = wild ? [Infinity, -Infinity, NaN] : [];
  const edges = [0, -0, 5e-324, -5e-324, 1e-310, 1e308, -1e308, 1, -1, ...special];
  let state = seed >>> 0;
  for (;;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const chance = state / 2 ** 32;
    if (chance < 0.1) yield edges[state % edges.length];
    else yield (chance - 0.5) * 10 ** ((state % 7) - 3);
  }
}

function fill(values: Float64Array, source: Generator<number>): Float64Array {
  for (let i = 0; i < values.length; i++) values[i] = source.next().value as number;
  return values;
}

/** Bits, with every NaN alike and both zeros: narrow products of the plain kernels may drop a zero's sign. */
function bits(values: Float64Array): BigUint64Array {
  return new BigUint64Array(values.map((x) => (x !== x ? NaN : x + 0)).buffer);
}

const MOST = 2 ** 20;
const simd = kernels(3 * MOST);
const room = [simd.allocate(MOST), simd.allocate(MOST), simd.allocate(MOST)];

/** Compares all three products, and the sum that goes on, of one shape. */
function compare(m: number, k: number, n: number, seed: number, wild: boolean): void {
  const source = numbers(seed, wild);
  const a = fill(room[0].subarray(0, m * k), source);
  const b = fill(room[1].subarray(0, k * n), source);
  const out = fill(room[2].subarray(0, m * n), source);
  const expected = out.slice();
  const agree = (what: string): void => expect(bits(out), what).toEqual(bits(expected));
  simd.multiplyTransposedLeftInto(out, a, b, k, m, n, true);
  plainKernels.multiplyTransposedLeftInto(expected, a, b, k, m, n, true);
  agree("out + Aᵀ·B");
  simd.multiplyInto(out, a, b, m, k, n);
  plainKernels.multiplyInto(expected, a, b, m, k, n);
  agree("A·B");
  simd.multiplyTransposedLeftInto(out, a, b, k, m, n, false);
  plainKernels.multiplyTransposedLeftInto(expected, a, b, k, m, n, false);
  agree("Aᵀ·B");
  simd.multiplyTransposedRightInto(out, a, b, m, k, n);
  plainKernels.multiplyTransposedRightInto(expected, a, b, m, k, n);
  agree("A·Bᵀ");
}

describe("products in vectors", () => {
  it("give the plain products' bits, for any shape", () => {
    const size = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 10, max: 70 }));
    fc.assert(
      fc.property(size, size, size, fc.integer(), fc.boolean(), (m, k, n, seed, wild) =>
        compare(m, k, n, seed, wild),
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    [64, 784, 128],
    [5, 900, 600],
    [3, 4096, 4],
    [2, 3, 4096],
    [4096, 2, 3],
    [17, 385, 513],
  ])("of (%d,%d) and (…,%d) give them too, across the borders of their blocks", (m, k, n) => {
    compare(m, k, n, m + k + n, false);
    compare(m, k, n, m + k + n, true);
  });

  it("of arrays from elsewhere are left to the plain ones", () => {
    const out = new Float64Array(400);
    simd.multiplyInto(out, new Float64Array(400).fill(2), new Float64Array(400).fill(3), 20, 20, 20);
    expect(new Set(out)).toEqual(new Set([120]));
  });
});

describe("their memory", () => {
  it("is zeros, and every array begins at a multiple of 16 bytes", () => {
    const simd = kernels(100);
    for (const length of [1, 3, 4, 50]) {
      const values = simd.allocate(length);
      expect(values.byteOffset % 16).toBe(0);
      expect(values.every((x) => Object.is(x, 0))).toBe(true);
    }
  });

  it("holds what was asked for, and no more", () => {
    expect(() => kernels(16).allocate(100_000)).toThrow(RangeError);
  });
});
