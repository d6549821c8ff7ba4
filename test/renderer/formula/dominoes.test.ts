import { describe, expect, it } from "vitest";
import { jointsOf, resultOf, writeShape, type Piece } from "../../../renderer/formula/dominoes.ts";

function strip(...shapes: [number | null, number | null][]): Piece[] {
  return shapes.map(([rows, columns], index) => ({ label: "ABCD"[index], rows, columns }));
}

describe("a strip of dominoes", () => {
  it("joins where inner sizes are the same, and leaves the outer ones", () => {
    const pieces = strip([10, 3], [3, 4], [4, 1]);
    expect(jointsOf(pieces)).toEqual([
      { left: 3, right: 3, fits: true },
      { left: 4, right: 4, fits: true },
    ]);
    expect(resultOf(pieces)).toEqual({ rows: 10, columns: 1 });
  });

  it("comes to nothing where one joint does not fit", () => {
    const pieces = strip([3, 4], [2, 3], [3, 1]);
    expect(jointsOf(pieces).map(({ fits }) => fits)).toEqual([false, true]);
    expect(resultOf(pieces)).toBeNull();
  });

  it("of one piece is that piece, of none is nothing", () => {
    expect(jointsOf(strip([2, 5]))).toEqual([]);
    expect(resultOf(strip([2, 5]))).toEqual({ rows: 2, columns: 5 });
    expect(resultOf([])).toBeNull();
  });

  it("of two vectors leaves no axis, of a matrix and a vector one", () => {
    expect(resultOf(strip([null, 3], [3, null]))).toEqual({ rows: null, columns: null });
    expect(resultOf(strip([2, 3], [3, null]))).toEqual({ rows: 2, columns: null });
    expect(resultOf(strip([null, 3], [4, null]))).toBeNull();
  });
});

describe("a shape", () => {
  it.each([
    [{ rows: 2, columns: 3 }, "(2, 3)"],
    [{ rows: null, columns: 3 }, "(3,)"],
    [{ rows: 4, columns: null }, "(4,)"],
    [{ rows: null, columns: null }, "()"],
  ])("is written as NumPy has it: %j as %s", (shape, text) => {
    expect(writeShape(shape)).toBe(text);
  });
});
