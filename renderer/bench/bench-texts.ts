import type { Derivation } from "../../core/calculus/derivation.ts";
import { indexText } from "../../core/calculus/describe.ts";
import { typedNumpyLines } from "../../core/calculus/typed-numpy.ts";
import type { TypedProgram } from "../../core/calculus/typed-program.ts";
import {
  markedLatex,
  plainLatex,
  speakIndex,
  writeIndexLatex,
  writeMatrixTermsLatex,
  type LatexStyle,
} from "../../core/calculus/write-latex.ts";
import { speakMatrixTerms } from "../../core/calculus/speak.ts";
import { writeMatrixTerms } from "../../core/calculus/write-text.ts";
import type { NetworkPlan } from "../../core/network/plan.ts";

/** The formats that a derivative can be copied in. */
export const formats = ["latex", "numpy", "text"] as const;
export type Format = (typeof formats)[number];

/** ∂Δ/∂W = …, in matrix notation where there is one. */
export function resultLatex(
  { by, result, start, free }: Derivation,
  style: LatexStyle = markedLatex,
): string {
  if (result.matrix === null)
    return `${writeIndexLatex(start, free, style)} = ${writeIndexLatex(result.index, free, style)}`;
  return String.raw`\frac{\partial \Delta}{\partial ${by.latex}} = ${writeMatrixTermsLatex(result.matrix, style)}`;
}

export function resultSpoken({ by, result, start, free }: Derivation): string {
  if (result.matrix === null) return `${speakIndex(start, free)} equals ${speakIndex(result.index, free)}`;
  return `the derivative by ${by.spoken} equals ${speakMatrixTerms(result.matrix)}`;
}

/** A derivative as text in one of the formats; null where it has none of that kind. */
export function writeResult(format: Format, program: TypedProgram, derivation: Derivation): string | null {
  const { result, by } = derivation;
  switch (format) {
    case "latex":
      return resultLatex(derivation, plainLatex);
    case "numpy":
      return result.matrix && typedNumpyLines(program, derivation).join("\n");
    case "text":
      return result.matrix === null
        ? `${indexText(derivation.start, derivation)} = ${indexText(result.index, derivation)}`
        : `∂Δ/∂${by.text} = ${writeMatrixTerms(result.matrix)}`;
  }
}

/** The open network's cost as a person would type it, and a few others that are worth a look. */
export function examplesFor({ bias, layers }: NetworkPlan): string[] {
  const output = layers.reduce((inner, { activation }, layer) => {
    const number = layer + 1;
    const sum = `${inner}@W${number}${bias ? ` + b${number}` : ""}`;
    if (activation === "softmax" || activation === "linear") return bias ? `(${sum})` : sum;
    return `f${number}(${sum})`;
  }, "X");
  return [
    `np.sum((Y - ${output})**2)`,
    "np.sum(X@W1)",
    "np.trace(A@A.T)",
    "np.sum(W1*W1)",
    "np.mean((X - np.mean(X, axis=0, keepdims=True))**2)",
  ];
}
