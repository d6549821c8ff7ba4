import {
  isStarred,
  type Expression,
  type Factor,
  type Index,
  type Reference,
  type Term,
} from "./expression.ts";
import { shapeOf, type MatrixExpression, type MatrixTerm, type ScalarPower } from "./matrix-expression.ts";
import { greekNames } from "./greek.ts";
import { bracketsNested, standsInProduct, standsInStar } from "./notation.ts";
import { splitScalars } from "./scalars.ts";
import { speakFactor, speakIndices } from "./speak.ts";
import type { ElementwiseSymbol, TensorSymbol } from "./symbol.ts";
import { explicitSums, runningIndex, type IndexStyle } from "./write-text.ts";

/** How LaTeX is written. */
export interface LatexStyle extends IndexStyle {
  /**
   * Whether indices, matrices, δ and factors are marked with `\htmlData`, so that a page can tell what is
   * pointed at: `index=k`, `matrix=W2`, `delta=0.3`, `factor=0.3` (term and position).
   */
  readonly marks: boolean;
}

export const plainLatex: LatexStyle = { unit: "zero", marks: false };
export const markedLatex: LatexStyle = { unit: "zero", marks: true };

/** A piece of a formula between whose neighbours a line may be broken. */
export interface LatexPart {
  readonly tex: string;
  /** The same in words. */
  readonly spoken: string;
  /** The factor it is, where it is one. */
  readonly factor: Factor | null;
}

/** An expression in index notation as LaTeX. */
export function writeIndexLatex(
  expression: Expression,
  free: readonly Index[],
  style: LatexStyle = plainLatex,
): string {
  return writeIndexParts(expression, free, style)
    .map(({ tex }) => tex)
    .join(" ");
}

/** The same in words. */
export function speakIndex(expression: Expression, free: readonly Index[]): string {
  return writeIndexParts(expression, free)
    .map(({ spoken }) => spoken)
    .join(", ");
}

/** The same in parts, factor by factor. */
export function writeIndexParts(
  expression: Expression,
  free: readonly Index[],
  style: LatexStyle = plainLatex,
): LatexPart[] {
  if (expression.length === 0) return [{ tex: "0", spoken: "zero", factor: null }];
  return expression.flatMap((term, position) => writeTerm(term, position, free, style));
}

function writeTerm(term: Term, position: number, free: readonly Index[], style: LatexStyle): LatexPart[] {
  const { scalars, rest } = splitScalars(term.factors);
  const sign = term.coefficient < 0 ? "-" : position === 0 ? "" : "+";
  const number = writeScalars(term.coefficient, scalars);
  const sums = explicitSums(term, free);
  const head = [sign, number.tex === "" && rest.length === 0 ? "1" : number.tex].filter(
    (part) => part !== "",
  );
  const spokenSign = term.coefficient < 0 ? "minus" : position === 0 ? "" : "plus";
  const parts: LatexPart[] = [];
  if (head.length > 0) {
    const spoken = [spokenSign, number.spoken === "" && rest.length === 0 ? "1" : number.spoken];
    // A sign between two terms needs its space, also in a part of its own.
    const tex = position > 0 ? `{}${head.join(" ")}` : head.join(" ");
    parts.push({ tex, spoken: spoken.filter((part) => part !== "").join(" "), factor: null });
  }
  if (sums.length > 0) {
    const letters = sums.map((index) => writeIndex(index, style)).join("");
    parts.push({
      tex: String.raw`\textstyle\sum_{${letters}}`,
      spoken: `sum over ${speakIndices(sums)} of`,
      factor: null,
    });
  }
  rest.forEach((factor, k) => {
    const place = `${position}.${term.factors.indexOf(factor)}`;
    const starred = isStarred(factor) && k > 0;
    const written = writeFactorLatex(factor, style, place);
    const tex = mark("factor", place, written, style);
    parts.push({ tex: starred ? String.raw`{}\ast ${tex}` : tex, spoken: speakFactor(factor), factor });
  });
  return parts;
}

