import { describe, expect, it } from "vitest";
import { readRichText, type KnownNames } from "../../../core/calculus/rich-text.ts";

const known: KnownNames = {
  bases: new Set(["X", "A", "B", "C", "Y", "Ŷ", "Ỹ", "W"]),
  indices: new Set(["i", "m", "n", "k", "k′", "μ", "a"]),
};

/** Names in angle brackets: base ^raised .lowered ′ _indices; an index letter by itself in braces. */
function mark(sentence: string): string {
  return readRichText(sentence, known)
    .map((one) => {
      if (one.kind === "words") return one.text;
      if (one.kind === "transpose") return "<T>";
      const { base, raised, lowered, primes, indices, index } = one;
      if (index) return `{${base}${primes}}`;
      const rest = `${raised === null ? "" : `^${raised}`}${lowered === null ? "" : `.${lowered}`}${primes}`;
      return `<${base}${rest}${indices.length === 0 ? "" : `_${indices.join(",")}`}>`;
    })
    .join("");
}

describe("a sentence about formulas", () => {
  it.each([
    ["W⁽²⁾_k0 stays", "<W^2_k,0> stays"],
    ["f₂′(C_i0) = 3x²", "<f.2′>(<C_i,0>) = 3x²"],
    ["∂a_mn/∂a_ij = δ_mi δ_nj", "<∂><a_m,n>/<∂><a_i,j> = <δ_m,i> <δ_n,j>"],
    ["What stands before ∂Z⁽⁴⁾ gets a name, D⁽⁴⁾", "What stands before <∂><Z^4> gets a name, <D^4>"],
    ["k is renamed to n, and the δ disappears", "{k} is renamed to {n}, and the <δ> disappears"],
    ["(Ỹ * f₂′(C)) · W⁽²⁾.T and X.T", "(<Ỹ> * <f.2′>(<C>)) · <W^2><T> and <X><T>"],
    ["The cost is Δ = (1/M) Σ_i (Ỹ_i0)²", "The cost is <Δ> = (1/M) <Σ_i> (<Ỹ_i,0>)²"],
    ["m must stand first", "{m} must stand first"],
    ["a matrix product of X and Y", "a matrix product of <X> and <Y>"],
    ["A column. A times B, B and A.", "A column. A times <B>, <B> and <A>."],
    ["λ₁ Σ|W|, k′ and μ", "<λ.1> <Σ>|<W>|, {k′} and {μ}"],
    ["W⁽¹²⁾_k′0", "<W^12_k′,0>"],
    ["softmax of Ann's tanh", "softmax of Ann's tanh"],
  ])("%j is read as %j", (sentence, read) => {
    expect(mark(sentence)).toBe(read);
  });

  it("loses no letter", () => {
    const sentence = "Chain rule: Ŷ depends on W⁽¹⁾ only through C, B and A.";
    const words = readRichText(sentence, known).map((one) =>
      one.kind === "words" ? one.text : one.kind === "name" ? one.base : "",
    );
    expect(words.join("")).toBe(sentence.replace("⁽¹⁾", ""));
  });
});
