import type { Derivation } from "../../core/calculus/derivation.ts";
import { indexText, localText, matrixText } from "../../core/calculus/describe.ts";
import { tellReason } from "../../core/calculus/reason.ts";
import { reasonsInEnglish } from "../../core/calculus/reasons-in-english.ts";
import { writeIndexLatex } from "../../core/calculus/write-latex.ts";
import { writeIndexText, writeMatrixText } from "../../core/calculus/write-text.ts";

/** The steps of a derivation and the parts that get names, for programs. */
export function stepsToJson(derivation: Derivation): { readonly steps: object[]; readonly shared: object[] } {
  const { steps, shared } = derivation;
  return {
    steps: steps.map((step) => ({
      rule: step.reason.rule,
      reason: tellReason(step.reason, reasonsInEnglish),
      index: indexText(step.after, derivation),
      matrix: matrixText(step.after, derivation),
      local: step.local && localText(step.local),
    })),
    shared: shared.map(({ symbol, indices, body, matrix }) => ({
      name: symbol.code,
      index: writeIndexText(body, indices),
      matrix: matrix && writeMatrixText(matrix),
    })),
  };
}

/** The derivation's lines in LaTeX, one below the other. */
export function stepsToLatex({ start, steps, free }: Derivation): string[] {
  return [
    String.raw`\begin{align*}`,
    `  ${writeIndexLatex(start, free)}`,
    ...steps.map(({ after }) => String.raw`  &= ${writeIndexLatex(after, free)} \\`),
    String.raw`\end{align*}`,
  ];
}