/** One factor as LaTeX; `place` tells it apart from others of the same expression. */
export function writeFactorLatex(factor: Factor, style: LatexStyle = plainLatex, place = "0"): string {
  switch (factor.kind) {
    case "tensor":
      return writeReferenceLatex(factor, style);
    case "delta":
      return mark("delta", place, `\\delta${subscript(factor.indices, style)}`, style);
    case "function": {
      const { function: f, order, argument } = factor;
      return callFunction(f, order, writeReferenceLatex(argument, style));
    }
    case "power": {
      const base = writeReferenceLatex(factor.base, style);
      return factor.base.indices.length === 0
        ? `${raisable(base)}^{${factor.exponent}}`
        : `(${base})^{${factor.exponent}}`;
    }
    case "row-function": {
      const { argument, indices } = factor;
      if (factor.function === "softmax") {
        return `\\operatorname{softmax}(${matrixName(argument, style)})${subscript(indices, style)}`;
      }
      const inner = runningIndex(argument, indices);
      const element = writeReferenceLatex({ symbol: argument, indices: [...indices, inner] }, style);
      return String.raw`\ln\textstyle\sum${subscript([inner], style)}\exp(${element})`;
    }
    case "derivative":
      return String.raw`\frac{\partial ${writeReferenceLatex(factor.of, style)}}{\partial ${writeReferenceLatex(factor.by, style)}}`;
    case "matrix": {
      const { matrix, indices } = factor;
      const text = writeMatrixLatex(matrix, style);
      const alone = matrix.kind === "symbol" || matrix.kind === "function";
      return `${alone ? text : inBrackets(text, matrix)}${subscript(indices, style)}`;
    }
  }
}

export function writeReferenceLatex({ symbol, indices }: Reference, style: LatexStyle = plainLatex): string {
  // Inside of one mark, so that the indices stand under what is raised and not behind it.
  return mark("matrix", symbol.code, `${symbol.latex}${subscript(indices, style)}`, style);
}

function matrixName(symbol: TensorSymbol, style: LatexStyle): string {
  return mark("matrix", symbol.code, symbol.latex, style);
}

function subscript(indices: readonly Index[], style: LatexStyle): string {
  if (indices.length === 0) return "";
  return `_{${indices.map((index) => writeIndex(index, style)).join("")}}`;
}

/** An index letter; 0 where its axis has one place. */
export function writeIndex({ letter, size }: Index, style: LatexStyle = plainLatex): string {
  if (size === 1 && style.unit === "zero") return "0";
  return mark("index", letter, letterLatex(letter), style);
}

/** Where LaTeX's plain letter is another shape than the one that is meant. */
const variants: Readonly<Record<string, string>> = { epsilon: "varepsilon", phi: "varphi" };

function letterLatex(letter: string): string {
  const [first] = letter;
  const primes = letter.slice(first.length).replaceAll("′", "'");
  const name = greekNames[first];
  return name === undefined ? `${first}${primes}` : `{\\${variants[name] ?? name}${primes}}`;
}

function mark(kind: string, name: string, tex: string, { marks }: LatexStyle): string {
  return marks ? `\\htmlData{${kind}=${name}}{${tex}}` : tex;
}

function callFunction(f: ElementwiseSymbol, order: 0 | 1, argument: string): string {
  const name = order === 0 ? f.latex : derivativeLatex(f);
  return `${name}(${argument})`;
}

function derivativeLatex({ latex, derivativeName }: ElementwiseSymbol): string {
  if (derivativeName === null) return `${latex}'`;
  return derivativeName === "σ" ? String.raw`\sigma` : String.raw`\operatorname{${derivativeName}}`;
}

/** |coefficient| with named numbers, as LaTeX and in words; empty for 1. */
function writeScalars(coefficient: number, scalars: readonly ScalarPower[]): { tex: string; spoken: string } {
  const size = Math.abs(coefficient);
  const above = scalars.filter(({ exponent }) => exponent > 0);
  const below = scalars.filter(({ exponent }) => exponent < 0);
  const power = ({ symbol, exponent }: ScalarPower): string =>
    Math.abs(exponent) === 1 ? symbol.latex : `${raisable(symbol.latex)}^{${Math.abs(exponent)}}`;
  const say = (list: readonly ScalarPower[]): string => list.map(({ symbol }) => symbol.spoken).join(" ");
  const shown = size !== 1 || (scalars.length > 0 && above.length === 0);
  const top = [...(shown ? [numberLatex(size)] : []), ...above.map(power)].join(" ");
  const spokenTop = [...(shown ? [String(size)] : []), ...(above.length > 0 ? [say(above)] : [])].join(" ");
  if (below.length === 0) return { tex: top, spoken: spokenTop };
  return {
    tex: String.raw`\tfrac{${top}}{${below.map(power).join(" ")}}`,
    spoken: `${spokenTop} over ${say(below)}`,
  };
}

