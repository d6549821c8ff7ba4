import { flatten, type MatrixExpression, type MatrixTerm } from "./matrix-expression.ts";
import { bracketsNested, isAtom, standsInProduct, standsInStar } from "./notation.ts";
import { speakMatrix } from "./speak.ts";
import { plainLatex, writeMatrixLatex, writeMatrixTermsLatex, type LatexStyle } from "./write-latex.ts";

/** A piece of a formula in matrix notation between whose neighbours a line may be broken. */
export interface MatrixPart {
  readonly tex: string;
  /** The same in words; those of all parts say the whole. */
  readonly spoken: string;
}

/** A sign of a formula that asks for a reason: why ·, why *, why transposed. */
export type FormulaSign =
  /** `left` and `right` are everything that the sign joins: neighbours in a product, all before and the next in *. */
  | {
      readonly kind: "dot" | "star";
      readonly left: MatrixExpression;
      readonly right: MatrixExpression;
    }
  | { readonly kind: "transpose"; readonly of: MatrixExpression };

/** Terms in matrix notation, in parts, with the signs in them under the names that they are marked with. */
export interface MatrixParts {
  readonly parts: readonly MatrixPart[];
  readonly signs: ReadonlyMap<string, FormulaSign>;
}

/**
 * A sum of matrix terms as LaTeX that can wrap between factors, brackets included. With marks, every name is marked
 * with `matrix=`, and every ·, * and T with `sign=`.
 */
export function writeMatrixParts(terms: readonly MatrixTerm[], style: LatexStyle = plainLatex): MatrixParts {
  const writer = new PartWriter(style);
  return finish(writer.terms(terms), writer);
}

/**
 * A matrix that was put together, as a factor in index notation: `(Ỹ * f₂′(C))_i0`, in brackets and with the
 * indices behind them. `subscript` is their LaTeX; `firstSign` numbers the names of the signs from there.
 */
export function writeFactorParts(
  matrix: MatrixExpression,
  subscript: { readonly tex: string; readonly spoken: string },
  style: LatexStyle = plainLatex,
  firstSign = 0,
): MatrixParts {
  const writer = new PartWriter(style, firstSign);
  const pieces = writer.matrix(matrix);
  const behind = ["at", subscript.spoken];
  const alone = matrix.kind === "symbol" || matrix.kind === "function";
  if (!alone) return finish(bracketed(pieces, matrix, subscript.tex, ...behind), writer);
  return finish(
    pieces.map(({ tex, words }) => ({ tex: tex + subscript.tex, words: [...words, ...behind] })),
    writer,
  );
}

function finish(pieces: readonly Piece[], { signs }: PartWriter): MatrixParts {
  return { parts: pieces.map(({ tex, words }) => ({ tex, spoken: words.join(" ") })), signs };
}

interface Piece {
  readonly tex: string;
  readonly words: readonly string[];
}

class PartWriter {
  readonly signs = new Map<string, FormulaSign>();
  readonly #style: LatexStyle;
  readonly #firstSign: number;

  constructor(style: LatexStyle, firstSign = 0) {
    this.#style = style;
    this.#firstSign = firstSign;
  }

