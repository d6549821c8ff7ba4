import { letters, NO_LETTERS, type AxisLetters, type LetteredForm } from "./axes.ts";
import type { SharedPart } from "./derivation.ts";
import {
  flatten,
  productOf,
  shapeOf,
  starOf,
  transposeOf,
  type MatrixExpression,
  type MatrixTerm,
} from "./matrix-expression.ts";

/**
 * A matrix notation with the shared names written out: D⁽²⁾ gives way to what it stands for, down to the network's
 * matrices. What was summed inside a shared part has no index any more.
 */
export function expandForm({ terms, lettersOf }: LetteredForm, shared: readonly SharedPart[]): LetteredForm {
  const leaves = new Map<MatrixExpression, AxisLetters>();
  const expanded = expandTerms(terms, new Expansion(shared, leaves, lettersOf));
  return { ok: true, terms: expanded, lettersOf: letters(leaves) };
}

interface Writer {
  expand(matrix: MatrixExpression): MatrixExpression;
}

function expandTerms(terms: readonly MatrixTerm[], writer: Writer): MatrixTerm[] {
  return terms.map((term) => ({ ...term, matrix: term.matrix && writer.expand(term.matrix) }));
}

/** Writes names out, and the indices of whatever leaves it makes down. */
class Expansion implements Writer {
  readonly #shared: readonly SharedPart[];
  readonly #leaves: Map<MatrixExpression, AxisLetters>;
  readonly #lettersOf: (matrix: MatrixExpression) => AxisLetters;

  constructor(
    shared: readonly SharedPart[],
    leaves: Map<MatrixExpression, AxisLetters>,
    lettersOf: (matrix: MatrixExpression) => AxisLetters,
  ) {
    this.#shared = shared;
    this.#leaves = leaves;
    this.#lettersOf = lettersOf;
  }

  expand(matrix: MatrixExpression): MatrixExpression {
    const inside = (one: MatrixExpression): MatrixExpression => this.expand(one);
    switch (matrix.kind) {
      case "symbol": {
        const own = this.#leaves.get(matrix) ?? this.#lettersOf(matrix);
        const part = this.#shared.find(({ symbol }) => symbol.code === matrix.symbol.code);
        const made = part?.matrix ? copyOf(part.matrix) : { ...matrix };
        this.#spread(made, own);
        return part?.matrix ? this.expand(made) : made;
      }
      case "transpose":
        return transposeOf(inside(matrix.of));
      case "product":
        return productOf(matrix.factors.map(inside));
      case "star":
        return starOf(matrix.factors.map(inside));
      case "sum":
        return { kind: "sum", terms: expandTerms(matrix.terms, this) };
      case "total":
      case "trace":
        return { ...matrix, of: inside(matrix.of) };
      default: {
        const own = this.#leaves.get(matrix) ?? this.#lettersOf(matrix);
        const made = { ...matrix };
        this.#leaves.set(made, own);
        return made;
      }
    }
  }

  /** The indices around an expression are those of whatever reaches to its edges. */
  #spread(matrix: MatrixExpression, { rows, columns }: AxisLetters): void {
    switch (matrix.kind) {
      case "transpose":
        this.#spread(matrix.of, { rows: columns, columns: rows });
        return;
      case "product":
        matrix.factors.forEach((factor, k) =>
          this.#spread(factor, {
            rows: k === 0 ? rows : null,
            columns: k === matrix.factors.length - 1 ? columns : null,
          }),
        );
        return;
      case "star":
        for (const factor of matrix.factors) this.#spread(factor, fitting(factor, { rows, columns }));
        return;
      case "sum":
        for (const { matrix: one } of matrix.terms) {
          if (one !== null) this.#spread(one, fitting(one, { rows, columns }));
        }
        return;
      case "total":
      case "trace":
        this.#spread(matrix.of, NO_LETTERS);
        return;
      default:
        this.#leaves.set(matrix, { rows, columns });
    }
  }
}

/** The indices of a factor that may be only a row or a column beside the others. */
function fitting(matrix: MatrixExpression, { rows, columns }: AxisLetters): AxisLetters {
  const shape = shapeOf(matrix);
  return {
    rows: rows?.size === shape.rows ? rows : null,
    columns: columns?.size === shape.columns ? columns : null,
  };
}

/** The same expression of parts of its own, so that each use of a name has its own indices. */
function copyOf(matrix: MatrixExpression): MatrixExpression {
  switch (matrix.kind) {
    case "transpose":
    case "total":
    case "trace":
      return { ...matrix, of: copyOf(matrix.of) };
    case "product":
      return { ...matrix, factors: flatten(matrix).map(copyOf) };
    case "star":
      return { ...matrix, factors: matrix.factors.map(copyOf) };
    case "sum":
      return {
        ...matrix,
        terms: matrix.terms.map((term) => ({ ...term, matrix: term.matrix && copyOf(term.matrix) })),
      };
    default:
      return { ...matrix };
  }
}
