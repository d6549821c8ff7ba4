import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { writeLatexDocument } from "../../../core/export/latex-document.ts";
import { escapeText } from "../../../core/export/latex/writing.ts";
import katex from "katex";
import { exportable } from "../../support/exportable.ts";
import { shippedExperiment, shippedIds } from "../../support/shipped-experiments.ts";

/** The formulas of a document, with what stands between dollar signs. */
function formulasOf(document: string): string[] {
  return [
    ...[...document.matchAll(/\\begin\{align\*\}([\s\S]*?)\\end\{align\*\}/g)].map(
      ([, rows]) => String.raw`\begin{aligned}${rows}\end{aligned}`,
    ),
    ...[...document.matchAll(/(?<!\\)\$([^$]*)(?<!\\)\$/g)].map(([, formula]) => formula),
  ];
}

describe("the document", () => {
  it("of the article's network has its chain, its cost, its gradients and its update", () => {
    const document = writeLatexDocument({ experiment: article });
    expect(document).toContain(String.raw`\title{The article's network}`);
    expect(document).toContain(String.raw`  A &= X \cdot W^{(1)} \\
  B_{ij} &= A_{ij}^{2} \\
  C &= B \cdot W^{(2)} \\
  \hat{Y}_{ij} &= C_{ij}^{3}
`);
    expect(document).toContain(String.raw`$W^{(1)}$ & 3 & 4 \\`);
    expect(document)
      .toContain(String.raw`  \frac{\partial \Delta}{\partial C_{ij}} &= -2\,(Y_{ij} - \hat{Y}_{ij}) \cdot \left( 3 C_{ij}^{2} \right) \\
  \frac{\partial \Delta}{\partial W^{(2)}} &= B^{\top} \cdot \frac{\partial \Delta}{\partial C} \\
  \frac{\partial \Delta}{\partial A_{ij}} &= \left( \frac{\partial \Delta}{\partial C} \cdot {W^{(2)}}^{\top} \right)_{ij} \cdot \left( 2 A_{ij} \right) \\
  \frac{\partial \Delta}{\partial W^{(1)}} &= X^{\top} \cdot \frac{\partial \Delta}{\partial A}
`);
    expect(document).toContain(String.raw`with $\mu = 0.0003$.`);
    expect(document.endsWith("\\end{document}\n")).toBe(true);
  });

  it("has formulas that KaTeX reads, whatever the experiment", { timeout: 30_000 }, () => {
    const seed = Number(process.env.REMATRIX_SEED ?? 20261123);
    const all = [...shippedIds.map(shippedExperiment), ...fc.sample(exportable, { numRuns: 25, seed })];
    for (const experiment of all) {
      const formulas = formulasOf(writeLatexDocument({ experiment: { ...experiment, name: "x" } }));
      expect(formulas.length).toBeGreaterThan(4);
      for (const formula of formulas) {
        expect(() => katex.renderToString(formula, { throwOnError: true, strict: "error" })).not.toThrow();
      }
    }
  });

  it("has braces and environments that close, whatever the name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (name) => {
        const document = writeLatexDocument({ experiment: { ...article, name } });
        const bare = document.replaceAll(/\\[{}]/g, "");
        expect(bare.split("{")).toHaveLength(bare.split("}").length);
        expect(document.split("\\begin{")).toHaveLength(document.split("\\end{").length);
      }),
    );
  });

  it("takes a derivation between the gradients and the training, and has no such section without one", () => {
    const derivation = ["\\[ a = b \\]"];
    const document = writeLatexDocument({ experiment: article }, derivation);
    expect(document).toMatch(
      /The gradients[\s\S]*\\section\{The derivation\}\n\\\[ a = b \\\]\n[\s\S]*The training/,
    );
    expect(writeLatexDocument({ experiment: article })).not.toContain("derivation");
  });

  it("has penalty and schedule where the experiment does", () => {
    const experiment: Experiment = {
      ...article,
      penalty: { l1: 0, l2: 1e-7 },
      training: { ...article.training, schedule: { kind: "exponential", factor: 0.99 } },
    };
    const document = writeLatexDocument({ experiment });
    expect(document).toContain(String.raw`$\lambda_1 = 0$, $\lambda_2 = 10^{-7}$`);
    expect(document).toContain(String.raw`\mu_t &= \mu\, \gamma^{t}`);
    expect(document).toContain(String.raw`W &\Rightarrow W - \mu_t \frac{\partial \Delta}{\partial W}`);
    expect(document).toContain(
      String.raw`X^{\top} \cdot \frac{\partial \Delta}{\partial A} + \lambda_1 \operatorname{sign} {W^{(1)}}`,
    );
  });
});

describe("text in LaTeX", () => {
  it.each([
    ["100 % of $x_1 & {y}", String.raw`100 \% of \$x\_1 \& \{y\}`],
    ["a\\b^~#", String.raw`a\textbackslash{}b\textasciicircum{}\textasciitilde{}\#`],
    [
      "W⁽¹⁾ → Ŷ",
      String.raw`W\ensuremath{^{(}}\ensuremath{^{1}}\ensuremath{^{)}} \ensuremath{\rightarrow} \ensuremath{\hat{Y}}`,
    ],
    ["Größe é", "Größe é"],
    ["сеть", String.raw`\otherscript{с}\otherscript{е}\otherscript{т}\otherscript{ь}`],
    ["ŉ Ħ", String.raw`\otherscript{ŉ} \otherscript{Ħ}`],
    ["two\nlines\u0000", "two lines"],
  ])("%j is %j", (text, latex) => {
    expect(escapeText(text)).toBe(latex);
  });
});
