import { codesIn } from "./codes-in.ts";
import type { Derivation, SharedPart } from "./derivation.ts";
import { indexText } from "./describe.ts";
import type { Expression } from "./expression.ts";
import { symbolsIn, type Definition } from "./program.ts";
import type { TypedProgram } from "./typed-program.ts";
import {
  plainLatex,
  writeIndexLatex,
  writeMatrixLatex,
  writeMatrixTermsLatex,
  writeReferenceLatex,
  type LatexStyle,
} from "./write-latex.ts";
import { writeIndexText, writeMatrixTerms, writeMatrixText, writeReference } from "./write-text.ts";

/** What a name of a formula stands for: a matrix of the program, or a part that a derivation has named. */
export type NamedPart = Definition | SharedPart;

/** `∂Δ/∂W⁽¹⁾ = …` in matrix notation where there is one, else in index notation. */
export function resultText(derivation: Derivation): string {
  const { by, program, result, start } = derivation;
  return result.matrix === null
    ? `${indexText(start, derivation)} = ${indexText(result.index, derivation)}`
    : `∂${program.result.text}/∂${by.text} = ${writeMatrixTerms(result.matrix)}`;
}

/** The same as LaTeX. */
export function resultLatex(
  { by, program, result, start, free }: Derivation,
  style: LatexStyle = plainLatex,
): string {
  return result.matrix === null
    ? `${writeIndexLatex(start, free, style)} = ${writeIndexLatex(result.index, free, style)}`
    : String.raw`\frac{\partial ${program.result.latex}}{\partial ${by.latex}} = ` +
        writeMatrixTermsLatex(result.matrix, style);
}

/** `D⁽A⁾ = …`: what a name stands for, in matrix notation where there is one. */
export function partText({ symbol, indices, body, matrix }: NamedPart): string {
  return matrix === null
    ? `${writeReference({ symbol, indices })} = ${writeIndexText(body, indices)}`
    : `${symbol.text} = ${writeMatrixText(matrix)}`;
}

/** The same as LaTeX. */
export function partLatex(
  { symbol, indices, body, matrix }: NamedPart,
  style: LatexStyle = plainLatex,
): string {
  return matrix === null
    ? `${writeReferenceLatex({ symbol, indices }, style)} = ${writeIndexLatex(body, indices, style)}`
    : `${symbol.latex} = ${writeMatrixLatex(matrix, style)}`;
}

/** Everything in a typed expression that has a name but was not typed: how many entries N a mean divides by, A = X·W⁽¹⁾. */
export function partsOfProgram({ program, numbers }: TypedProgram): NamedPart[] {
  return [
    ...numbers.map(({ symbol, value }): NamedPart => ({
      symbol,
      indices: [],
      body: [{ coefficient: value, factors: [] }],
      matrix: { kind: "sum", terms: [{ coefficient: value, scalars: [], matrix: null }] },
    })),
    ...program.definitions,
  ];
}

/** The names that a result is written with and those that these are made of, in an order in which they can be computed. */
export function partsOfResult(program: TypedProgram, { shared, result }: Derivation): NamedPart[] {
  const parts = [...partsOfProgram(program), ...shared];
  const needed = new Set<string>();
  const need = (codes: readonly string[]): void => {
    for (const code of codes) {
      if (needed.has(code)) continue;
      needed.add(code);
      const part = parts.find(({ symbol }) => symbol.code === code);
      if (part !== undefined) need(codesOf(part.matrix === null ? part.body : null, part.matrix));
    }
  };
  need(
    result.matrix === null
      ? codesOf(result.index, null)
      : codesOf(null, { kind: "sum", terms: result.matrix }),
  );
  return parts.filter(({ symbol }) => needed.has(symbol.code));
}

/** The names in one of both notations. */
function codesOf(body: Expression | null, matrix: NamedPart["matrix"]): string[] {
  if (matrix !== null) return [...codesIn(matrix)];
  const put = (body ?? []).flatMap(({ factors }) =>
    factors.flatMap((factor) => (factor.kind === "matrix" ? [...codesIn(factor.matrix)] : [])),
  );
  return [...symbolsIn(body ?? []).map(({ code }) => code), ...put];
}

/** A result as LaTeX with what its names stand for, for a document that has nothing else of the derivation. */
export function resultWithPartsLatex(program: TypedProgram, derivation: Derivation): string {
  const parts = partsOfResult(program, derivation);
  const lines = [resultLatex(derivation), ...parts.map((part) => partLatex(part))];
  if (lines.length === 1) return lines[0];
  const aligned = lines.map((line) => `  ${line.replace(" = ", " &= ")}`).join(" \\\\\n");
  return `\\begin{aligned}\n${aligned}\n\\end{aligned}`;
}

/** The same as text, one line for every name. */
export function resultWithPartsText(program: TypedProgram, derivation: Derivation): string {
  const parts = partsOfResult(program, derivation);
  return [resultText(derivation), ...parts.map((part) => `with ${partText(part)}`)].join("\n");
}
