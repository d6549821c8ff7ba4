import type { Derivation } from "../../core/calculus/derivation.ts";
import { speakMatrix, speakMatrixTerms } from "../../core/calculus/speak.ts";
import { typedNumpyLines } from "../../core/calculus/typed-numpy.ts";
import type { TypedProgram } from "../../core/calculus/typed-program.ts";
import {
  resultWithPartsLatex,
  resultWithPartsText,
  type NamedPart,
} from "../../core/calculus/typed-result.ts";
import { speakIndex } from "../../core/calculus/write-latex.ts";
import type { NetworkPlan } from "../../core/network/plan.ts";

/** The formats that a derivative can be copied in. */
export const formats = ["latex", "numpy", "text"] as const;
export type Format = (typeof formats)[number];

/** A derivative in words, in matrix notation where there is one. */
export function resultSpoken({ by, result, start, free }: Derivation): string {
  if (result.matrix === null) return `${speakIndex(start, free)} equals ${speakIndex(result.index, free)}`;
  return `the derivative by ${by.spoken} equals ${speakMatrixTerms(result.matrix)}`;
}

/** What a name stands for, in words. */
export function partSpoken({ symbol, indices, body, matrix }: NamedPart): string {
  return `${symbol.spoken} equals ${matrix === null ? speakIndex(body, indices) : speakMatrix(matrix)}`;
}

/** A derivative as text in one of the formats, with what its names stand for; null where it has none of that kind. */
export function writeResult(format: Format, program: TypedProgram, derivation: Derivation): string | null {
  switch (format) {
    case "latex":
      return resultWithPartsLatex(program, derivation);
    case "numpy":
      return derivation.result.matrix && typedNumpyLines(program, derivation).join("\n");
    case "text":
      return resultWithPartsText(program, derivation);
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
