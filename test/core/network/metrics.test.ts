import { describe, expect, it } from "vitest";
import { Matrix } from "../../../core/matrix/matrix.ts";
import { classesOf, countCorrect, Measure } from "../../../core/network/metrics.ts";

describe("classes", () => {
  it("of a one-hot Y are the columns of its ones", () => {
    const Y = Matrix.from([
      [0, 1, 0],
      [1, 0, 0],
      [0, 0, 1],
    ]);
    expect(classesOf(Y)).toEqual(Uint32Array.of(1, 0, 2));
  });

  it.each([
    ["numbers", [[0.5, 0.5]]],
    ["two ones in a row", [[1, 1]]],
    ["a row of zeros", [[0, 0]]],
    ["a single column", [[1], [1]]],
    ["no rows", []],
  ])("are none for %s", (_, rows) => {
    expect(classesOf(Matrix.from(rows))).toBeNull();
  });
});

describe("correct samples", () => {
  it("have their largest output where their class is; of equal outputs the first counts", () => {
    const output = Float64Array.of(0.1, 0.9, 0.5, 0.5, 0.7, 0.2);
    expect(countCorrect(output, Uint32Array.of(1, 0, 1), 2)).toBe(2);
    expect(countCorrect(output, Uint32Array.of(1, 1, 0), 2)).toBe(2);
  });

  it("are none where the outputs are not numbers, but for the first class", () => {
    expect(countCorrect(Float64Array.of(NaN, NaN), Uint32Array.of(1), 2)).toBe(0);
  });
});

describe("the metrics", () => {
  it("of one-hot targets are the share of right classes, and no R²", () => {
    const measure = new Measure(
      Matrix.from([
        [0, 1],
        [1, 0],
        [1, 0],
        [0, 1],
      ]),
    );
    const output = Float64Array.of(0.1, 0.9, 0.4, 0.6, 3, -3, 0.2, 0.3);
    expect(measure.of(output)).toEqual({ accuracy: 0.75, r2: null });
    expect(measure.countCorrect(output)).toBe(3);
  });

  it("of one column of zeros and ones count outputs above ½ as 1; one that is not a number as 0", () => {
    const measure = new Measure(Matrix.from([[0], [1], [1], [0]]));
    expect(measure.of(Float64Array.of(0.5, 0.51, 0.5, -9))).toEqual({ accuracy: 0.75, r2: null });
    expect(measure.of(Float64Array.of(NaN, NaN, NaN, NaN)).accuracy).toBe(0.5);
  });

  // scikit-learn's own example: r2_score([[0.5, 1], [-1, 1], [7, -6]], [[0, 2], [-1, 2], [8, -5]],
  // multioutput="variance_weighted") = 0.938…, and r2_score([3, -0.5, 2, 7], [2.5, 0.0, 2, 8]) = 0.948….
  it("of numbers are R² as scikit-learn's documentation has it, and no accuracy", () => {
    const one = new Measure(Matrix.from([[3], [-0.5], [2], [7]])).of(Float64Array.of(2.5, 0, 2, 8));
    expect(one.accuracy).toBeNull();
    expect(one.r2).toBeCloseTo(0.9486081370449679, 14);
    const two = new Measure(
      Matrix.from([
        [0.5, 1],
        [-1, 1],
        [7, -6],
      ]),
    );
    expect(two.of(Float64Array.of(0, 2, -1, 2, 8, -5)).r2).toBeCloseTo(0.9382566585956417, 14);
  });

  it("of the mean have R² 0, of the targets themselves R² 1, of worse outputs less than 0", () => {
    const Y = Matrix.from([[1], [2], [6]]);
    const measure = new Measure(Y);
    expect(measure.of(Float64Array.of(3, 3, 3)).r2).toBe(0);
    expect(measure.of(Y.values).r2).toBe(1);
    expect(measure.of(Float64Array.of(6, 2, 1)).r2).toBeLessThan(0);
  });

  it.each([
    [
      "targets that never change",
      [
        [0.1, 7],
        [0.1, 7],
        [0.1, 7],
      ],
    ],
    ["a single sample", [[0.3]]],
    ["no samples", []],
  ])("say nothing of %s", (_, rows) => {
    const Y = Matrix.from(rows);
    expect(new Measure(Y).of(Y.values)).toEqual({ accuracy: null, r2: null });
  });
});
