import { nameMatrices } from "../../../core/network/names.ts";
import { activations } from "../../../core/network/activations.ts";
import { optimizers } from "../../../core/optimizer/optimizers.ts";
import { describe, expect, it } from "vitest";
import type { ActivationName, LayerPlan } from "../../../core/network/plan.ts";
import type { Explanation, Term } from "../../../renderer/chain/explain.ts";
import { spellExplanation, type NextUpdate } from "../../../renderer/chain/spell.ts";
import type { Cell } from "../../../renderer/state/focus.svelte.ts";

const layers: readonly LayerPlan[] = [
  { units: 2, activation: "square" },
  { units: 2, activation: "tanh" },
];
const RATE = 0.5;

const at = (kind: Cell["key"]["kind"], layer: number, row: number, column: number): Cell => ({
  key: { kind, layer },
  row,
  column,
});

const descent: NextUpdate = {
  learningRate: RATE,
  optimizer: { kind: "sgd", learningRate: RATE },
  batch: "full",
};

function spell(cell: Cell, explanation: Explanation, update: NextUpdate = descent): string[] {
  return spellExplanation(cell, explanation, layers, update, nameMatrices(layers));
}

/** C[0,1] as the sum of these products. */
function productOf(...factors: [number, number][]): Explanation & { kind: "product" } {
  let runningSum = 0;
  const terms = factors.map(([leftValue, rightValue], k): Term => {
    const product = leftValue * rightValue;
    runningSum += product;
    return { left: at("H", 0, 0, k), right: at("W", 1, k, 1), leftValue, rightValue, product, runningSum };
  });
  return { kind: "product", terms, bias: null, value: runningSum };
}

const C01 = at("Z", 1, 0, 1);

describe("a product", () => {
  it("is spelled with names, with numbers, and with the result", () => {
    expect(spell(C01, productOf([0.5, 0.25], [0.75, 0.5]))).toEqual([
      "C[0,1] = B[0,0]·W2[0,1] + B[0,1]·W2[1,1]",
      "= 0.5000·0.2500 + 0.7500·0.5000",
      "= 0.5000",
    ]);
  });

  it("puts a negative right factor in brackets", () => {
    expect(spell(C01, productOf([0.5, -0.25]))[1]).toBe("= 0.5000·(−0.2500)");
  });

  it("ends in its bias, in brackets where it is negative", () => {
    const bias = { cell: at("b", 1, 0, 1), value: -0.125 };
    const lines = spell(C01, { ...productOf([0.5, 0.25]), bias, value: 0 });
    expect(lines).toEqual(["C[0,1] = B[0,0]·W2[0,1] + b2[1]", "= 0.5000·0.2500 + (−0.1250)", "= 0"]);
  });

  it("shows all of five terms", () => {
    const [named, counted] = spell(C01, productOf([1, 1], [1, 1], [1, 1], [1, 1], [1, 1]));
    expect(named.split(" + ")).toHaveLength(5);
    expect(counted.split(" + ")).toHaveLength(5);
    expect(named + counted).not.toContain("more");
  });

  it("shows the first three of seven terms, counts those left out, and ends in the last", () => {
    const [named, counted, result] = spell(
      C01,
      productOf([1, 1], [2, 1], [3, 1], [4, 1], [5, 1], [6, 1], [7, 1]),
    );
    expect(named).toBe(
      "C[0,1] = B[0,0]·W2[0,1] + B[0,1]·W2[1,1] + B[0,2]·W2[2,1] + … 3 more … + B[0,6]·W2[6,1]",
    );
    expect(counted).toBe("= 1.0000·1.0000 + 2.0000·1.0000 + 3.0000·1.0000 + … 3 more … + 7.0000·1.0000");
    expect(result).toBe("= 28.000");
  });

  it("folds six terms already", () => {
    expect(spell(C01, productOf([1, 1], [1, 1], [1, 1], [1, 1], [1, 1], [1, 1]))[0]).toContain("… 2 more …");
  });
});

