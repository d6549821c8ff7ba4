import { describe, expect, it } from "vitest";
import { readTyped } from "../../../../core/calculus/typed/read-typed.ts";
import { writeShape } from "../../../../core/calculus/typed/shape.ts";
import type { TypedProblem } from "../../../../core/calculus/typed/typed-problem.ts";

const article = {
  X: [10, 3],
  Y: [10, 1],
  W1: [3, 4],
  W2: [4, 1],
  b1: [1, 4],
  mu: [1, 1],
} satisfies Sizes;

type Sizes = Readonly<Record<string, readonly [number, number] | number[]>>;

function sizesOf(sizes: Sizes): Map<string, { rows: number; columns: number }> {
  return new Map(Object.entries(sizes).map(([name, [rows, columns]]) => [name, { rows, columns }]));
}

/** The names and the whole with their shapes: `X(a,b) W(b,c) = (a,c)`. */
function shapesOf(text: string, sizes: Sizes = {}): string {
  const read = readTyped(text, sizesOf(sizes));
  if (!read.ok) throw new Error(read.problems[0].message);
  const names = [...read.shapes.names].map(([name, shape]) => `${name}${writeShape(shape)}`);
  return `${names.join(" ")} = ${writeShape(read.shapes.whole)}${read.shapes.scalar ? ", a number" : ""}`;
}

function problemsOf(text: string, sizes: Sizes = article): readonly TypedProblem[] {
  const read = readTyped(text, sizesOf(sizes));
  if (read.ok) throw new Error(`${text} fits`);
  return read.problems;
}

describe("shapes that nobody gave", () => {
  it.each([
    ["X @ W", "X(a,b) W(b,c) = (a,c)"],
    ["X @ W + b", "X(a,b) W(b,c) b(1,c) = (a,c)"],
    ["X @ X", "X(a,a) = (a,a)"],
    ["X.T @ X", "X(a,b) = (b,b)"],
    ["X * Y", "X(a,b) Y(a,b) = (a,b)"],
    ["mu * X - rate", "mu() X(a,b) rate() = (a,b)"],
    ["np.sum((Y - f2(f1(X @ W1) @ W2))**2)", "Y(a,b) X(a,c) W1(c,d) W2(d,b) = (), a number"],
    ["(Y - X @ W).T @ (Y - X @ W)", "Y(a,b) X(a,c) W(c,b) = (b,b)"],
    ["np.trace(A @ B)", "A(a,b) B(b,a) = (), a number"],
    ["np.sum(X, axis=0)", "X(a,b) = (b,)"],
    ["np.sum(X, axis=1)", "X(a,b) = (a,)"],
    ["np.sum(X, axis=1, keepdims=True)", "X(a,b) = (a,1)"],
    ["np.sum(X, axis=0, keepdims=True) - b1", "X(a,b) b1(1,b) = (1,b)"],
    ["X - X.mean(axis=0)", "X(a,b) = (a,b)"],
    ["X / np.sum(X, axis=1, keepdims=True)", "X(a,b) = (a,b)"],
    ["X @ X.mean(axis=0)", "X(a,b) = (a,)"],
    ["X.mean(axis=0) @ W", "X(a,b) W(b,c) = (c,)"],
    ["X.sum(axis=0) @ X.sum(axis=0)", "X(a,b) = (), a number"],
    ["np.sum(X, keepdims=True)", "X(a,b) = (1,1), a number"],
    ["2 * 3", " = (), a number"],
    ["C @ b1 + X", "C(a,1) b1(1,b) X(a,b) = (a,b)"],
    // The row says that C is one column, which X broadcasts, although X comes first.
    ["X * C + C @ b1", "X(a,b) C(a,1) b1(1,b) = (a,b)"],
  ])("%s: %s", (text, shapes) => {
    expect(shapesOf(text)).toBe(shapes);
  });

  it("follow from those that somebody gave", () => {
    expect(shapesOf("np.sum((Y - X @ W1 @ W2)**2)", { X: [10, 3], Y: [10, 1], W1: [3, 4] })).toBe(
      "Y(10,1) X(10,3) W1(3,4) W2(4,a) = (), a number",
    );
    expect(shapesOf("A @ X + C.T", { X: [10, 3] })).toBe("A(a,10) X(10,3) C(3,a) = (a,3)");
    expect(shapesOf("X * Y", { X: [10, 3] })).toBe("X(10,3) Y(10,3) = (10,3)");
  });

  it("are what was given, whatever the name looks like", () => {
    expect(shapesOf("x @ b1 + C", { x: [2, 5], b1: [5, 7], C: [1, 1] })).toBe(
      "x(2,5) b1(5,7) C(1,1) = (2,7)",
    );
    expect(shapesOf("mu * X", article)).toBe("mu() X(10,3) = (10,3)");
  });

  it("are letters from a to z, and numbered from there on", () => {
    const names = Array.from({ length: 15 }, (_, i) => `np.sum(M${i})`);
    expect(shapesOf(names.join(" + "))).toContain("M12(y,z) M13(a1,b1) M14(c1,d1)");
  });
});

