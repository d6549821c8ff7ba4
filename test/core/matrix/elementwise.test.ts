import { describe, expect, test } from "vitest";
import { ShapeError } from "../../../core/errors.ts";
import { add, addRow, map, multiplyElements, scale, subtract } from "../../../core/matrix/elementwise.ts";
import { Matrix } from "../../../core/matrix/matrix.ts";

const a = Matrix.from([
  [1, 2, 5],
  [0, -1, 3],
]);
const b = Matrix.from([
  [3, 4, 7],
  [2, 2, 2],
]);

describe("element by element", () => {
  test("sum, difference and product", () => {
    expect(add(a, b).toRows()[0]).toEqual([4, 6, 12]);
    expect(subtract(a, b).toRows()[0]).toEqual([-2, -2, -2]);
    expect(multiplyElements(a, b).toRows()).toEqual([
      [3, 8, 35],
      [0, -2, 6],
    ]);
  });
  test("a function of a matrix acts on each element and keeps the shape", () => {
    expect(map(a, (x) => x * x).toRows()).toEqual([
      [1, 4, 25],
      [0, 1, 9],
    ]);
    expect(map(a, (_, i, j) => 10 * i + j).toRows()[1]).toEqual([10, 11, 12]);
    expect(scale(a, 2).toRows()[1]).toEqual([0, -2, 6]);
  });
  test("matrices without elements stay so", () => {
    expect(add(new Matrix(0, 3), new Matrix(0, 3))).toMatchObject({ rows: 0, columns: 3 });
    expect(map(new Matrix(2, 0), () => 1)).toMatchObject({ rows: 2, columns: 0 });
    expect(addRow(new Matrix(0, 2), new Float64Array(2))).toMatchObject({ rows: 0, columns: 2 });
  });
  test("a row is added to every row", () => {
    expect(addRow(a, Float64Array.of(1, 10, 100)).toRows()).toEqual([
      [2, 12, 105],
      [1, 9, 103],
    ]);
  });
});

describe("shapes that differ are refused in NumPy's words", () => {
  test.each([add, subtract, multiplyElements])("%o", (operation) => {
    expect(() => operation(new Matrix(2, 3), new Matrix(3, 2))).toThrow(
      new ShapeError("operands could not be broadcast together with shapes (2,3) (3,2)"),
    );
  });
  test("even where NumPy would repeat a row, since no formula of the lab does", () => {
    expect(() => add(a, new Matrix(1, 3))).toThrow(ShapeError);
  });
  test("a row of the wrong length", () => {
    expect(() => addRow(a, new Float64Array(2))).toThrow(
      new ShapeError("operands could not be broadcast together with shapes (2,3) (2,)"),
    );
  });
});
