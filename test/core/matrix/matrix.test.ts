import { describe, expect, test } from "vitest";
import { ShapeError } from "../../../core/errors.ts";
import { Matrix } from "../../../core/matrix/matrix.ts";

describe("a matrix", () => {
  test("keeps its elements row by row", () => {
    const matrix = Matrix.from([
      [1, 2, 3],
      [2, 4, 6],
    ]);
    expect(matrix).toMatchObject({ rows: 2, columns: 3 });
    expect([...matrix.values]).toEqual([1, 2, 3, 2, 4, 6]);
    expect(matrix.at(0, 2)).toBe(3);
    matrix.set(1, 0, -1);
    expect(matrix.toRows()).toEqual([
      [1, 2, 3],
      [-1, 4, 6],
    ]);
  });
  test("is zeros where no values are given", () => {
    expect(new Matrix(2, 2)).toEqual(Matrix.zeros(2, 2));
    expect(Matrix.zeros(1, 3).toRows()).toEqual([[0, 0, 0]]);
  });
  test("wraps the values it is given without copying them", () => {
    const values = Float64Array.of(1, 2);
    expect(new Matrix(2, 1, values).values).toBe(values);
  });
  test("may have no rows or no columns", () => {
    expect(new Matrix(0, 3).toRows()).toEqual([]);
    expect(new Matrix(3, 0).toRows()).toEqual([[], [], []]);
    expect(Matrix.from([])).toMatchObject({ rows: 0, columns: 0 });
    expect(Matrix.from([[], []])).toMatchObject({ rows: 2, columns: 0 });
  });
});

describe("a wrong matrix is refused", () => {
  test("ragged rows, naming the row", () => {
    expect(() => Matrix.from([[1, 2], [3, 4], [5]])).toThrow(
      new ShapeError("row 2 has 1 elements, but row 0 has 2"),
    );
  });
  test("sizes that the values do not fill, in NumPy's words", () => {
    expect(() => new Matrix(2, 3, new Float64Array(5))).toThrow(
      new ShapeError("cannot reshape array of size 5 into shape (2,3)"),
    );
  });
  test("sizes that are not whole numbers from 0", () => {
    expect(() => new Matrix(-1, 3)).toThrow(RangeError);
    expect(() => new Matrix(1, 0.5)).toThrow(RangeError);
    expect(() => new Matrix(NaN, 1)).toThrow(RangeError);
  });
  test("places outside, in NumPy's words", () => {
    const matrix = new Matrix(2, 3);
    expect(() => matrix.at(2, 0)).toThrow("index 2 is out of bounds for axis 0 with size 2");
    expect(() => matrix.at(0, 3)).toThrow("index 3 is out of bounds for axis 1 with size 3");
    expect(() => matrix.set(-1, 0, 1)).toThrow(RangeError);
    expect(() => matrix.at(0.5, 0)).toThrow(RangeError);
    expect(() => new Matrix(0, 0).at(0, 0)).toThrow(RangeError);
  });
});