describe("shapes that do not fit", () => {
  it.each([
    ["X @ Y", "X @ Y: shapes (10,3) and (10,1) not aligned: 3 (dim 1) != 10 (dim 0)"],
    ["X.dot(Y)", "X @ Y: shapes (10,3) and (10,1) not aligned: 3 (dim 1) != 10 (dim 0)"],
    [
      "np.sum((Y + 1) @ (X - 1))",
      "(Y + 1) @ (X - 1): shapes (10,1) and (10,3) not aligned: 1 (dim 1) != 10 (dim 0)",
    ],
    ["X @ X.sum(axis=1)", "X @ X.sum(axis=1): shapes (10,3) and (10,) not aligned: 3 (dim 1) != 10 (dim 0)"],
    ["X.sum(axis=0) @ X", "X.sum(axis=0) @ X: shapes (3,) and (10,3) not aligned: 3 (dim 0) != 10 (dim 0)"],
    ["X + W1", "X + W1: operands could not be broadcast together with shapes (10,3) (3,4)"],
    ["X - b1", "X - b1: operands could not be broadcast together with shapes (10,3) (1,4)"],
    ["mu @ X", "mu @ X: shapes () and (10,3): @ takes no single number"],
    ["np.trace(X)", "the trace of X: shape (10,3) is not square"],
    ["np.trace(X.sum(axis=1))", "the trace of X.sum(axis=1): shape (10,) is not square"],
    [
      "np.sum(X.sum(axis=1), axis=1)",
      "np.sum(X.sum(axis=1), axis=1): axis 1 is out of bounds for array of dimension 1",
    ],
    ["np.mean(mu, axis=0)", "np.mean(mu, axis=0): axis 0 is out of bounds for array of dimension 0"],
  ])("%s", (text, message) => {
    expect(problemsOf(text)[0].message).toBe(message);
  });

  it("are told with letters where they are not known", () => {
    expect(problemsOf("A @ X + A @ A", { X: [10, 3] })[0].message).toBe(
      "(A @ X) + (A @ A): operands could not be broadcast together with shapes (10,3) (10,10)",
    );
    expect(problemsOf("X @ P - X @ Q.T + P @ X.sum(axis=1)", { X: [10, 3], Q: [4, 2] })[0].message).toBe(
      "X @ Q.T: shapes (10,3) and (2,4) not aligned: 3 (dim 1) != 2 (dim 0)",
    );
    expect(problemsOf("P.T @ Q + P @ Q", { P: [4, 2] })[0].message).toBe(
      "P @ Q: shapes (4,2) and (4,a) not aligned: 2 (dim 1) != 4 (dim 0)",
    );
    expect(problemsOf("P @ P.T + X", { X: [10, 3] })[0].message).toContain("shapes (10,10) (10,3)");
  });

  it("are named where they stand, with stable codes and values", () => {
    expect(problemsOf("np.sum((Y - X @ Y)**2)")[0]).toMatchObject({
      from: 12,
      to: 17,
      line: 1,
      column: 13,
      code: "not-aligned",
      values: { left: "X", right: "Y", leftShape: "(10,3)", rightShape: "(10,1)", inner: 3, outer: 10 },
    });
  });

  it("are all named, not only the first", () => {
    expect(
      problemsOf("np.sum(X @ Y) + np.trace(X) + np.sum(X + W1)").map(({ code, from }) => [code, from]),
    ).toEqual([
      ["not-aligned", 7],
      ["not-square", 16],
      ["not-broadcast", 37],
    ]);
  });

  it("are not held against what is computed from them", () => {
    expect(problemsOf("Y - W1 @ X @ W2")).toHaveLength(1);
  });
});

