import type { AxisLetters, LetteredForm } from "../../core/calculus/axes.ts";
import type { Index } from "../../core/calculus/expression.ts";
import { flatten, shapeOf, type MatrixExpression } from "../../core/calculus/matrix-expression.ts";
import { speakMatrix } from "../../core/calculus/speak.ts";
import { writeMatrixLatex } from "../../core/calculus/write-latex.ts";

/** One matrix of a strip with its sizes and the indices along its axes. */
export interface Tile {
  readonly tex: string;
  readonly label: string;
  readonly rows: number;
  readonly columns: number;
  /** Index letters; 0 where an axis has one place, null where none is known. */
  readonly rowsIndex: string | null;
  readonly columnsIndex: string | null;
  /** The part of the formula it is. */
  readonly matrix: MatrixExpression;
}

/**
 * One operation: in a product inner sizes join; element by element all are of the same size; a sum along an axis
 * takes one away.
 */
export interface Strip {
  readonly kind: "dot" | "star" | "plus" | "total" | "alone";
  readonly tiles: readonly Tile[];
  readonly result: Tile;
  /** What the strip computes. */
  readonly matrix: MatrixExpression;
}

/** The operations of a matrix notation, the outermost first, each followed by those inside of its brackets. */
export function stripsOf({ terms, lettersOf }: Pick<LetteredForm, "terms" | "lettersOf">): Strip[] {
  const maker = new StripMaker(lettersOf);
  const matrices = terms.flatMap(({ matrix }) => (matrix === null ? [] : [matrix]));
  const [only] = matrices;
  if (matrices.length === 1) return maker.strips(only, true);
  return [
    ...(matrices.length === 0 ? [] : [maker.strip("plus", matrices, { kind: "sum", terms })]),
    ...matrices.flatMap((one) => maker.strips(one, false)),
  ];
}

class StripMaker {
  readonly #lettersOf: (matrix: MatrixExpression) => AxisLetters;

  constructor(lettersOf: (matrix: MatrixExpression) => AxisLetters) {
    this.#lettersOf = lettersOf;
  }

  strips(matrix: MatrixExpression, whole: boolean): Strip[] {
    switch (matrix.kind) {
      case "product": {
        const factors = flatten(matrix);
        return [this.strip("dot", factors, matrix), ...this.#inside(factors)];
      }
      case "star":
        return [this.strip("star", matrix.factors, matrix), ...this.#inside(matrix.factors)];
      case "sum": {
        const parts = matrix.terms.flatMap(({ matrix: one }) => (one === null ? [] : [one]));
        return [this.strip("plus", parts, matrix), ...this.#inside(parts)];
      }
      case "total":
        return [this.strip("total", [matrix.of], matrix), ...this.#inside([matrix.of])];
      case "transpose":
        return isComposite(matrix.of) ? this.strips(matrix.of, whole) : this.#alone(matrix, whole);
      default:
        return this.#alone(matrix, whole);
    }
  }

  strip(kind: Strip["kind"], parts: readonly MatrixExpression[], matrix: MatrixExpression): Strip {
    return { kind, tiles: parts.map((part) => this.#tile(part)), result: this.#tile(matrix), matrix };
  }

  #alone(matrix: MatrixExpression, whole: boolean): Strip[] {
    return whole ? [this.strip("alone", [matrix], matrix)] : [];
  }

  #inside(parts: readonly MatrixExpression[]): Strip[] {
    return parts.flatMap((part) => this.strips(part, false));
  }

  #tile(matrix: MatrixExpression): Tile {
    const { rows, columns } = shapeOf(matrix);
    const letters = this.#lettersOf(matrix);
    return {
      tex: shortTex(matrix),
      label: speakMatrix(matrix),
      rows,
      columns,
      rowsIndex: letterOf(letters.rows, rows),
      columnsIndex: letterOf(letters.columns, columns),
      matrix,
    };
  }
}

function letterOf(index: Index | null, size: number): string | null {
  if (size === 1) return "0";
  return index?.letter ?? null;
}

/** What has operations inside. */
function isComposite({ kind }: MatrixExpression): boolean {
  return kind === "product" || kind === "star" || kind === "sum" || kind === "total";
}

/** A name, or a bracket of two names; longer ones are only hinted at, their own strip stands below. */
function shortTex(matrix: MatrixExpression): string {
  if (matrix.kind === "transpose" && isComposite(matrix.of))
    return String.raw`{${shortTex(matrix.of)}}^{\mathsf{T}}`;
  if (!isComposite(matrix)) return writeMatrixLatex(matrix);
  const parts = matrix.kind === "product" || matrix.kind === "star" ? matrix.factors : [];
  const short = parts.length === 2 && !parts.some(isComposite);
  return short ? String.raw`(${writeMatrixLatex(matrix)})` : String.raw`[\cdots]`;
}
