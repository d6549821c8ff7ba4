import type { Derivation } from "../../core/calculus/derivation.ts";
import { descentSymbol, indexText, localText, matrixFormAt, negated } from "../../core/calculus/describe.ts";
import type { Expression } from "../../core/calculus/expression.ts";
import { tellReason, type ReasonTexts } from "../../core/calculus/reason.ts";
import { speakMatrixTerms } from "../../core/calculus/speak.ts";
import { expressionAfter } from "../../core/calculus/stages.ts";
import {
  speakIndex,
  writeIndexLatex,
  writeMatrixLatex,
  writeMatrixTermsLatex,
} from "../../core/calculus/write-latex.ts";
import { writeMatrixTerms, writeMatrixText } from "../../core/calculus/write-text.ts";
import type { NetworkProgram } from "../../core/derivation/network-program.ts";
import { writeNumpyLines } from "../../core/derivation/numpy-lines.ts";
import type { Messages } from "../messages/locale.svelte.ts";

export type CopyFormat = keyof Messages["derivation"]["copies"];

/** What can be copied of a derivation; NumPy only where the gradient has a matrix notation. */
export function copyFormats({ result }: Derivation): CopyFormat[] {
  const always: CopyFormat[] = ["step-latex", "step-text", "step-words", "all-latex", "all-text"];
  return result.matrix === null ? always : [...always, "numpy"];
}

interface Copied {
  readonly network: NetworkProgram;
  readonly derivation: Derivation;
  /** How many steps are shown. */
  readonly number: number;
  readonly reasons: ReasonTexts;
}

/** The text that goes into the clipboard. */
export function copyText(format: CopyFormat, copied: Copied): string {
  const { network, derivation, number, reasons } = copied;
  switch (format) {
    case "step-latex":
      return stepLatex(derivation, number);
    case "step-text":
      return stepText(derivation, number, reasons);
    case "step-words":
      return stepWords(derivation, number);
    case "all-latex":
      return allLatex(derivation);
    case "all-text":
      return allText(derivation, reasons);
    case "numpy":
      return `${writeNumpyLines(network, derivation, "delta").join("\n")}\n`;
  }
}

function stepLatex(derivation: Derivation, number: number): string {
  const { start, free, by, program } = derivation;
  const expression = expressionAfter(derivation, number);
  const left = writeIndexLatex(start, free);
  const lines = number === 0 ? [left] : [`${left} = ${writeIndexLatex(expression, free)}`];
  const form = matrixFormAt(expression, derivation);
  if (form.ok) {
    const matrix = writeMatrixTermsLatex(form.terms);
    lines.push(String.raw`\frac{\partial ${program.result.latex}}{\partial ${by.latex}} = ${matrix}`);
  }
  return `${lines.join("\n")}\n`;
}

function stepText(derivation: Derivation, number: number, reasons: ReasonTexts): string {
  const { start, steps, by, program } = derivation;
  const expression = expressionAfter(derivation, number);
  const left = indexText(start, derivation);
  if (number === 0) return `${left}\n`;
  const { reason, local } = steps[number - 1];
  const form = matrixFormAt(expression, derivation);
  return lines([
    `${left} = ${indexText(expression, derivation)}`,
    ...(form.ok ? [`∂${program.result.text}/∂${by.text} = ${writeMatrixTerms(form.terms)}`] : []),
    tellReason(reason, reasons),
    ...(local === null ? [] : [localText(local)]),
  ]);
}

function stepWords(derivation: Derivation, number: number): string {
  const { start, free, by } = derivation;
  const expression = expressionAfter(derivation, number);
  const left = speakIndex(start, free);
  if (number === 0) return `${left}\n`;
  const form = matrixFormAt(expression, derivation);
  return lines([
    `${left} equals ${speakIndex(expression, free)}`,
    ...(form.ok ? [`as matrices, the derivative by ${by.spoken} is ${speakMatrixTerms(form.terms)}`] : []),
  ]);
}

function allLatex(derivation: Derivation): string {
  const { start, steps, free, shared, by, result } = derivation;
  const write = (expression: Expression): string => writeIndexLatex(expression, free);
  const names = shared.flatMap(({ symbol, matrix }) =>
    matrix === null ? [] : [String.raw`\[ ${symbol.latex} = ${writeMatrixLatex(matrix)} \]`],
  );
  const goal =
    result.matrix === null
      ? []
      : [String.raw`\[ ${descentSymbol(by).latex} = ${writeMatrixTermsLatex(negated(result.matrix))} \]`];
  return lines([
    String.raw`\begin{align*}`,
    `  ${write(start)}`,
    ...steps.map(({ after }) => String.raw`  &= ${write(after)} \\`),
    String.raw`\end{align*}`,
    ...names,
    ...goal,
  ]);
}

function allText(derivation: Derivation, reasons: ReasonTexts): string {
  const { start, steps, shared, by, result } = derivation;
  const names = shared.flatMap(({ symbol, matrix }) =>
    matrix === null ? [] : [`with ${symbol.text} = ${writeMatrixText(matrix)}`],
  );
  const goal =
    result.matrix === null ? [] : [`${descentSymbol(by).text} = ${writeMatrixTerms(negated(result.matrix))}`];
  return lines([
    indexText(start, derivation),
    ...steps.flatMap(({ reason, after }, k) => [
      `${k + 1}. = ${indexText(after, derivation)}`,
      `   ${tellReason(reason, reasons)}`,
    ]),
    ...goal,
    ...names,
  ]);
}

function lines(all: readonly string[]): string {
  return `${all.join("\n")}\n`;
}
