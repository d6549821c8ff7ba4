import { describe, expect, it } from "vitest";
import { descentSymbol, indexText, localText, negated } from "../../../core/calculus/describe.ts";
import { derive } from "../../../core/calculus/derive.ts";
import { writeMatrixTerms, writeMatrixText } from "../../../core/calculus/write-text.ts";
import { networkProgram, type NetworkTask } from "../../../core/derivation/network-program.ts";
import type { NameStyle } from "../../../core/network/names.ts";

const sizes = { samples: 10, features: 3 };
/** Section 7: f₁(x) = x², f₂(x) = x³. */
const activated: NetworkTask = {
  network: {
    bias: false,
    layers: [
      { units: 4, activation: "square" },
      { units: 1, activation: "cube" },
    ],
  },
  cost: "sse",
};
/** Section 6: no activations. */
const linear: NetworkTask = {
  network: {
    bias: false,
    layers: [
      { units: 4, activation: "linear" },
      { units: 1, activation: "linear" },
    ],
  },
  cost: "sse",
};

function write(task: NetworkTask, code: string, style: NameStyle = "suited") {
  const { program, parameters } = networkProgram(task, { sizes, style });
  const derivation = derive(program, parameters.find(({ symbol }) => symbol.code === code)!.symbol);
  return {
    start: indexText(derivation.start, derivation),
    lines: derivation.steps.map(({ after }) => indexText(after, derivation)),
    rules: derivation.steps.flatMap(({ local }) => (local === null ? [] : [localText(local)])),
    result: `${descentSymbol(derivation.by).text} = ${writeMatrixTerms(negated(derivation.result.matrix!))}`,
  };
}

describe("section 6 of the article, without activations", () => {
  it("has its two results", () => {
    expect(write(linear, "W2").result).toBe("δW⁽²⁾ = 2 (X·W⁽¹⁾).T · Ỹ");
    expect(write(linear, "W1").result).toBe("δW⁽¹⁾ = 2 X.T · Ỹ · W⁽²⁾.T");
  });

  it("begins as the article does, −2 Ỹ ∂Ŷ/∂W", () => {
    const { start, lines } = write(linear, "W1");
    expect(start).toBe("∂Δ/∂W⁽¹⁾_mn");
    expect(lines).toContain("−2 Ỹ_i0 ∂Ŷ_i0/∂W⁽¹⁾_mn");
  });

  it("has its lines for the second layer, with δ and without", () => {
    const { start, lines } = write(linear, "W2");
    expect(start).toBe("∂Δ/∂W⁽²⁾_m0");
    expect(lines).toContain("−2 Ỹ_i0 X_ij W⁽¹⁾_jk δ_km");
    expect(lines).toContain("−2 Ỹ_i0 X_ij W⁽¹⁾_jm");
  });

  it("has its lines for the first layer, with δ and without", () => {
    const { lines } = write(linear, "W1");
    expect(lines).toContain("−2 Ỹ_i0 X_ij δ_jm δ_kn W⁽²⁾_k0");
    expect(lines).toContain("−2 Ỹ_i0 X_im W⁽²⁾_n0");
  });
});

