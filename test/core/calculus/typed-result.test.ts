import fc from "fast-check";
import katex from "katex";
import { describe, expect, it } from "vitest";
import { deriveOnly, readTyped } from "../../../core/calculus/derive-typed.ts";
import {
  partsOfResult,
  resultWithPartsLatex,
  resultWithPartsText,
} from "../../../core/calculus/typed-result.ts";
import { writeTyped } from "../../../core/calculus/typed/write-typed.ts";
import { fittingExpressions, namedValues } from "../../support/typed-expressions.ts";
import { freeFunctions } from "../../support/typed-values.ts";

describe("a typed expression's derivative with what its names stand for", () => {
  it("defines each name that it has and that was not typed, and no other", () => {
    const reading = readTyped("np.mean((M42 @ M23 - M43)**2) + np.sum(M34)");
    if (!reading.ok) throw new Error(reading.problems[0].message);
    const { read } = reading;
    expect(resultWithPartsText(read.program, deriveOnly(read, "M23"))).toBe(
      `∂Δ/∂M⁽²³⁾ = (2/N) M⁽⁴²⁾.T · A\nwith N = ${read.program.numbers[0].value}\nwith A = M⁽⁴²⁾·M⁽²³⁾ − M⁽⁴³⁾`,
    );
    expect(resultWithPartsText(read.program, deriveOnly(read, "M34"))).toBe("∂Δ/∂M⁽³⁴⁾ = 𝟏 · 𝟏.T");
  });

  it("is LaTeX that KaTeX reads, and every capital in it is typed or defined", () => {
    fc.assert(
      fc.property(fittingExpressions, (expression) => {
        const text = writeTyped(expression);
        const reading = readTyped(text, { values: namedValues, functions: freeFunctions });
        fc.pre(reading.ok && text.length < 200);
        if (!reading.ok) return;
        const { read } = reading;
        for (const { code } of read.program.names) {
          const derivation = deriveOnly(read, code);
          const latex = resultWithPartsLatex(read.program, derivation);
          expect(() => katex.renderToString(latex, { throwOnError: true, strict: "error" })).not.toThrow();
          const defined = partsOfResult(read.program, derivation).map(({ symbol }) => symbol.latex);
          for (const [, letter] of resultWithPartsText(read.program, derivation).matchAll(
            /(?<![A-Za-z⁽])([A-CE-HK-LP-Q])(?![\w⁽⁾])/g,
          )) {
            expect(
              [...defined, ...read.program.names.map(({ latex: name }) => name)],
              `${letter} of ${text}`,
            ).toContain(letter);
          }
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
