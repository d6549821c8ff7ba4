import { describe, expect, it } from "vitest";
import { writeParts } from "../../../../core/network/formula-parts.ts";
import { nameMatrices, type MatrixKey } from "../../../../core/network/names.ts";
import type { NetworkPlan } from "../../../../core/network/plan.ts";
import type { MicroPlan } from "../../../../core/training/micro-steps/micro-plan.ts";
import { partAt, type MicroStep } from "../../../../core/training/micro-steps/micro-step.ts";
import { articleNetwork, microSteps } from "../../../support/micro-steps.ts";

function formulas(plan: Partial<MicroPlan> = {}): string[] {
  const names = nameMatrices((plan.network ?? articleNetwork).layers);
  return microSteps(plan).map(({ formula }) => formula.map((line) => writeParts(line, names)).join("; "));
}

function stepWriting(kind: MatrixKey["kind"], layer: number, plan: Partial<MicroPlan> = {}): MicroStep {
  const found = microSteps(plan).find(({ targets }) =>
    targets.some(({ key }) => key.kind === kind && key.layer === layer),
  );
  if (!found) throw new Error(`nothing writes ${kind} of layer ${layer}`);
  return found;
}

const network = (bias: boolean, ...layers: NetworkPlan["layers"]): NetworkPlan => ({ bias, layers });

describe("the micro-steps of one update", () => {
  it("of the article's network are its formulas, in its order", () => {
    expect(formulas()).toEqual([
      "A = X·W⁽¹⁾",
      "B = f₁(A)",
      "C = B·W⁽²⁾",
      "Ŷ = f₂(C)",
      "Ỹ = Y − Ŷ",
      "Δ = Σ Ỹ²",
      "D⁽²⁾ = Ỹ * f₂′(C)",
      "δW⁽²⁾ = 2 B.T · D⁽²⁾",
      "D⁽¹⁾ = (D⁽²⁾·W⁽²⁾.T) * f₁′(A)",
      "δW⁽¹⁾ = 2 X.T · D⁽¹⁾",
      "W ⇐ W + μ·δW",
    ]);
  });

  it("without activations have neither f nor its derivative", () => {
    const linear = network(false, { units: 4, activation: "linear" }, { units: 1, activation: "linear" });
    expect(formulas({ network: linear })).toEqual([
      "A = X·W⁽¹⁾",
      "Ŷ = A·W⁽²⁾",
      "Ỹ = Y − Ŷ",
      "Δ = Σ Ỹ²",
      "D⁽²⁾ = Ỹ",
      "δW⁽²⁾ = 2 A.T · D⁽²⁾",
      "D⁽¹⁾ = D⁽²⁾·W⁽²⁾.T",
      "δW⁽¹⁾ = 2 X.T · D⁽¹⁾",
      "W ⇐ W + μ·δW",
    ]);
  });

  it("with a bias add it, and give it a gradient of its own after that of the weights", () => {
    const one = network(true, { units: 2, activation: "tanh" });
    expect(formulas({ network: one })).toEqual([
      "A = X·W⁽¹⁾ + b⁽¹⁾",
      "Ŷ = f₁(A)",
      "Ỹ = Y − Ŷ",
      "Δ = Σ Ỹ²",
      "D⁽¹⁾ = Ỹ * f₁′(A)",
      "δW⁽¹⁾ = 2 X.T · D⁽¹⁾",
      "δb⁽¹⁾ = 2 Σᵢ D⁽¹⁾",
      "W ⇐ W + μ·δW",
    ]);
  });

  it("of sigmoid with bce send the error itself back", () => {
    const one = network(false, { units: 1, activation: "sigmoid" });
    expect(formulas({ network: one, cost: "bce" })).toContain("D⁽¹⁾ = Ỹ");
    expect(formulas({ network: one, cost: "mse" })).toContain("D⁽¹⁾ = Ỹ * f₁′(A)");
  });

  it("of softmax go by whole rows", () => {
    const one = network(false, { units: 3, activation: "softmax" });
    expect(formulas({ network: one })).toContain("D⁽¹⁾ = Ŷ * (Ỹ − Σ Ỹ * Ŷ)");
    expect(formulas({ network: one, cost: "cross-entropy" })).toContain("D⁽¹⁾ = Y − Ŷ * ΣY");
    expect(stepWriting("H", 0, { network: one }).targets[0].beside).toEqual([
      { key: { kind: "Z", layer: 0 }, row: "i", column: "all" },
    ]);
  });

  it("with a penalty have it in the cost and in every gradient, and a part of it that is 0 in neither", () => {
    const found = formulas({ penalty: { l1: 0, l2: 0.1 } });
    expect(found).toContain("Δ = Σ Ỹ² + λ₂ ΣW²");
    expect(found).toContain("δW⁽¹⁾ = 2 X.T · D⁽¹⁾ − 2 λ₂ W⁽¹⁾");
    expect(formulas({ penalty: { l1: 0, l2: 0 } })).toEqual(formulas());
  });

  it("of more than nine numbered layers write numbers of two digits", () => {
    const layers = Array.from({ length: 10 }, () => ({ units: 1, activation: "tanh" as const }));
    expect(formulas({ network: network(false, ...layers) })).toContain("Z⁽¹⁰⁾ = H⁽⁹⁾·W⁽¹⁰⁾");
  });

  it("end, with another optimizer, in its own lines", () => {
    const momentum = { kind: "momentum", learningRate: 0.1, momentum: 0.9 } as const;
    expect(formulas({ optimizer: momentum }).at(-1)).toBe("∂Δ/∂W = −δW; V ⇐ β V + ∂Δ/∂W; W ⇐ W − μ V");
    const update = microSteps({ optimizer: momentum, learningRate: 0.05 }).at(-1)!;
    expect(update.numpy.slice(0, 4)).toEqual([
      "rate = 0.05",
      "dW1 = -deltaW1",
      "vW1 = 0.9 * vW1 + dW1",
      "W1 -= rate * vW1",
    ]);
    expect(update.memory).toEqual(["vW1 = np.zeros_like(W1)", "vW2 = np.zeros_like(W2)"]);
  });

  it("write LaTeX with hats, tildes and transposes", () => {
    const latex = microSteps().flatMap((step) => step.latex);
    expect(latex).toContain(String.raw`D^{(2)} = \tilde{Y} * f_{2}'(C)`);
    expect(latex).toContain(String.raw`D^{(1)} = (D^{(2)} \cdot {W^{(2)}}^{\mathsf{T}}) * f_{1}'(A)`);
    expect(latex).toContain(String.raw`\delta W^{(1)} = 2\,X^{\mathsf{T}} \cdot D^{(1)}`);
    expect(latex.at(-1)).toBe(String.raw`W \Leftarrow W + \mu \cdot \delta W`);
  });

  it("read only what is given or was written before, for any end", () => {
    for (const cost of ["sse", "mse", "bce", "cross-entropy"] as const) {
      for (const activation of ["sigmoid", "softmax", { formula: "1/(1 + exp(-x))" }] as const) {
        const two = network(true, { units: 3, activation: "tanh" }, { units: 3, activation });
        const known = new Set(["X 0", "Y 0", "W 0", "W 1", "b 0", "b 1"]);
        for (const { reads, targets } of microSteps({ network: two, cost, penalty: { l1: 1, l2: 1 } })) {
          for (const { kind, layer } of reads) expect(known).toContain(`${kind} ${layer}`);
          for (const { key } of targets) known.add(`${key.kind} ${key.layer}`);
        }
      }
    }
  });
});

