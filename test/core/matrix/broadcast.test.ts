import { describe, expect, test } from "vitest";
import { ShapeError } from "../../../core/errors.ts";
import { fitAxis, multiplyBroadcast } from "../../../core/matrix/broadcast.ts";
import { Matrix } from "../../../core/matrix/matrix.ts";
import figures from "../../fixtures/dot-or-star.json" with { type: "json" };

interface Array2 {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

function matrixOf({ shape, values }: Array2): Matrix {
  return new Matrix(shape[0], shape[1], Float64Array.from(values));
}

describe("A * B with repeated axes", () => {
  const pairs = figures.filter(({ left }) => left.shape.length === 2);

  test("has NumPy's shape and numbers, or its complaint, for every pair of shapes", () => {
    expect(pairs.length).toBeGreaterThan(50);
    for (const { left, right, star } of pairs) {
      const multiply = (): Matrix => multiplyBroadcast(matrixOf(left), matrixOf(right));
      if (star.error !== undefined) {
        expect(multiply).toThrow(new ShapeError(star.error));
      } else {
        const { rows, columns, values } = multiply();
        expect([rows, columns]).toEqual(star.shape);
        // toEqual takes 0 for different from −0, which NumPy's whole numbers do not have.
        expect(Array.from(values, (value) => value + 0)).toEqual(star.values);
      }
    }
  });

  test("of matrices without elements has none", () => {
    expect(multiplyBroadcast(new Matrix(0, 3), new Matrix(1, 3))).toMatchObject({ rows: 0, columns: 3 });
    expect(multiplyBroadcast(new Matrix(1, 1), new Matrix(2, 0))).toMatchObject({ rows: 2, columns: 0 });
  });
});

describe("an axis", () => {
  test("fits where both are as long, or one of them has a single place", () => {
    expect([fitAxis(3, 3), fitAxis(1, 3), fitAxis(3, 1), fitAxis(1, 1)]).toEqual([
      "equal",
      "left-repeats",
      "right-repeats",
      "equal",
    ]);
    expect([fitAxis(2, 3), fitAxis(0, 2)]).toEqual([null, null]);
  });
});