describe("section 7 of the article, with activations", () => {
  it("has its two results", () => {
    expect(write(activated, "W2").result).toBe("δW⁽²⁾ = 2 B.T · (Ỹ * f₂′(C))");
    expect(write(activated, "W1").result).toBe("δW⁽¹⁾ = 2 X.T · [((Ỹ * f₂′(C)) · W⁽²⁾.T) * f₁′(A)]");
  });

  it("has its links of the chain in its letters", () => {
    expect(write(activated, "W2").rules).toEqual(
      expect.arrayContaining(["∂f₂(C_i0)/∂C_μ0 = f₂′(C_i0) δ_iμ", "∂C_μ0/∂W⁽²⁾_m0 = B_μk δ_km"]),
    );
    expect(write(activated, "W1").rules).toEqual(
      expect.arrayContaining([
        "∂f₂(C_i0)/∂C_μ0 = f₂′(C_i0) δ_iμ",
        "∂C_μν/∂B_ls = δ_μl δ_ks W⁽²⁾_kν",
        "∂B_ls/∂A_re = f₁′(A_ls) δ_lr δ_se",
        "∂A_re/∂W⁽¹⁾_mn = X_rj δ_jm δ_en",
      ]),
    );
  });

  it("collapses all δ, so that of its indices only i, m and n are left", () => {
    const { lines } = write(activated, "W1");
    expect(lines).toContain("−2 Ỹ_i0 f₂′(C_i0) δ_iμ δ_μl δ_ks W⁽²⁾_k0 f₁′(A_ls) δ_lr δ_se X_rj δ_jm δ_en");
    expect(lines).toContain("−2 Ỹ_i0 f₂′(C_i0) W⁽²⁾_n0 f₁′(A_in) X_im");
  });

  it("is written with numbered names where they are chosen", () => {
    expect(write(activated, "W1", "numbers").result).toBe(
      "δW⁽¹⁾ = 2 X.T · [((Ỹ * f₂′(Z⁽²⁾)) · W⁽²⁾.T) * f₁′(Z⁽¹⁾)]",
    );
  });
});

describe("networks beyond the article", () => {
  const layers = (count: number): NetworkTask => ({
    network: { bias: false, layers: Array.from({ length: count }, () => ({ units: 4, activation: "tanh" })) },
    cost: "sse",
  });

  it("share what backpropagation shares, under the name D", () => {
    const { program, parameters } = networkProgram(layers(3), { sizes, style: "numbers" });
    const { shared, result } = derive(program, parameters[0].symbol);
    expect(shared.map(({ symbol }) => symbol.text)).toEqual(["D⁽³⁾", "D⁽²⁾"]);
    expect(writeMatrixText(shared[1].matrix!)).toBe("(D⁽³⁾ · W⁽³⁾.T) * f₂′(Z⁽²⁾)");
    expect(writeMatrixTerms(negated(result.matrix!))).toBe("2 X.T · ((D⁽²⁾ · W⁽²⁾.T) * f₁′(Z⁽¹⁾))");
  });

  it("take one more sweep for one more layer: derivations grow like the depth, not exponentially", () => {
    const sizeOf = (count: number): { steps: number; longest: number } => {
      const { program, parameters } = networkProgram(layers(count), { sizes, style: "suited" });
      const { steps } = derive(program, parameters[0].symbol);
      const longest = Math.max(...steps.map(({ after }) => after.flatMap(({ factors }) => factors).length));
      return { steps: steps.length, longest };
    };
    const [five, six, twelve] = [5, 6, 12].map(sizeOf);
    const perLayer = six.steps - five.steps;
    expect(twelve.steps).toBe(six.steps + 6 * perLayer);
    expect(twelve.longest).toBe(six.longest);
  });

  it("sum over the samples for a bias", () => {
    const task: NetworkTask = { ...activated, network: { ...activated.network, bias: true } };
    expect(write(task, "b2").result).toBe("δb⁽²⁾ = 2 Σ rows (Ỹ * f₂′(C))");
    expect(write(task, "b1").result).toBe("δb⁽¹⁾ = 2 Σ rows [((Ỹ * f₂′(C)) · W⁽²⁾.T) * f₁′(A)]");
  });

  it("have Ỹ alone for classes with softmax and cross-entropy", () => {
    const task: NetworkTask = {
      network: {
        bias: false,
        layers: [
          { units: 4, activation: "tanh" },
          { units: 3, activation: "softmax" },
        ],
      },
      cost: "cross-entropy",
    };
    const { program, parameters } = networkProgram(task, { sizes, style: "suited", targetsSumToOne: true });
    const { result } = derive(program, parameters[1].symbol);
    expect(writeMatrixTerms(negated(result.matrix!))).toBe("(1/M) B.T · Ỹ");
  });

  it("add the penalty's own terms", () => {
    const task: NetworkTask = { ...activated, penalty: { l1: 0.1, l2: 0.2 } };
    expect(write(task, "W2").result).toBe("δW⁽²⁾ = 2 B.T · (Ỹ * f₂′(C)) − λ₁ sign(W⁽²⁾) − 2 λ₂ W⁽²⁾");
  });
});
