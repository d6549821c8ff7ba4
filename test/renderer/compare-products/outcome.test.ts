import { nameMatrices } from "../../../core/network/names.ts";
import { describe, expect, it } from "vitest";
import {
  operandOf,
  operandOfFrame,
  transposed,
  vectorOf,
  writeTex,
  type Operand,
} from "../../../renderer/compare-products/operand.ts";
import { multiplied, multipliedByElements } from "../../../renderer/compare-products/outcome.ts";
import { pairs } from "../../../renderer/compare-products/pairs.ts";
import { suggest, turned, works, type Turns } from "../../../renderer/compare-products/suggestions.ts";
import figures from "../../fixtures/dot-or-star.json" with { type: "json" };
import { numpyPass, showPass } from "../support/numpy-pass.ts";

interface NumpyArray {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

const ALL = { rows: 99, columns: 99, inner: 99 };

/** NumPy's array as an operand, of one axis or of two. */
function operand({ shape, values }: NumpyArray): Operand {
  if (shape.length === 1) return vectorOf("a", values);
  const rows = Array.from({ length: shape[0] }, (_, i) => values.slice(i * shape[1], (i + 1) * shape[1]));
  return operandOf("a", rows);
}

function sizes(shape: { readonly rows: number | null; readonly columns: number | null }): number[] {
  return [shape.rows, shape.columns].filter((size) => size !== null);
}

/** As NumPy's whole numbers are, which have no −0. */
function plain(values: Float64Array): number[] {
  return Array.from(values, (value) => value + 0);
}

describe("dot and star", () => {
  it.each([
    ["dot", multiplied],
    ["star", multipliedByElements],
  ] as const)("%s has NumPy's shape and numbers, or its complaint, for every pair", (name, compute) => {
    for (const figure of figures) {
      const expected = figure[name];
      const outcome = compute(operand(figure.left), operand(figure.right), ALL);
      if (expected.error !== undefined) {
        expect(outcome).toEqual({ works: false, message: expected.error });
      } else {
        if (!outcome.works) throw new Error(outcome.message);
        expect(sizes(outcome.shape)).toEqual(expected.shape);
        expect(plain(outcome.result.values)).toEqual(expected.values);
      }
    }
  });

  it("know beforehand what works", () => {
    for (const figure of figures) {
      const [left, right] = [operand(figure.left), operand(figure.right)];
      expect(works("dot", left, right)).toBe(figure.dot.error === undefined);
      expect(works("star", left, right)).toBe(figure.star.error === undefined);
    }
  });

  it("show a part of a large result, with the numbers of the whole", () => {
    const left = operandOf(
      "L",
      Array.from({ length: 8 }, (_, i) => Array.from({ length: 6 }, (_, j) => i - j)),
    );
    const right = operandOf(
      "R",
      Array.from({ length: 6 }, (_, i) => Array.from({ length: 9 }, (_, j) => i + j)),
    );
    const [whole, part] = [ALL, { rows: 2, columns: 3, inner: 1 }].map((shown) =>
      multiplied(left, right, shown),
    );
    if (!whole.works || !part.works) throw new Error("they fit");
    expect(part.shape).toEqual({ rows: 8, columns: 9 });
    expect(part.result.toRows()).toEqual(
      whole.result
        .toRows()
        .slice(0, 2)
        .map((row) => row.slice(0, 3)),
    );
  });

  it("say of vectors of different lengths what NumPy says", () => {
    // >>> np.dot(np.ones(3), np.ones(2))
    expect(multiplied(vectorOf("a", [1, 2, 5]), vectorOf("b", [3, 4]), ALL)).toEqual({
      works: false,
      message: "shapes (3,) and (2,) not aligned: 3 (dim 0) != 2 (dim 0)",
    });
  });
});

describe("the article's pairs", () => {
  function products(name: keyof typeof pairs, turns: Partial<Turns> = {}) {
    const pair = pairs[name];
    const [left, right] = turned(pair.operands, { ...pair.turns, ...turns });
    return { dot: multiplied(left, right, ALL), star: multipliedByElements(left, right, ALL) };
  }

  it("A · B is the article's C, and B · A fails in its words", () => {
    expect(products("matrices").dot).toMatchObject({
      works: true,
      result: { values: Float64Array.of(26, 34, 32, 29, 52, 68, 64, 58) },
    });
    expect(products("matrices", { swapped: true }).dot).toEqual({
      works: false,
      message: "shapes (3,4) and (2,3) not aligned: 4 (dim 1) != 2 (dim 0)",
    });
  });

  it("a · b.T and a * b.T are the same outer product", () => {
    const outer = Float64Array.of(3, 4, 7, 6, 8, 14, 15, 20, 35);
    const { dot, star } = products("columns");
    expect([dot, star]).toMatchObject([{ result: { values: outer } }, { result: { values: outer } }]);
  });

  it("np.dot(a, b) is 46 and a * b is [3, 8, 35]", () => {
    const { dot, star } = products("vectors");
    expect(dot).toMatchObject({ result: { values: Float64Array.of(46) } });
    expect(star).toMatchObject({ result: { values: Float64Array.of(3, 8, 35) } });
  });
});

describe("what would work instead", () => {
  const codes = (...asked: Parameters<typeof suggest>): string[] =>
    suggest(...asked).map(({ left, right }) => `${left.code} ${right.code}`);
  const none: Turns = { left: false, right: false, swapped: false };

  it("is one transpose where that is enough", () => {
    expect(codes("dot", pairs.itself.operands, none)).toEqual(["A.T A", "A A.T"]);
  });

  it("is the other way round where no single transpose helps", () => {
    expect(codes("dot", pairs.matrices.operands, { ...none, swapped: true })).toEqual(["A B", "B.T A.T"]);
  });

  it("is nothing where nothing helps", () => {
    expect(codes("star", pairs.matrices.operands, none)).toEqual([]);
  });

  it("works, always", () => {
    for (const figure of figures) {
      const pair = [operand(figure.left), operand(figure.right)] as const;
      for (const operation of ["dot", "star"] as const) {
        for (const { left, right } of suggest(operation, pair, none)) {
          const compute = operation === "dot" ? multiplied : multipliedByElements;
          expect(compute(left, right, ALL).works).toBe(true);
        }
      }
    }
  });
});

describe("an operand", () => {
  const pass = numpyPass("article network");
  const { stage, frame } = showPass(pass);
  const nameOf = nameMatrices(stage.network.layers);

  it("of the network has NumPy's numbers, gradients with their sign turned", () => {
    const W2 = operandOfFrame({ kind: "W", layer: 1 }, frame, nameOf({ kind: "W", layer: 1 }));
    expect([W2.code, W2.rows, W2.columns]).toEqual(["W2", 4, 1]);
    expect(W2.at(2, 0)).toBe(pass.W[1][2][0]);
    const delta = operandOfFrame({ kind: "dW", layer: 0 }, frame, nameOf({ kind: "dW", layer: 0 }));
    expect(delta.code).toBe("deltaW1");
    expect(delta.at(2, 3)).toBe(-pass["dCost/dW"][0][2][3]);
  });

  it("is transposed in name, shape and numbers, and twice is as before", () => {
    const W1 = operandOfFrame({ kind: "W", layer: 0 }, frame, nameOf({ kind: "W", layer: 0 }));
    const turnedOnce = transposed(W1);
    expect([turnedOnce.code, turnedOnce.rows, turnedOnce.columns]).toEqual(["W1.T", 4, 3]);
    expect(turnedOnce.at(3, 1)).toBe(pass.W[0][1][3]);
    expect(transposed(turnedOnce).at(1, 3)).toBe(pass.W[0][1][3]);
  });

  it("with one axis has nothing to transpose", () => {
    const a = vectorOf("a", [1, 2, 5]);
    expect(transposed(a)).toMatchObject({ code: "a.T", rows: 1, columns: 3, vector: true });
    expect(transposed(a).at(0, 2)).toBe(5);
  });

  it("is written in TeX with everything above in one place", () => {
    const W1 = operandOfFrame({ kind: "W", layer: 0 }, frame, nameOf({ kind: "W", layer: 0 }));
    expect(writeTex(W1, "jk")).toBe("W^{(1)}_{jk}");
    expect(writeTex(transposed(W1), "jk")).toBe(String.raw`W^{(1)\,\mathsf{T}}_{jk}`);
    expect(writeTex(transposed(vectorOf("a", [1])))).toBe(String.raw`a^{\mathsf{T}}`);
  });
});
