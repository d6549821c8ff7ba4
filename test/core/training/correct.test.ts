import { describe, expect, it } from "vitest";
import { Matrix } from "../../../core/matrix/matrix.ts";
import { classesOf, countCorrect } from "../../../core/training/correct.ts";

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