describe("what would fit instead", () => {
  it.each<[string, string[]]>([
    ["X @ Y", ["X.T @ Y", "X * Y"]],
    ["Y @ X", ["Y.T @ X", "Y * X"]],
    ["X.T @ W1", ["X @ W1"]],
    ["W1 @ X", ["X @ W1", "W1.T @ X.T"]],
    ["np.sum((Y - W2 @ W1)**2)", ["np.sum((Y - W2.T @ W1.T)**2)"]],
    ["np.sum((Y-f(W1@X)@W2)**2)", ["np.sum((Y-f(X @ W1)@W2)**2)"]],
    ["np.dot(X, Y) + 1", ["X.T @ Y + 1", "X * Y + 1"]],
    ["Y.T * X", ["Y * X", "Y.T * X.T", "Y.T @ X"]],
    ["X * W1", ["X @ W1"]],
    ["W1 * X", ["X @ W1"]],
    ["X / X.sum(axis=1)", ["X / np.sum(X, axis=1, keepdims=True)", "X.T / X.sum(axis=1)"]],
    [
      "X / np.sqrt(np.sum(X**2, axis=1))",
      ["X / np.sqrt(np.sum(X**2, axis=1, keepdims=True))", "X.T / np.sqrt(np.sum(X**2, axis=1))"],
    ],
    ["mu @ X", ["mu * X"]],
    ["x @ W1", ["X @ W1", "x * W1"]],
    ["v @ W1 - 2 * v @ W1", ["V @ W1 - 2 * V @ W1", "v * W1 - 2 * v * W1"]],
    ["np.sum(X.sum(axis=1), axis=1)", ["np.sum(X.sum(axis=1))", "np.sum(X.sum(axis=1), axis=0)"]],
    ["np.trace(X @ X)", ["np.trace(X.T @ X)", "np.trace(X @ X.T)"]],
    ["np.trace(X.T @ W1)", []],
    ["X + W1", []],
    // The mistake is below the operation that does not fit.
    [
      "W1 @ W1.T - np.exp(W2 @ b1)",
      ["W1.T @ W1 - np.exp(W2 @ b1)", "W1 @ W1.T - np.exp(b1 @ W2)", "W1 @ W1.T - np.exp(W2.T @ b1.T)"],
    ],
    // Two mistakes, mended together.
    [
      "np.sum(X @ Y) + np.sum(X + Y.T)",
      [
        "np.sum(X.T @ Y) + np.sum(X + Y)",
        "np.sum(X.T @ Y) + np.sum(X.T + Y.T)",
        "np.sum(X * Y) + np.sum(X + Y)",
        "np.sum(X * Y) + np.sum(X.T + Y.T)",
      ],
    ],
    ["np.sum(\n  X @\n  Y)", ["np.sum(\n  X.T @ Y)", "np.sum(\n  X * Y)"]],
  ])("of %s: %j", (text, texts) => {
    const fixes = problemsOf(text)[0].fixes.map((fix) => fix.text);
    expect(fixes).toEqual(texts);
  });
});
