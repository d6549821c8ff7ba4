import { describe, expect, test } from "vitest";
import {
  multiplyInto,
  multiplyTransposedLeftInto,
  multiplyTransposedRightInto,
} from "../../../../core/matrix/kernels/tiled-products.ts";
import { Matrix } from "../../../../core/matrix/matrix.ts";
import { transpose } from "../../../../core/matrix/product.ts";
import { RandomState } from "../../../../core/random/random-state.ts";

/** The product as the formula has it: one sum per element, in the order of the inner index. */
function product(a: Matrix, b: Matrix): Float64Array {
  const out = new Float64Array(a.rows * b.columns);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < b.columns; j++) {
      let sum = 0;
      for (let p = 0; p < a.columns; p++) sum += a.at(i, p) * b.at(p, j);
      out[i * b.columns + j] = sum;
    }
  }
  return out;
}

const sizes = [
  [1, 1, 1],
  [4, 4, 4],
  [3, 5, 2],
  [5, 3, 9],
  [8, 1, 4],
  [1, 17, 8],
  [7, 2, 1],
  [13, 6, 11],
  [0, 3, 2],
  [2, 0, 3],
  [5, 0, 6],
  [2, 3, 0],
];

describe.each(sizes)("products of (%i,%i)·(%i) have the bits of the plain triple loop", (m, k, n) => {
  const random = new RandomState(m + 20 * k + 400 * n);
  const a = random.randn(m, k);
  const b = random.randn(k, n);
  const expected = product(a, b);

  test("A · B", () => {
    const out = new Float64Array(m * n).fill(NaN);
    multiplyInto(out, a.values, b.values, m, k, n);
    expect(out).toEqual(expected);
  });
  test("Aᵀ · B", () => {
    const out = new Float64Array(m * n).fill(NaN);
    multiplyTransposedLeftInto(out, transpose(a).values, b.values, k, m, n);
    expect(out).toEqual(expected);
  });
  test("A · Bᵀ", () => {
    const out = new Float64Array(m * n).fill(NaN);
    multiplyTransposedRightInto(out, a.values, transpose(b).values, m, k, n);
    expect(out).toEqual(expected);
  });
});

test.each([4, 5])("zero times infinity is NaN in every element of a product of size %i", (size) => {
  const zeros = new Float64Array(size * size);
  const infinities = new Float64Array(size * size).fill(Infinity);
  const out = new Float64Array(size * size);
  multiplyInto(out, zeros, infinities, size, size, size);
  expect([...out].every(Number.isNaN)).toBe(true);
});

test("one NaN reaches its whole row of the product and no other", () => {
  const a = Matrix.from(Array.from({ length: 6 }, () => [0, 1, 2]));
  a.set(4, 1, NaN);
  const out = new Float64Array(30);
  multiplyInto(out, a.values, new Float64Array(15), 6, 3, 5);
  expect([...out.keys()].filter((position) => Number.isNaN(out[position]))).toEqual([20, 21, 22, 23, 24]);
});