  terms(terms: readonly MatrixTerm[]): Piece[] {
    if (terms.length === 0) return [{ tex: "0", words: ["zero"] }];
    return terms.flatMap(({ coefficient, scalars, matrix }, position) => {
      const size = Math.abs(coefficient);
      const number =
        size === 1 && scalars.length === 0 && matrix !== null
          ? ""
          : writeMatrixTermsLatex([{ coefficient: size, scalars, matrix: null }], this.#style);
      const sign = coefficient < 0 ? "-" : position === 0 ? "" : "+";
      const words = [
        ...(sign === "" ? [] : [sign === "-" ? "minus" : "plus"]),
        ...(number === "" || size === 1 ? [] : [String(size)]),
        ...scalars.map(({ symbol, exponent }) => (exponent < 0 ? `over ${symbol.spoken}` : symbol.spoken)),
      ];
      const head = `${position > 0 ? "{}" : ""}${sign} ${number}`.trim();
      const lead: Piece[] = sign === "" && number === "" ? [] : [{ tex: head, words }];
      if (matrix === null) return lead;
      const loose = matrix.kind === "sum" || (number !== "" && matrix.kind === "star");
      return [...lead, ...this.#within(matrix, () => !loose)];
    });
  }

  #within(matrix: MatrixExpression, alone: (one: MatrixExpression) => boolean): Piece[] {
    const pieces = this.matrix(matrix);
    return alone(matrix) ? pieces : bracketed(pieces, matrix, "");
  }

  matrix(matrix: MatrixExpression): Piece[] {
    switch (matrix.kind) {
      case "product": {
        const joined = flatten(matrix);
        return matrix.factors.flatMap((factor, k) => {
          const own = this.#within(factor, standsInProduct);
          if (k === 0) return own;
          // Of (X·W).T, the neighbour of what stands left is the last of its factors.
          const first = matrix.factors.slice(0, k).reduce((count, one) => count + flatten(one).length, 0);
          return this.#joined("dot", joined[first - 1], joined[first], own);
        });
      }
      case "star":
        return matrix.factors.flatMap((factor, k) => {
          const own = this.#within(factor, standsInStar);
          if (k === 0) return own;
          const before = matrix.factors.slice(0, k);
          const left: MatrixExpression = before.length === 1 ? before[0] : { kind: "star", factors: before };
          return this.#joined("star", left, factor, own);
        });
      case "transpose": {
        const T = this.#mark({ kind: "transpose", of: matrix.of }, String.raw`\mathsf{T}`);
        const { of } = matrix;
        if (of.kind === "symbol" || of.kind === "function") {
          const [{ tex, words }] = this.matrix(of);
          return [{ tex: `{${tex}}^{${T}}`, words: [...words, "transposed"] }];
        }
        return bracketed(this.matrix(of), of, `^{${T}}`, "transposed");
      }
      case "total": {
        const lead = String.raw`\textstyle\sum${matrix.over === "all" ? "" : String.raw`_{\text{${matrix.over}}}`}`;
        const words = ["sum", ...(matrix.over === "all" ? [] : [`over the ${matrix.over}`]), "of"];
        return [{ tex: lead, words }, ...this.#within(matrix.of, isAtom)];
      }
      case "sum":
        return this.terms(matrix.terms);
      default:
        return [{ tex: writeMatrixLatex(matrix, this.#style), words: [speakMatrix(matrix)] }];
    }
  }

  /** The pieces of a factor after the sign that joins it: a line breaks before the sign. */
  #joined(
    kind: "dot" | "star",
    left: MatrixExpression,
    right: MatrixExpression,
    [first, ...rest]: readonly Piece[],
  ): Piece[] {
    const sign = this.#mark({ kind, left, right }, kind === "dot" ? String.raw`\cdot` : String.raw`\ast`);
    const spoken = kind === "dot" ? "matrix product" : "elementwise times";
    // The space before it is that between parts.
    return [{ tex: `${sign}\\;${first.tex}`, words: [spoken, ...first.words] }, ...rest];
  }

  #mark(sign: FormulaSign, tex: string): string {
    if (!this.#style.marks) return tex;
    const name = String(this.#firstSign + this.signs.size);
    this.signs.set(name, sign);
    return `\\htmlData{sign=${name}}{${tex}}`;
  }
}

/** Round brackets, square ones where others already stand two deep inside; of one size, so that lines may break inside. */
function bracketed(
  pieces: readonly Piece[],
  matrix: MatrixExpression,
  after: string,
  ...spoken: string[]
): Piece[] {
  const [open, close] = bracketsNested(matrix) >= 2 ? [String.raw`\bigl[`, String.raw`\bigr]`] : ["(", ")"];
  const last = pieces.length - 1;
  return pieces.map(({ tex, words }, k) => ({
    tex: `${k === 0 ? open : ""}${tex}${k === last ? close + after : ""}`,
    words: [
      ...(k === 0 ? ["open bracket"] : []),
      ...words,
      ...(k === last ? ["close bracket", ...spoken] : []),
    ],
  }));
}
