import { describe, expect, it } from "vitest";
import { operandOf, transposed, vectorOf } from "../../../renderer/compare-products/operand.ts";
import { multiplied, multipliedByElements } from "../../../renderer/compare-products/outcome.ts";
import { pairs } from "../../../renderer/compare-products/pairs.ts";
import { formatSmall, spellElementwise, spellProduct } from "../../../renderer/compare-products/spell.ts";
import type { Operand } from "../../../renderer/compare-products/operand.ts";

const ALL = { rows: 99, columns: 99, inner: 99 };

function dot(left: Operand, right: Operand, row: number, column: number): string[] {
  const product = multiplied(left, right, ALL);
  if (!product.works) throw new Error(product.message);
  return spellProduct(left, right, product, row, column);
}

function star(left: Operand, right: Operand, row: number, column: number): string[] {
  const product = multipliedByElements(left, right, ALL);
  if (!product.works) throw new Error(product.message);
  return spellElementwise(left, right, product, row, column);
}

describe("a number of a product", () => {
  it("is spelled as the article spells C[0,1]", () => {
    expect(dot(...pairs.matrices.operands, 0, 1)).toEqual([
      "(A @ B)[0,1] = A[0,0]·B[0,1] + A[0,1]·B[1,1] + A[0,2]·B[2,1]",
      "= 1·8 + 2·4 + 3·6",
      "= 34",
    ]);
  });

  it("puts negative numbers into brackets, but not the first", () => {
    const left = operandOf("L", [[-1, -2]]);
    const right = operandOf("R", [[-3], [0.5]]);
    expect(dot(left, right, 0, 0).slice(1)).toEqual(["= −1·(−3) + (−2)·0.5000", "= 2"]);
  });

  it("leaves the middle of a long sum out, and says how much", () => {
    const row = operandOf("L", [[1, 2, 3, 4, 5, 6, 7]]);
    const [named, counted, result] = dot(row, transposed(row), 0, 0);
    expect(named).toBe(
      "(L @ L.T)[0,0] = L[0,0]·L.T[0,0] + L[0,1]·L.T[1,0] + L[0,2]·L.T[2,0] + … 3 more … + L[0,6]·L.T[6,0]",
    );
    expect(counted).toBe("= 1·1 + 2·2 + 3·3 + … 3 more … + 7·7");
    expect(result).toBe("= 140");
  });

  it("of two vectors is one sum with one index", () => {
    expect(dot(...pairs.vectors.operands, 0, 0)).toEqual([
      "np.dot(a, b) = a[0]·b[0] + a[1]·b[1] + a[2]·b[2]",
      "= 1·3 + 2·4 + 5·7",
      "= 46",
    ]);
  });
});

describe("a number of an elementwise product", () => {
  it("is one number times the one in its place", () => {
    const [A] = pairs.matrices.operands;
    expect(star(A, A, 1, 2)).toEqual(["(A * A)[1,2] = A[1,2]·A[1,2]", "= 6·6", "= 36"]);
  });

  it("names the place that is repeated", () => {
    const [a, b] = pairs.columns.operands;
    expect(star(a, transposed(b), 1, 2)).toEqual(["(a * b.T)[1,2] = a[1,0]·b.T[0,2]", "= 2·7", "= 14"]);
  });

  it("of two vectors has one index", () => {
    expect(star(...pairs.vectors.operands, 0, 2)).toEqual(["(a * b)[2] = a[2]·b[2]", "= 5·7", "= 35"]);
    expect(star(vectorOf("a", [-2]), vectorOf("b", [-3]), 0, 0)[1]).toBe("= −2·(−3)");
  });
});

describe("a number of a small cell", () => {
  it.each([
    [7, "7"],
    [-12, "−12"],
    [0, "0"],
    [-0, "0"],
    [0.4406, "0.44"],
    [1234, "1e3"],
  ])("%d is %s", (value, text) => {
    expect(formatSmall(value)).toBe(text);
  });
});
