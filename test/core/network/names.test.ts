import { describe, expect, it } from "vitest";
import { nameMatrices, type MatrixKind, type NameStyle } from "../../../core/network/names.ts";
import type { ActivationName, LayerPlan } from "../../../core/network/plan.ts";

function layers(...activations: ActivationName[]): LayerPlan[] {
  return activations.map((activation) => ({ units: 2, activation }));
}

/** Z and H of every layer in turn, as code spells them. */
function chain(...activations: ActivationName[]): string[] {
  const nameOf = nameMatrices(layers(...activations));
  return activations.flatMap((_, layer) => (["Z", "H"] as const).map((kind) => nameOf({ kind, layer }).code));
}

describe("the chain", () => {
  it("of the article's network is A, B = f₁(A), C, Ŷ = f₂(C)", () => {
    expect(chain("square", "cube")).toEqual(["A", "B", "C", "Yhat"]);
  });

  it("without activations has one letter per layer", () => {
    expect(chain("linear", "linear")).toEqual(["A", "A", "Yhat", "Yhat"]);
  });

  it("of one layer is A, Ŷ, or Ŷ alone", () => {
    expect(chain("sigmoid")).toEqual(["A", "Yhat"]);
    expect(chain("linear")).toEqual(["Yhat", "Yhat"]);
  });

  it("of three layers goes on with letters, but not with D and E, which backpropagation takes", () => {
    expect(chain("tanh", "linear", "relu")).toEqual(["A", "B", "C", "C", "F", "Yhat"]);
    expect(chain("tanh", "tanh", "tanh")).toEqual(["A", "B", "C", "F", "G", "Yhat"]);
  });

  it("of four layers is numbered", () => {
    expect(chain("tanh", "linear", "relu", "linear")).toEqual([
      "Z1",
      "H1",
      "H2",
      "H2",
      "Z3",
      "H3",
      "Yhat",
      "Yhat",
    ]);
  });

  it("is numbered or lettered where that is chosen, letters as far as they reach", () => {
    const codes = (count: number, style: NameStyle): string[] => {
      const nameOf = nameMatrices(layers(...new Array<ActivationName>(count).fill("tanh")), style);
      return Array.from({ length: count }, (_, layer) => nameOf({ kind: "Z", layer }).code);
    };
    expect(codes(2, "numbers")).toEqual(["Z1", "Z2"]);
    expect(codes(4, "letters")).toEqual(["A", "C", "G", "K"]);
    expect(codes(12, "letters")[0]).toBe("Z1");
  });

  it("gives the same name for Z and H of a linear layer", () => {
    const nameOf = nameMatrices(layers("linear", "cube"));
    expect(nameOf({ kind: "Z", layer: 0 })).toBe(nameOf({ kind: "H", layer: 0 }));
  });
});

describe("the other matrices", () => {
  const nameOf = nameMatrices(layers("square", "cube"));

  it.each([
    ["W", "W", 2, "W2"],
    ["b", "b", 2, "b2"],
    ["dW", "δW", 2, "deltaW2"],
    ["db", "δb", 2, "deltab2"],
  ] as const)("%s of the second layer is raised to 2", (kind, letter, layer, code) => {
    expect(nameOf({ kind, layer: 1 })).toEqual({ letter, layer, code });
  });

  it.each([
    ["X", "X", "X"],
    ["Y", "Y", "Y"],
    ["error", "Ỹ", "error"],
    ["cost", "Δ", "cost"],
  ] as const)("%s has no number", (kind: MatrixKind, letter, code) => {
    expect(nameOf({ kind, layer: 0 })).toEqual({ letter, layer: null, code });
  });
});
