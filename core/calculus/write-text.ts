import type { Expression, Factor, Index, Reference, Term } from "./expression.ts";
import { isStarred, summedIndices, indicesOf } from "./expression.ts";
import type { MatrixExpression, MatrixTerm, ScalarPower } from "./matrix-expression.ts";
import { bracketsNested, isAtom, standsInProduct, standsInStar } from "./notation.ts";
import { splitScalars } from "./scalars.ts";
import type { ElementwiseSymbol, TensorSymbol } from "./symbol.ts";

/** How indices are written: an axis with a single place has the index 0, or keeps its letter. */
export interface IndexStyle {
  readonly unit: "zero" | "letter";
}

const ZERO: IndexStyle = { unit: "zero" };

/** `δ_kn`, `W⁽²⁾_k0`: the index letters after an underscore. */
export function writeIndices(indices: readonly Index[], style: IndexStyle = ZERO): string {
  if (indices.length === 0) return "";
  return `_${indices.map(({ letter, size }) => (size === 1 && style.unit === "zero" ? "0" : letter)).join("")}`;
}

/** An expression in index notation as plain text, `free` being the indices that are not summed over. */
export function writeIndexText(
  expression: Expression,
  free: readonly Index[],
  style: IndexStyle = ZERO,
): string {
  if (expression.length === 0) return "0";
  return joinTerms(
    expression.map((term) => ({ coefficient: term.coefficient, text: writeTermBody(term, free, style) })),
  );
}

/** The factors of a term with the sums that the convention does not say by itself. */
function writeTermBody(term: Term, free: readonly Index[], style: IndexStyle): string {
  const { scalars, rest } = splitScalars(term.factors);
  const sums = explicitSums(term, free);
  const factors = rest.map((factor, position) => {
    const text = writeFactor(factor, style);
    const starred = isStarred(factor) && position > 0;
    return starred ? `* ${text}` : text;
  });
  const fraction = writeScalars(term.coefficient, scalars);
  return [fraction, sums.length === 0 ? "" : `Σ${writeIndices(sums, style)}`, ...factors]
    .filter((part) => part !== "")
    .join(" ");
}

/** The summed indices that stand only once, so that nothing else tells that they are summed. */
export function explicitSums(term: Term, free: readonly Index[]): Index[] {
  const all = term.factors.flatMap(indicesOf);
  return summedIndices(term, free).filter(
    ({ letter, size }) => size > 1 && all.filter((index) => index.letter === letter).length === 1,
  );
}

/** One factor as plain text. */
export function writeFactor(factor: Factor, style: IndexStyle = ZERO): string {
  switch (factor.kind) {
    case "tensor":
      return writeReference(factor, style);
    case "delta":
      return `δ${writeIndices(factor.indices, style)}`;
    case "function": {
      const { function: f, order } = factor;
      return callFunction(f, order, writeReference(factor.argument, style));
    }
    case "power":
      return writePower(writeReference(factor.base, style), factor.exponent);
    case "row-function": {
      const { argument, indices } = factor;
      if (factor.function === "softmax") return `softmax(${argument.text})${writeIndices(indices, style)}`;
      const inner = runningIndex(argument, indices);
      return `ln Σ${writeIndices([inner], style)} exp(${writeReference({ symbol: argument, indices: [...indices, inner] }, style)})`;
    }
    case "derivative":
      return `∂${writeReference(factor.of, style)}/∂${writeReference(factor.by, style)}`;
    case "matrix": {
      const text = writeMatrixText(factor.matrix);
      return `${isAtom(factor.matrix) ? text : `(${text})`}${writeIndices(factor.indices, style)}`;
    }
  }
}

/** f(x) or f′(x); what stands in brackets already needs no others. */
function callFunction(f: ElementwiseSymbol, order: 0 | 1, argument: string): string {
  const name = order === 0 ? f.name : (f.derivativeName ?? `${f.name}′`);
  const bracketed = argument.startsWith("(") && argument.endsWith(")");
  return `${name}${bracketed ? argument : `(${argument})`}`;
}

/** The index along a row that is summed inside of a logarithm. */
export function runningIndex({ columns }: TensorSymbol, indices: readonly Index[]): Index {
  const letter = ["t", "k"].find((one) => indices.every((index) => index.letter !== one))!;
  return { letter, size: columns };
}

export function writeReference({ symbol, indices }: Reference, style: IndexStyle = ZERO): string {
  return `${symbol.text}${writeIndices(indices, style)}`;
}

