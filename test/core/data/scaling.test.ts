import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyScaling, fitScaling } from "../../../core/data/scaling.ts";
import { Matrix } from "../../../core/matrix/matrix.ts";
import { formatProblem } from "../../../core/result.ts";
import { valueOf } from "../../support/datasets.ts";

function scaled(rows: number[][], kind: "standardise" | "range"): number[][] {
  const X = Matrix.from(rows);
  return applyScaling(X, valueOf(fitScaling(X, kind))).toRows();
}

describe("standardised columns", () => {
  test("have mean 0 and standard deviation 1, divided by the number of samples", () => {
    expect(valueOf(fitScaling(Matrix.from([[1], [3], [5], [7]]), "standardise"))).toEqual({
      shift: Float64Array.of(4),
      scale: Float64Array.of(Math.sqrt(5)),
    });
  });
  test("are those of each column alone", () => {
    expect(
      scaled(
        [
          [1, -20],
          [3, 20],
        ],
        "standardise",
      ),
    ).toEqual([
      [-1, -1],
      [1, 1],
    ]);
  });
});

test("columns scaled by their range run from 0 to 1", () => {
  expect(scaled([[2], [4], [10]], "range")).toEqual([[0], [0.25], [1]]);
});

describe.each(["standardise", "range"] as const)("%s", (kind) => {
  test("makes 0 of a column of equal numbers, also where their mean is rounded", () => {
    const rows = Array.from({ length: 10 }, () => [0.1, 1 / 3]);
    expect(
      scaled(rows, kind)
        .flat()
        .every((value) => value === 0),
    ).toBe(true);
  });
  test("makes 0 of one sample", () => {
    expect(scaled([[5, -7, 0]], kind)).toEqual([[0, 0, 0]]);
  });
  test("shifts other samples of an equal column and does not scale them", () => {
    const fitted = valueOf(fitScaling(Matrix.from([[5], [5]]), kind));
    expect(applyScaling(Matrix.from([[7]]), fitted).toRows()).toEqual([[2]]);
  });
  test("leaves the matrix it was given as it is", () => {
    const X = Matrix.from([[1], [2]]);
    applyScaling(X, valueOf(fitScaling(X, kind)));
    expect(X.toRows()).toEqual([[1], [2]]);
  });
  test("takes 4096 columns", () => {
    const X = new Matrix(
      2,
      4096,
      Float64Array.from({ length: 8192 }, (_, i) => i),
    );
    expect(Math.max(...applyScaling(X, valueOf(fitScaling(X, kind))).values)).toBe(1);
  });
  test("refuses a column whose spread is infinite, and names it", () => {
    const fitted = fitScaling(
      Matrix.from([
        [1, -1e308],
        [2, 1e308],
      ]),
      kind,
    );
    expect(fitted.ok ? [] : fitted.problems.map(formatProblem)).toEqual([
      "scaling: column 2 of X cannot be scaled: its numbers, from -1e+308 to 1e+308, are too large or too close together",
    ]);
  });
  test("gives finite numbers or a problem, whatever the columns hold", () => {
    const value = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 6 }), (rows) => {
        const X = Matrix.from(rows);
        const fitted = fitScaling(X, kind);
        if (fitted.ok) expect(applyScaling(X, fitted.value).values.every(Number.isFinite)).toBe(true);
      }),
    );
  });
});

test("numbers so close that their deviations vanish when squared are a problem, not a division by 0", () => {
  expect(fitScaling(Matrix.from([[0], [1e-300]]), "standardise").ok).toBe(false);
  expect(scaled([[0], [1e-300]], "range")).toEqual([[0], [1]]);
});
