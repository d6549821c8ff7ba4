import { describe, expect, test } from "vitest";
import { Matrix } from "../../../core/matrix/matrix.ts";
import { takeRows } from "../../../core/matrix/selection.ts";

const a = Matrix.from([
  [1, 2],
  [3, 4],
  [5, 6],
]);

describe("taken rows", () => {
  test("come in the order they are asked for, repeated where they are", () => {
    expect(takeRows(a, Uint32Array.of(2, 0, 2)).toRows()).toEqual([
      [5, 6],
      [1, 2],
      [5, 6],
    ]);
  });
  test("are copies", () => {
    takeRows(a, Uint32Array.of(0)).set(0, 0, 9);
    expect(a.at(0, 0)).toBe(1);
  });
  test("of none keep the columns", () => {
    expect(takeRows(a, new Uint32Array(0))).toMatchObject({ rows: 0, columns: 2 });
    expect(takeRows(new Matrix(2, 0), Uint32Array.of(1))).toMatchObject({ rows: 1, columns: 0 });
  });
  test("that are not there are refused in NumPy's words", () => {
    expect(() => takeRows(a, Uint32Array.of(3))).toThrow("index 3 is out of bounds for axis 0 with size 3");
  });
});