function writePower(base: string, exponent: number): string {
  if (exponent === 1) return base;
  if (exponent === 2) return `(${base})²`;
  if (exponent === 3) return `(${base})³`;
  return `(${base})^${exponent < 0 || !Number.isInteger(exponent) ? `(${writeNumber(exponent)})` : exponent}`;
}

/** |coefficient| with named numbers: `2`, `(2/N)`, `λ₂`, or nothing for 1. */
export function writeScalars(coefficient: number, scalars: readonly ScalarPower[]): string {
  const size = Math.abs(coefficient);
  const above = scalars.filter(({ exponent }) => exponent > 0);
  const below = scalars.filter(({ exponent }) => exponent < 0);
  const power = ({ symbol, exponent }: ScalarPower): string =>
    Math.abs(exponent) === 1 ? symbol.text : writePower(symbol.text, Math.abs(exponent));
  const top = [
    ...(size === 1 && above.length + below.length > 0 ? [] : [writeNumber(size)]),
    ...above.map(power),
  ];
  if (below.length === 0) return size === 1 && above.length === 0 ? "" : top.join(" ");
  const divisor = below.map(power).join(" ");
  return `(${top.length === 0 ? "1" : top.join(" ")}/${below.length > 1 ? `(${divisor})` : divisor})`;
}

/** A number of a formula: `0.5`, `1e-7`. */
export function writeNumber(value: number): string {
  return String(value).replace("-", "−");
}

/** Terms with their signs; the text of each has its magnitude already. */
function joinTerms(terms: readonly { readonly coefficient: number; readonly text: string }[]): string {
  return terms
    .map(({ coefficient, text }, position) => {
      const body = text === "" ? "1" : text;
      if (position === 0) return coefficient < 0 ? `−${body}` : body;
      return coefficient < 0 ? `− ${body}` : `+ ${body}`;
    })
    .join(" ");
}

/** A matrix expression as plain text: `2 X.T · [((Ỹ * f₂′(C)) · W⁽²⁾.T) * f₁′(A)]`. */
export function writeMatrixText(matrix: MatrixExpression): string {
  switch (matrix.kind) {
    case "symbol":
      return matrix.symbol.text;
    case "function": {
      const { function: f, order, argument } = matrix;
      return callFunction(f, order, argument.text);
    }
    case "power":
      return `${matrix.base.text}**${matrix.exponent < 0 ? `(${writeNumber(matrix.exponent)})` : matrix.exponent}`;
    case "softmax":
      return `softmax(${matrix.argument.text})`;
    case "log-sum-exp":
      return `ln Σ exp(${matrix.argument.text})`;
    case "transpose":
      return `${inBrackets(matrix.of, isAtom)}.T`;
    case "product": {
      const tight = matrix.factors.every(({ kind }) => kind === "symbol");
      return matrix.factors.map((factor) => inBrackets(factor, standsInProduct)).join(tight ? "·" : " · ");
    }
    case "star":
      return matrix.factors.map((factor) => inBrackets(factor, standsInStar)).join(" * ");
    case "sum":
      return writeMatrixTerms(matrix.terms);
    case "identity":
      return "I";
    case "ones":
      return "𝟏";
    case "total": {
      const letter = { rows: "Σ rows", columns: "Σ columns", all: "Σ" }[matrix.over];
      return `${letter} ${inBrackets(matrix.of, isAtom)}`;
    }
    case "trace":
      return `tr(${writeMatrixText(matrix.of)})`;
  }
}

/** A sum of matrix terms. */
export function writeMatrixTerms(terms: readonly MatrixTerm[]): string {
  if (terms.length === 0) return "0";
  return joinTerms(
    terms.map(({ coefficient, scalars, matrix }) => {
      const number = writeScalars(coefficient, scalars);
      if (matrix === null) return { coefficient, text: number === "" ? "1" : number };
      const alone = number === "";
      const loose = matrix.kind === "sum" || (!alone && matrix.kind === "star");
      const text = loose ? inBrackets(matrix, () => false) : writeMatrixText(matrix);
      return { coefficient, text: alone ? text : `${number} ${text}` };
    }),
  );
}

/** In round brackets, in square ones where others already stand two deep inside; none where it may stand alone. */
function inBrackets(matrix: MatrixExpression, alone: (one: MatrixExpression) => boolean): string {
  const text = writeMatrixText(matrix);
  if (alone(matrix)) return text;
  return bracketsNested(matrix) >= 2 ? `[${text}]` : `(${text})`;
}