describe("what meets for one cell", () => {
  const parts = (step: MicroStep, row: number, column: number) =>
    [...step.targets[0].factors, ...step.targets[0].beside].map((source) => {
      const part = partAt(source, row, column);
      return `${part.key.kind}${part.key.layer + 1}[${part.row ?? ":"},${part.column ?? ":"}]`;
    });

  it.each([
    ["a product: a row and a column", stepWriting("Z", 0), ["X1[2,:]", "W1[:,3]"]],
    ["δW: a column of the input and one of D", stepWriting("dW", 0), ["X1[:,2]", "D1[:,3]"]],
    [
      "D: a row of the later D, a row of W, and the place in Z",
      stepWriting("D", 0),
      ["D2[2,:]", "W2[3,:]", "Z1[2,3]"],
    ],
    ["an activation: the same place", stepWriting("H", 0), ["Z1[2,3]"]],
    ["the cost: all errors", stepWriting("cost", 0), ["error1[:,:]"]],
    ["an update: the place in W and in δW", stepWriting("W", 0), ["W1[2,3]", "dW1[2,3]"]],
  ] as const)("in %s", (_, step, expected) => {
    expect(parts(step, 2, 3)).toEqual(expected);
  });

  it("in a product with a bias, its one row", () => {
    const biased = { ...articleNetwork, bias: true };
    expect(parts(stepWriting("Z", 0, { network: biased }), 2, 3)).toContain("b1[0,3]");
    expect(parts(stepWriting("db", 0, { network: biased }), 0, 3)).toEqual(["D1[:,3]"]);
  });

  it("in a derivative that goes by the output, the output too", () => {
    const sigmoid = network(false, { units: 4, activation: "sigmoid" }, { units: 1, activation: "linear" });
    expect(parts(stepWriting("D", 0, { network: sigmoid }), 2, 3).slice(2)).toEqual(["Z1[2,3]", "H1[2,3]"]);
  });
});