describe("an activation", () => {
  it("is spelled with the function of its layer, counted from 1", () => {
    const cell = at("H", 1, 3, 0);
    const input = at("Z", 1, 3, 0);
    expect(
      spell(cell, { kind: "activation", layer: 1, input, inputValue: -0.5, value: Math.tanh(-0.5) }),
    ).toEqual([
      "Yhat[3,0] = f2(C[3,0])",
      "= tanh(−0.5000)",
      // tanh 0.5 = 0.46211715726
      "= −0.4621",
    ]);
  });

  const formulas: Record<ActivationName, string> = {
    linear: "−2",
    square: "(−2)²",
    cube: "(−2)³",
    sigmoid: "1 / (1 + exp(−(−2)))",
    tanh: "tanh(−2)",
    relu: "max(0, −2)",
    "leaky-relu": "max(−2, 0.01·(−2))",
    softplus: "ln(1 + exp(−2))",
    softmax: "exp(−2) / Σ exp(z)",
  };
  it.each(Object.entries(formulas))("%s of −2 is spelled %s", (name, formula) => {
    expect(activations[name as ActivationName].spell("−2")).toBe(formula);
  });
});

describe("an error", () => {
  it("is spelled as target minus output", () => {
    expect(
      spell(at("error", 0, 2, 0), {
        kind: "difference",
        left: at("Y", 0, 2, 0),
        right: at("H", 1, 2, 0),
        leftValue: 0.25,
        rightValue: -0.5,
        value: 0.75,
      }),
    ).toEqual(["error[2,0] = Y[2,0] − Yhat[2,0]", "= 0.2500 − (−0.5000)", "= 0.7500"]);
  });
});

describe("a weight", () => {
  it("is spelled with its next value, W + μ·δ", () => {
    const gradient = at("dW", 0, 1, 0);
    expect(spell(at("W", 0, 1, 0), { kind: "weight", gradient, delta: -0.5, value: 0.75 })).toEqual([
      "W1[1,0] = 0.7500",
      "next: W1[1,0] + μ·deltaW1[1,0] = 0.7500 + 0.5000·(−0.5000)",
      "= 0.5000",
    ]);
  });

  const weight: Explanation = { kind: "weight", gradient: at("dW", 0, 1, 0), delta: -0.5, value: 0.75 };

  it("has no next value where the optimizer remembers something: its rule stands there", () => {
    const { defaults } = optimizers.momentum;
    expect(spell(at("W", 0, 1, 0), weight, { ...descent, optimizer: defaults })).toEqual([
      "W1[1,0] = 0.7500",
      "next: V ⇐ β V + ∂Δ/∂W",
      "next: W ⇐ W − μ V",
    ]);
    for (const { defaults: optimizer } of Object.values(optimizers)) {
      if (optimizer.kind === "sgd") continue;
      expect(spell(at("W", 0, 1, 0), weight, { ...descent, optimizer }).join()).not.toContain("deltaW1");
    }
  });

  it("has none in batches either, whose δ is that of the next batch", () => {
    expect(spell(at("W", 0, 1, 0), weight, { ...descent, batch: 4 })).toEqual([
      "W1[1,0] = 0.7500",
      "next: W ⇐ W − μ ∂Δ/∂W",
    ]);
  });
});

describe("a gradient", () => {
  const sumOf = (samples: number, left: boolean): Explanation => ({
    kind: "gradient",
    value: -0.5,
    sum: {
      constant: "2",
      samples,
      term: (i) => ({
        left: left ? at("X", 0, i, 1) : null,
        right: { key: { kind: "D", layer: 0 }, row: i, column: 0 },
        leftValue: left ? 0.5 : 1,
        rightValue: -0.25,
      }),
    },
  });

  it("is spelled as the constant times the sum of its samples' products", () => {
    expect(spell(at("dW", 0, 1, 0), sumOf(2, true))).toEqual([
      "deltaW1[1,0] = 2·(X[0,1]·D1[0,0] + X[1,1]·D1[1,0])",
      "= 2·(0.5000·(−0.2500) + 0.5000·(−0.2500))",
      "= −0.5000",
    ]);
  });

  it("of a bias is spelled without left factors, and folded where there are many samples", () => {
    expect(spell(at("db", 0, 0, 0), sumOf(10, false))).toEqual([
      "deltab1[0] = 2·(D1[0,0] + D1[1,0] + D1[2,0] + … 6 more … + D1[9,0])",
      "= 2·(−0.2500 + (−0.2500) + (−0.2500) + … 6 more … + (−0.2500))",
      "= −0.5000",
    ]);
  });
});

describe("what is given", () => {
  it.each([
    ["gradient", at("dW", 1, 0, 1), "deltaW2[0,1] = −0.2500"],
    ["input", at("X", 0, 4, 2), "X[4,2] = −0.2500"],
    ["target", at("Y", 0, 4, 0), "Y[4,0] = −0.2500"],
  ] as const)("is spelled in one line: a %s", (kind, cell, line) => {
    expect(spell(cell, { kind, value: -0.25 })).toEqual([line]);
  });
});
