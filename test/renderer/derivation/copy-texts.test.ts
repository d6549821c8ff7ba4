import { describe, expect, it } from "vitest";
import { reasonsInEnglish } from "../../../core/calculus/reasons-in-english.ts";
import { derive } from "../../../core/calculus/derive.ts";
import { networkProgram } from "../../../core/derivation/network-program.ts";
import { copyFormats, copyText, type CopyFormat } from "../../../renderer/derivation/copy-texts.ts";
import { articleNetwork } from "../support/derivations.ts";

const made = networkProgram(
  { network: articleNetwork, cost: "sse" },
  { sizes: { samples: 10, features: 3 }, style: "letters" },
);
const derivation = derive(made.program, made.parameters[0].symbol);

function copied(format: CopyFormat, number: number): string {
  return copyText(format, { network: made, derivation, number, reasons: reasonsInEnglish });
}

describe("what is copied", () => {
  it("of the last step as LaTeX is both notations", () => {
    const [index, matrix] = copied("step-latex", 14).split("\n");
    expect(index).toBe(
      String.raw`\frac{\partial \Delta}{\partial W^{(1)}_{mn}} = - 2 \tilde{Y}_{i0} f_{2}'(C_{i0}) W^{(2)}_{n0} f_{1}'(A_{in}) X_{im}`,
    );
    expect(matrix).toBe(
      String.raw`\frac{\partial \Delta}{\partial W^{(1)}} = - 2\,{X}^{\mathsf{T}} \cdot \left[\left(\left(\tilde{Y} \ast f_{2}'(C)\right) \cdot {W^{(2)}}^{\mathsf{T}}\right) \ast f_{1}'(A)\right]`,
    );
  });

  it("of a step as text has its reason, and the rule by itself where there is one", () => {
    expect(copied("step-text", 6)).toBe(
      "∂Δ/∂W⁽¹⁾_mn = −2 Ỹ_i0 f₂′(C_i0) δ_iμ δ_μl δ_ks W⁽²⁾_k0 f₁′(A_ls) δ_lr δ_se ∂A_re/∂W⁽¹⁾_mn\n" +
        "f₁ (x²) acts on every element by itself: an element of B changes only with the element of A at the same " +
        "place. That is what δ says; how much it changes, f₁′ says. What is plugged into f₁′ is A, which went into f₁, " +
        "and not B, which came out.\n" +
        "∂B_ls/∂A_re = f₁′(A_ls) δ_lr δ_se\n",
    );
    expect(copied("step-text", 0)).toBe("∂Δ/∂W⁽¹⁾_mn\n");
  });

  it("in words is what a screen reader says", () => {
    expect(copied("step-words", 14)).toContain("f 1 prime of A at i n");
    expect(copied("step-words", 14)).toContain("X transposed matrix product");
  });

  it("of all steps as text goes from the question to the article's formula", () => {
    const lines = copied("all-text", 3).trimEnd().split("\n");
    expect(lines[0]).toBe("∂Δ/∂W⁽¹⁾_mn");
    expect(lines.filter((line) => /^\d+\. = /.test(line))).toHaveLength(18);
    expect(lines.at(-1)).toBe("δW⁽¹⁾ = 2 X.T · [((Ỹ * f₂′(C)) · W⁽²⁾.T) * f₁′(A)]");
  });

  it("of all steps as LaTeX is one aligned block and the result", () => {
    const latex = copied("all-latex", 3);
    expect(latex.match(/&=/g)).toHaveLength(18);
    expect(latex).toMatch(/^\\begin\{align\*\}/);
    expect(latex).toContain(String.raw`\[ \delta W^{(1)} = 2`);
    expect(latex).not.toContain("htmlData");
  });

  it("as NumPy are the lines that leave δW⁽¹⁾ in deltaW1", () => {
    const lines = copied("numpy", 3).trimEnd().split("\n");
    expect(lines[0]).toBe("A = X @ W1");
    expect(lines.at(-1)).toMatch(/^deltaW1 = /);
  });

  it("as NumPy is offered only where there is a matrix notation", () => {
    expect(copyFormats(derivation)).toContain("numpy");
    expect(copyFormats({ ...derivation, result: { ...derivation.result, matrix: null } })).not.toContain(
      "numpy",
    );
  });
});
