import { describe, expect, it } from "vitest";
import { chooseSizes, drawValues, fixShape } from "../../../../core/calculus/typed/choose-sizes.ts";
import { evaluateTyped } from "../../../../core/calculus/typed/evaluate-typed.ts";
import { inferShapes } from "../../../../core/calculus/typed/shapes.ts";
import { Matrix } from "../../../../core/matrix/matrix.ts";
import { RandomState } from "../../../../core/random/random-state.ts";
import { readTyped } from "../../../support/typed-values.ts";

function shapesOf(text: string, sizes?: Map<string, Matrix>) {
  return inferShapes(readTyped(text), sizes).shapes;
}

describe("sizes for letters", () => {
  it("are small, all different, and none that is known", () => {
    expect([...chooseSizes(shapesOf("X @ W1 @ W2 + b"))]).toEqual([
      ["a", 2],
      ["b", 3],
      ["c", 5],
      ["d", 4],
    ]);
    const given = new Map([["X", Matrix.zeros(3, 2)]]);
    expect([...chooseSizes(shapesOf("X @ W1 @ W2", given))]).toEqual([
      ["a", 5],
      ["b", 4],
    ]);
    const many = shapesOf(Array.from({ length: 20 }, (_, i) => `np.sum(M${i})`).join(" + "));
    const sizes = [...chooseSizes(many).values()];
    expect(new Set(sizes).size).toBe(40);
    expect(Math.min(...sizes)).toBe(2);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(45);
  });

  it("stand for their letters in a shape", () => {
    const chosen = new Map([["a", 7]]);
    expect(fixShape({ dimensions: 2, rows: "a", columns: 3 }, chosen)).toEqual({ rows: 7, columns: 3 });
    expect(() => fixShape({ dimensions: 2, rows: "b", columns: 3 }, chosen)).toThrow("no number is chosen");
  });
});

describe("values for names", () => {
  it("are RandomState's draws, one name after the other, and those that are given stay", () => {
    const text = "X @ W + mu * b";
    const W = Matrix.zeros(3, 4);
    const given = new Map([["W", W]]);
    const values = drawValues(readTyped(text), shapesOf(text, given), 5, given);
    const random = new RandomState(5);
    expect([...values.keys()]).toEqual(["X", "W", "mu", "b"]);
    expect(values.get("X")).toEqual(random.uniform(-1, 1, 2, 3));
    expect(values.get("W")).toBe(W);
    expect(values.get("mu")).toEqual(random.uniform(-1, 1, 1, 1));
    expect(values.get("b")).toEqual(random.uniform(-1, 1, 1, 4));
  });

  it.each([
    ["np.log(X @ W) + Y", ["X", "W"]],
    ["np.sqrt(X) * Y", ["X"]],
    ["Y / X", ["X"]],
    ["X**0.5 + Y**2", ["X"]],
    ["X**-2 + Y", ["X"]],
    ["np.log1p(np.sum(X**2)) - Y", ["X"]],
    ["np.exp(X) + Y", []],
  ])("of %s are positive for %j", (text, positive) => {
    const values = drawValues(readTyped(text), shapesOf(text), 3);
    const above = [...values].filter(([, { values: numbers }]) =>
      numbers.every((one) => one >= 0.2 && one < 0.9),
    );
    expect(above.map(([name]) => name)).toEqual(positive);
    expect(evaluateTyped(readTyped(text), values).values.every(Number.isFinite)).toBe(true);
  });
});
