import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Matrix } from "../../../core/matrix/matrix.ts";
import {
  firstNonFinite,
  largestMagnitude,
  max,
  mean,
  min,
  sum,
  sumColumns,
  sumValues,
} from "../../../core/matrix/reductions.ts";

const { totals } = JSON.parse(
  readFileSync(new URL("../../fixtures/matrix.json", import.meta.url), "utf8"),
) as {
  readonly totals: readonly { a: number[][]; sum: number; columns: number[]; mean: number }[];
};

const a = Matrix.from([
  [1, -7, 3],
  [2, 4, 6],
]);
const empty = new Matrix(0, 3);

test.each(totals)("sums and mean have NumPy's bits, case %#", (figure) => {
  const matrix = Matrix.from(figure.a);
  expect(sum(matrix)).toBe(figure.sum);
  expect([...sumColumns(matrix)]).toEqual(figure.columns);
  expect(mean(matrix)).toBe(figure.mean);
});

describe("reductions", () => {
  test("least, greatest and largest in magnitude", () => {
    expect([min(a), max(a), largestMagnitude(a)]).toEqual([-7, 6, 7]);
  });
  test("NaN wins every comparison, as in NumPy", () => {
    const broken = Matrix.from([[1, NaN, 3]]);
    expect([min(broken), max(broken), largestMagnitude(broken), sum(broken)]).toEqual([NaN, NaN, NaN, NaN]);
  });
  test("of no elements: sum 0, mean NaN, magnitude 0, no least and no greatest", () => {
    expect(sum(empty)).toBe(0);
    expect(sumValues(new Float64Array(0))).toBe(0);
    expect([...sumColumns(empty)]).toEqual([0, 0, 0]);
    expect(sumColumns(new Matrix(3, 0))).toHaveLength(0);
    expect(mean(empty)).toBeNaN();
    expect(largestMagnitude(empty)).toBe(0);
    expect(() => min(empty)).toThrow("zero-size array to reduction operation minimum which has no identity");
    expect(() => max(empty)).toThrow("zero-size array to reduction operation maximum which has no identity");
  });
});

describe("the first element that is not finite", () => {
  test("is found row by row", () => {
    const broken = Matrix.from([
      [1, 2, 3],
      [4, -Infinity, NaN],
    ]);
    expect(firstNonFinite(broken)).toEqual({ row: 1, column: 1 });
    expect(firstNonFinite(Matrix.from([[NaN]]))).toEqual({ row: 0, column: 0 });
  });
  test("is null where all are finite or there are none", () => {
    expect(firstNonFinite(a)).toBeNull();
    expect(firstNonFinite(empty)).toBeNull();
    expect(firstNonFinite(new Matrix(2, 0))).toBeNull();
  });
});
