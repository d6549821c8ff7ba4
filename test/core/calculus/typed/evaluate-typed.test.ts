import { describe, expect, it } from "vitest";
import {
  evaluateTangent,
  evaluateTyped,
  tangentsOf,
} from "../../../../core/calculus/typed/evaluate-typed.ts";
import { ShapeError } from "../../../../core/errors.ts";
import { Matrix } from "../../../../core/matrix/matrix.ts";
import { freeFunctions, readTyped } from "../../../support/typed-values.ts";

const X = Matrix.from([
  [1, 2, 3],
  [4, 5, 6],
]);
const values = new Map([
  ["X", X],
  ["W", Matrix.from([[1], [0], [-1]])],
  ["E", new Matrix(0, 3)],
  ["mu", Matrix.from([[2]])],
]);

describe("the value of an expression", () => {
  it.each([
    ["X @ W", [[-2], [-2]]],
    ["X.sum(axis=1)", [[6, 15]]],
    ["X.sum(axis=1).T", [[6, 15]]],
    ["X.sum(axis=1, keepdims=True)", [[6], [15]]],
    ["np.mean(X)", [[3.5]]],
    ["X.mean(axis=0)", [[2.5, 3.5, 4.5]]],
    [
      "mu * X",
      [
        [2, 4, 6],
        [8, 10, 12],
      ],
    ],
    ["1 - 2 * 3**2", [[-17]]],
    ["np.trace(X @ X.T)", [[91]]],
    ["np.sum(E)", [[0]]],
    ["E.sum(axis=0)", [[0, 0, 0]]],
    ["E @ W", []],
    ["W", [[1], [0], [-1]]],
  ])("%s is %j", (text, rows) => {
    expect(evaluateTyped(readTyped(text), values).toRows()).toEqual(rows);
  });

  it("does not touch the values it is made of", () => {
    evaluateTyped(readTyped("-(X + 1) * X"), values);
    expect(X.toRows()).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
  });

  it("is refused in NumPy's words where shapes do not fit, and where a value is missing", () => {
    expect(() => evaluateTyped(readTyped("(X + 1) @ X"), values)).toThrow(
      new ShapeError("(X + 1) @ X: shapes (2,3) and (2,3) not aligned: 3 (dim 1) != 2 (dim 0)"),
    );
    expect(() => evaluateTyped(readTyped("X + Z"), values)).toThrow("no value is given for Z");
    expect(() => evaluateTyped(readTyped("f(X)"), values)).toThrow("no meaning is given for the function f");
  });
});

describe("the tangent of an expression", () => {
  it("of the article's cost is its gradient, number by number", () => {
    // ∂Σ(Y − X·W)²/∂W = −2 X.T·(Y − X·W), by the article.
    const given = new Map([...values, ["Y", Matrix.from([[1], [3]])]]);
    const along = tangentsOf(readTyped("np.sum((Y - X @ W)**2)"), given, "W");
    const error = [1 + 2, 3 + 2];
    [0, 1, 2].forEach((j) => {
      const gradient = -2 * (X.at(0, j) * error[0] + X.at(1, j) * error[1]);
      expect(along(j, 0).toRows()).toEqual([[gradient]]);
    });
  });

  it("has the shape of the value, and is 0 for a name that does not stand in it", () => {
    expect(evaluateTangent(readTyped("X.T"), values, "X", 0, 2).toRows()).toEqual([
      [0, 0],
      [0, 0],
      [1, 0],
    ]);
    expect(evaluateTangent(readTyped("X @ W"), values, "mu", 0, 0).toRows()).toEqual([[0], [0]]);
  });

  it("of a name that stands twice takes both", () => {
    expect(evaluateTangent(readTyped("mu * mu**2"), values, "mu", 0, 0).toRows()).toEqual([[12]]);
    expect(evaluateTangent(readTyped("f(mu) / mu"), values, "mu", 0, 0, freeFunctions).toRows()).toEqual([
      [1],
    ]);
  });

  it("is 0 beside an infinite slope that nothing moves along", () => {
    const given = new Map([["V", Matrix.from([[0, 4]])]]);
    expect(evaluateTangent(readTyped("np.sqrt(V)"), given, "V", 0, 1).toRows()).toEqual([[0, 0.25]]);
    expect(evaluateTangent(readTyped("np.sqrt(V)"), given, "V", 0, 0).toRows()).toEqual([[Infinity, 0]]);
  });

  it("is refused outside the matrix", () => {
    expect(() => evaluateTangent(readTyped("X"), values, "X", 2, 0)).toThrow(RangeError);
    expect(() => evaluateTangent(readTyped("X"), values, "Q", 0, 0)).toThrow("no value is given for Q");
  });
});
