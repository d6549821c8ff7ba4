import { describe, expect, it } from "vitest";
import type { MatrixKind } from "../../../core/network/names.ts";
import { explainCell, type Explanation } from "../../../renderer/chain/explain.ts";
import { readCell } from "../../../renderer/chain/picture.ts";
import { errorOf, numpyPass, showPass } from "../support/numpy-pass.ts";

/** Explains a cell of one of NumPy's passes. */
function explain(name: string, kind: MatrixKind, layer: number, row: number, column: number): Explanation {
  const { stage, frame } = showPass(numpyPass(name));
  const { layers, bias } = stage.network;
  return explainCell(
    { key: { kind, layer }, row, column },
    layers,
    bias,
    (one) => (one === 0 ? stage.loaded.features : layers[one - 1].units),
    (cell) => readCell(frame, cell),
  );
}

/** The explanation, which has to be of this kind. */
function explainAs<Kind extends Explanation["kind"]>(
  kind: Kind,
  ...cell: Parameters<typeof explain>
): Extract<Explanation, { kind: Kind }> {
  const explanation = explain(...cell);
  expect(explanation.kind).toBe(kind);
  return explanation as Extract<Explanation, { kind: Kind }>;
}

describe.each(["article network", "no activation", "tanh, bias, mse"])("a product in %s", (name) => {
  const pass = numpyPass(name);
  const cells = pass["Z (before activation)"].flatMap((Z, layer) =>
    Z.flatMap((values, row) => values.map((value, column) => ({ layer, row, column, value }))),
  );

  it("has as many terms as its layer has inputs, which add up to NumPy's number with the bias", () => {
    for (const { layer, row, column, value } of cells) {
      const { terms, bias, value: shown } = explainAs("product", name, "Z", layer, row, column);
      expect(terms).toHaveLength(pass.W[layer].length);
      expect(shown).toBe(value);
      expect(terms.at(-1)!.runningSum + (bias?.value ?? 0)).toBeCloseTo(value, 12);
    }
  });

  it("has NumPy's factors: the row of the input, the column of the weights", () => {
    for (const { layer, row, column } of cells) {
      const input = layer === 0 ? pass.X : pass["H (after activation)"][layer - 1];
      const { terms, bias } = explainAs("product", name, "Z", layer, row, column);
      expect(terms.map(({ leftValue }) => leftValue)).toEqual(input[row]);
      expect(terms.map(({ rightValue }) => rightValue)).toEqual(
        pass.W[layer].map((weights) => weights[column]),
      );
      expect(bias?.value ?? null).toBe(pass.b[layer]?.[column] ?? null);
    }
  });

  it("has sums so far that grow by one product at a time", () => {
    const { terms } = explainAs("product", name, "Z", 1, 2, 0);
    let sum = 0;
    for (const { leftValue, rightValue, product, runningSum } of terms) {
      expect(product).toBe(leftValue * rightValue);
      sum += product;
      expect(runningSum).toBe(sum);
    }
  });
});

describe("the cells of a product", () => {
  it("are those of X and W1 in the first layer", () => {
    const { terms } = explainAs("product", "article network", "Z", 0, 4, 1);
    expect(terms[2].left).toEqual({ key: { kind: "X", layer: 0 }, row: 4, column: 2 });
    expect(terms[2].right).toEqual({ key: { kind: "W", layer: 0 }, row: 2, column: 1 });
  });

  it("are those of the drawn matrix where the layer before is linear", () => {
    const { terms } = explainAs("product", "no activation", "Z", 1, 4, 0);
    expect(terms[3].left).toEqual({ key: { kind: "Z", layer: 0 }, row: 4, column: 3 });
  });

  it("include the bias where there is one", () => {
    const { bias } = explainAs("product", "tanh, bias, mse", "Z", 0, 4, 1);
    expect(bias!.cell).toEqual({ key: { kind: "b", layer: 0 }, row: 0, column: 1 });
  });
});

describe("an activated number", () => {
  it("comes from the number before it: B[3,1] is A[3,1] squared", () => {
    const pass = numpyPass("article network");
    const { input, inputValue, value } = explainAs("activation", "article network", "H", 0, 3, 1);
    expect(input).toEqual({ key: { kind: "Z", layer: 0 }, row: 3, column: 1 });
    expect(inputValue).toBe(pass["Z (before activation)"][0][3][1]);
    expect(value).toBe(pass["H (after activation)"][0][3][1]);
    expect(inputValue ** 2).toBeCloseTo(value, 12);
  });
});

describe("an error", () => {
  it.each(["article network", "no activation"])("in %s is target minus output", (name) => {
    const pass = numpyPass(name);
    const { left, leftValue, right, rightValue, value } = explainAs("difference", name, "error", 0, 6, 0);
    expect(left).toEqual({ key: { kind: "Y", layer: 0 }, row: 6, column: 0 });
    expect(right.row).toBe(6);
    expect(leftValue).toBe(pass.Y[6][0]);
    expect(rightValue).toBe(pass["H (after activation)"][1][6][0]);
    expect(value).toBe(errorOf(pass)[6][0]);
  });
});

describe("a weight", () => {
  it("comes with its gradient, δ = −∂cost/∂W", () => {
    const pass = numpyPass("article network");
    const { gradient, delta, value } = explainAs("weight", "article network", "W", 1, 2, 0);
    expect(gradient).toEqual({ key: { kind: "dW", layer: 1 }, row: 2, column: 0 });
    expect(value).toBe(pass.W[1][2][0]);
    expect(delta).toBe(-pass["dCost/dW"][1][2][0]);
  });

  it("may be a bias", () => {
    const pass = numpyPass("tanh, bias, mse");
    const { gradient, delta, value } = explainAs("weight", "tanh, bias, mse", "b", 0, 0, 2);
    expect(gradient).toEqual({ key: { kind: "db", layer: 0 }, row: 0, column: 2 });
    expect(value).toBe(pass.b[0]![2]);
    expect(delta).toBe(-pass["dCost/db"][0]![2]);
  });
});

describe("what needs no explanation", () => {
  const pass = numpyPass("tanh, bias, mse");

  it.each([
    ["dW", "gradient", -pass["dCost/dW"][0][1][1]],
    ["X", "input", pass.X[1][1]],
  ] as const)("is the number itself: a cell of %s", (kind, as, value) => {
    expect(explain("tanh, bias, mse", kind, 0, 1, 1)).toEqual({ kind: as, value });
  });

  it("is the number itself: a bias's gradient, a target, the cost", () => {
    const gradient = -pass["dCost/db"][0]![3];
    expect(explain("tanh, bias, mse", "db", 0, 0, 3)).toEqual({ kind: "gradient", value: gradient });
    expect(explain("tanh, bias, mse", "Y", 0, 5, 0)).toEqual({ kind: "target", value: pass.Y[5][0] });
    expect(explain("tanh, bias, mse", "cost", 0, 0, 0)).toEqual({ kind: "input", value: pass.costValue });
  });
});
