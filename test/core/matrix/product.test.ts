import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ShapeError } from "../../../core/errors.ts";
import { Matrix } from "../../../core/matrix/matrix.ts";
import { multiply, outer, transpose } from "../../../core/matrix/product.ts";

const { products } = JSON.parse(
  readFileSync(new URL("../../fixtures/matrix.json", import.meta.url), "utf8"),
) as { readonly products: readonly Record<"a" | "b" | "product", number[][]>[] };

const A = Matrix.from([
  [1, 2, 3],
  [2, 4, 6],
]);
const B = Matrix.from([
  [7, 8, 1, 3],
  [5, 4, 2, 7],
  [3, 6, 9, 4],
]);

describe("the product", () => {
  test("of the article's A and B is the article's C", () => {
    expect(multiply(A, B).toRows()).toEqual([
      [26, 34, 32, 29],
      [52, 68, 64, 58],
    ]);
  });
  test("in the other order fails in NumPy's words", () => {
    expect(() => multiply(B, A)).toThrow(
      new ShapeError("shapes (3,4) and (2,3) not aligned: 4 (dim 1) != 2 (dim 0)"),
    );
  });
  test.each(products)("has NumPy's bits, case %#", ({ a, b, product }) => {
    expect(multiply(Matrix.from(a), Matrix.from(b)).toRows()).toEqual(product);
  });
  test("of a (2,0) and a (0,3) matrix is (2,3) zeros", () => {
    expect(multiply(new Matrix(2, 0), new Matrix(0, 3))).toEqual(Matrix.zeros(2, 3));
  });
  test("of a (0,3) and a (3,2) matrix has no rows", () => {
    expect(multiply(new Matrix(0, 3), new Matrix(3, 2))).toMatchObject({ rows: 0, columns: 2 });
  });
  test("transposed is the product of the transposed in the other order", () => {
    expect(transpose(multiply(A, B))).toEqual(multiply(transpose(B), transpose(A)));
  });
});

describe("the transpose", () => {
  test("swaps rows and columns", () => {
    expect(transpose(A).toRows()).toEqual([
      [1, 2],
      [2, 4],
      [3, 6],
    ]);
  });
  test("of a (1,1) matrix is the same, of a (0,3) matrix is (3,0)", () => {
    expect(transpose(Matrix.from([[5]])).toRows()).toEqual([[5]]);
    expect(transpose(new Matrix(0, 3))).toMatchObject({ rows: 3, columns: 0 });
  });
});

describe("the outer product", () => {
  test("of the article's a and b is the article's D", () => {
    expect(outer([1, 2, 5], [3, 4, 7]).toRows()).toEqual([
      [3, 4, 7],
      [6, 8, 14],
      [15, 20, 35],
    ]);
  });
  test("with an empty vector has no elements", () => {
    expect(outer([], [1, 2])).toMatchObject({ rows: 0, columns: 2 });
  });
});