/** A name that a power may follow: a raised number of its own stands in braces. */
function raisable(name: string): string {
  return name.includes("^") ? `{${name}}` : name;
}

/** 0.5, or 1.5 · 10⁻⁷. */
function numberLatex(value: number): string {
  const [digits, exponent] = String(value).split("e");
  return exponent === undefined ? digits : String.raw`${digits} \cdot 10^{${Number(exponent)}}`;
}

/** A sum of matrix terms as LaTeX. */
export function writeMatrixTermsLatex(terms: readonly MatrixTerm[], style: LatexStyle = plainLatex): string {
  if (terms.length === 0) return "0";
  return terms
    .map(({ coefficient, scalars, matrix }, position) => {
      const sign = coefficient < 0 ? "-" : position === 0 ? "" : "+";
      const number = writeScalars(coefficient, scalars).tex;
      if (matrix === null) return `${sign} ${number === "" ? "1" : number}`;
      const loose = matrix.kind === "sum" || (number !== "" && matrix.kind === "star");
      const text = writeMatrixLatex(matrix, style);
      const space = number === "" ? "" : `${number}\\,`;
      return `${sign} ${space}${loose ? inBrackets(text, matrix) : text}`;
    })
    .join(" ")
    .trim();
}

/** A matrix expression as LaTeX. */
export function writeMatrixLatex(matrix: MatrixExpression, style: LatexStyle = plainLatex): string {
  const within = (one: MatrixExpression, alone: (part: MatrixExpression) => boolean): string => {
    const text = writeMatrixLatex(one, style);
    return alone(one) ? text : inBrackets(text, one);
  };
  switch (matrix.kind) {
    case "symbol":
      return matrixName(matrix.symbol, style);
    case "function":
      return callFunction(matrix.function, matrix.order, matrixName(matrix.argument, style));
    case "power":
      return `${raisable(matrixName(matrix.base, style))}^{\\circ ${matrix.exponent}}`;
    case "softmax":
      return String.raw`\operatorname{softmax}(${matrixName(matrix.argument, style)})`;
    case "log-sum-exp":
      return String.raw`\ln\textstyle\sum e^{${matrixName(matrix.argument, style)}}`;
    case "transpose": {
      const atom = matrix.of.kind === "symbol" || matrix.of.kind === "function";
      const text = writeMatrixLatex(matrix.of, style);
      const transposed = String.raw`^{\mathsf{T}}`;
      return atom ? `{${text}}${transposed}` : `${inBrackets(text, matrix.of)}${transposed}`;
    }
    case "product":
      return matrix.factors.map((factor) => within(factor, standsInProduct)).join(String.raw` \cdot `);
    case "star":
      return matrix.factors.map((factor) => within(factor, standsInStar)).join(String.raw` \ast `);
    case "sum":
      return writeMatrixTermsLatex(matrix.terms, style);
    case "identity":
      return "I";
    case "ones":
      return String.raw`\mathbf{1}`;
    case "total": {
      const { rows, columns } = shapeOf(matrix.of);
      const over =
        matrix.over === "rows" ? "\\text{rows}" : matrix.over === "columns" ? "\\text{columns}" : "";
      const sum =
        over === "" || rows * columns === 0
          ? String.raw`\textstyle\sum`
          : String.raw`\textstyle\sum_{${over}}`;
      return `${sum} ${within(matrix.of, (one) => one.kind === "symbol" || one.kind === "function")}`;
    }
    case "trace":
      return String.raw`\operatorname{tr}(${writeMatrixLatex(matrix.of, style)})`;
  }
}

function inBrackets(text: string, matrix: MatrixExpression): string {
  return bracketsNested(matrix) >= 2 ? String.raw`\left[${text}\right]` : String.raw`\left(${text}\right)`;
}
