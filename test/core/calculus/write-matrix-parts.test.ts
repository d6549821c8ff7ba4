import fc from "fast-check";
import katex from "katex";
import { describe, expect, it } from "vitest";
import { derive } from "../../../core/calculus/derive.ts";
import { negated } from "../../../core/calculus/describe.ts";
import { speakMatrixTerms } from "../../../core/calculus/speak.ts";
import { markedLatex } from "../../../core/calculus/write-latex.ts";
import { writeMatrixText } from "../../../core/calculus/write-text.ts";
import { writeFactorParts, writeMatrixParts } from "../../../core/calculus/write-matrix-parts.ts";
import { networkProgram } from "../../../core/derivation/network-program.ts";
import type { MatrixTerm } from "../../../core/calculus/matrix-expression.ts";
import { deepNetworks } from "../../support/deep-networks.ts";

function articleTerms(code: string, activation: "square" | "linear" = "square"): readonly MatrixTerm[] {
  const { program, parameters } = networkProgram(
    {
      network: {
        bias: false,
        layers: [
          { units: 4, activation },
          { units: 1, activation: activation === "linear" ? "linear" : "cube" },
        ],
      },
      cost: "sse",
    },
    { sizes: { samples: 10, features: 3 }, style: "letters" },
  );
  const { symbol } = parameters.find((one) => one.symbol.code === code)!;
  return negated(derive(program, symbol).result.matrix!);
}

describe("the parts of a formula", () => {
  it("of the article's δW⁽¹⁾ break before every sign", () => {
    const { parts } = writeMatrixParts(articleTerms("W1"));
    expect(parts.map(({ tex }) => tex)).toEqual([
      "2",
      String.raw`{X}^{\mathsf{T}}`,
      String.raw`\cdot\;\bigl[((\tilde{Y}`,
      String.raw`\ast\;f_{2}'(C))`,
      String.raw`\cdot\;{W^{(2)}}^{\mathsf{T}})`,
      String.raw`\ast\;f_{1}'(A)\bigr]`,
    ]);
  });

  it("say together what the formula says as a whole, and every bracket", () => {
    fc.assert(
      fc.property(deepNetworks, ({ samples, features, classes, ...task }) => {
        const sizes = { samples, features };
        const { program, parameters } = networkProgram(task, {
          sizes,
          style: "suited",
          targetsSumToOne: classes,
        });
        for (const { symbol } of parameters) {
          const terms = derive(program, symbol).result.matrix!;
          const words = (text: string): string[] =>
            text
              .replaceAll(/,|(open|close) bracket/g, "")
              .replace(/\b(one )?over\b/g, "over")
              .split(" ")
              .filter((word) => word !== "");
          const spoken = writeMatrixParts(terms).parts.map((part) => part.spoken);
          expect(words(spoken.join(" ")).sort()).toEqual(words(speakMatrixTerms(terms)).sort());
        }
      }),
      { numRuns: 40 },
    );
  });

  it("are each read by KaTeX, marks and all", () => {
    const options = { throwOnError: true, strict: false, trust: true } as const;
    for (const terms of [articleTerms("W1"), articleTerms("W2"), articleTerms("W2", "linear"), []]) {
      for (const { tex } of writeMatrixParts(terms, markedLatex).parts) {
        expect(() => katex.renderToString(tex, options)).not.toThrow();
      }
    }
  });

  it("tell what every sign joins and turns", () => {
    const { parts, signs } = writeMatrixParts(articleTerms("W2", "linear"), markedLatex);
    const told = [...signs].map(([name, sign]) =>
      sign.kind === "transpose"
        ? `${name}: (${writeMatrixText(sign.of)}).T`
        : `${name}: ${writeMatrixText(sign.left)} ${sign.kind} ${writeMatrixText(sign.right)}`,
    );
    // 2 (X·W⁽¹⁾).T · Ỹ: what stands beside Ỹ is the last of the factors that are turned round, X.T.
    expect(told).toEqual(["0: (X·W⁽¹⁾).T", "1: X dot W⁽¹⁾", "2: X.T dot Ỹ"]);
    const marked = parts.map(({ tex }) => tex).join(" ");
    for (const name of signs.keys()) expect(marked).toContain(`\\htmlData{sign=${name}}`);
  });
});

describe("a factor that was put together", () => {
  it("stands in brackets, with its indices behind them", () => {
    const [{ matrix }] = articleTerms("W2");
    const { parts, signs } = writeFactorParts(matrix!, { tex: "_{m0}", spoken: "m zero" }, markedLatex, 7);
    expect(parts[0].tex).toMatch(/^\(/);
    expect(parts.at(-1)!.tex).toMatch(/\)_\{m0\}$/);
    expect(parts.at(-1)!.spoken).toMatch(/close bracket at m zero$/);
    expect([...signs.keys()][0]).toBe("7");
  });

  it("needs no brackets where it is a name alone", () => {
    const [{ matrix }] = articleTerms("W2");
    if (matrix?.kind !== "product" || matrix.factors[0].kind !== "transpose") throw new Error("not B.T · …");
    const { parts } = writeFactorParts(matrix.factors[0].of, { tex: "_{im}", spoken: "i m" });
    expect(parts).toEqual([{ tex: "B_{im}", spoken: "B at i m" }]);
  });
});
