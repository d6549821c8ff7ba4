import type { DeltaFactor, Expression, Factor, Index, Reference, Term } from "./expression.ts";
import { flatten, type MatrixExpression, type MatrixTerm } from "./matrix-expression.ts";
import { matrixFormOf, type NoMatrixForm } from "./matrix-form.ts";
import type { TensorSymbol } from "./symbol.ts";

/** Which index runs along each axis of a matrix; null where none is known. */
export interface AxisLetters {
  readonly rows: Index | null;
  readonly columns: Index | null;
}

/** The matrix notation of an expression with the indices that its axes had. */
export interface LetteredForm {
  readonly ok: true;
  readonly terms: readonly MatrixTerm[];
  /** The indices along a part of the terms, or along one of its factors as `flatten` gives them. */
  readonly lettersOf: (matrix: MatrixExpression) => AxisLetters;
}

/** The indices of what has none. */
export const NO_LETTERS: AxisLetters = { rows: null, columns: null };

/**
 * The matrix notation of an expression, which must not have been put together yet, with the indices along the
 * axes of all its parts: they are what tells why a factor is transposed and what a product sums over.
 */
export function letteredFormOf(
  expression: Expression,
  free: readonly Index[],
  shape: TensorSymbol,
): LetteredForm | { readonly ok: false; readonly problem: NoMatrixForm } {
  const known = new Map<TensorSymbol, AxisLetters>();
  const form = matrixFormOf(
    expression.map((term) => tagTerm(term, known)),
    free,
    shape,
  );
  if (!form.ok) return form;
  const leaves = new Map<MatrixExpression, AxisLetters>();
  for (const { matrix } of form.terms) if (matrix !== null) readLeaves(matrix, known, leaves);
  const lettersOf = letters(leaves);
  const outer = outerLetters(free, shape);
  form.terms.forEach(({ matrix }, position) => {
    if (matrix === null) return;
    const deltas = expression[position].factors.filter((factor) => factor.kind === "delta");
    new Threads(leaves, lettersOf, deltas).run(matrix, outer);
  });
  return { ok: true, terms: form.terms, lettersOf };
}

/** The indices along the axes of what the expression is the derivative by. */
function outerLetters(free: readonly Index[], { axes }: TensorSymbol): AxisLetters {
  const [first = null, second = null] = free;
  if (axes === "columns") return { rows: null, columns: first };
  return { rows: first, columns: second };
}

/** The term with a symbol of its own for every factor, whose indices are remembered. */
function tagTerm(term: Term, known: Map<TensorSymbol, AxisLetters>): Term {
  const tag = <Part extends Reference>(reference: Part): Part => {
    const symbol = { ...reference.symbol };
    known.set(symbol, along(reference));
    return { ...reference, symbol };
  };
  return {
    ...term,
    factors: term.factors.map((factor): Factor => {
      switch (factor.kind) {
        case "tensor":
          return tag(factor);
        case "function":
          return { ...factor, argument: tag(factor.argument) };
        case "power":
          return { ...factor, base: tag(factor.base) };
        case "row-function": {
          const argument = { ...factor.argument };
          known.set(argument, { rows: factor.indices[0] ?? null, columns: factor.indices[1] ?? null });
          return { ...factor, argument };
        }
        case "delta":
        case "derivative":
        case "matrix":
          return factor;
      }
    }),
  };
}

/** The indices of a reference along its axes. */
function along({ symbol, indices }: Reference): AxisLetters {
  const [first = null, second = null] = indices;
  return symbol.axes === "columns" ? { rows: null, columns: first } : { rows: first, columns: second };
}

function readLeaves(
  matrix: MatrixExpression,
  known: ReadonlyMap<TensorSymbol, AxisLetters>,
  leaves: Map<MatrixExpression, AxisLetters>,
): void {
  switch (matrix.kind) {
    case "symbol":
      leaves.set(matrix, known.get(matrix.symbol) ?? NO_LETTERS);
      return;
    case "function":
    case "softmax":
    case "log-sum-exp":
      leaves.set(matrix, known.get(matrix.argument) ?? NO_LETTERS);
      return;
    case "power":
      leaves.set(matrix, known.get(matrix.base) ?? NO_LETTERS);
      return;
    case "transpose":
    case "total":
    case "trace":
      readLeaves(matrix.of, known, leaves);
      return;
    case "product":
    case "star":
      for (const factor of matrix.factors) readLeaves(factor, known, leaves);
      return;
    case "sum":
      for (const { matrix: one } of matrix.terms) if (one !== null) readLeaves(one, known, leaves);
      return;
    case "identity":
    case "ones":
      leaves.set(matrix, NO_LETTERS);
  }
}

/** The indices of whole expressions, from those of their leaves. */
export function letters(
  leaves: ReadonlyMap<MatrixExpression, AxisLetters>,
): (matrix: MatrixExpression) => AxisLetters {
  const lettersOf = (matrix: MatrixExpression): AxisLetters => {
    switch (matrix.kind) {
      case "transpose": {
        const { rows, columns } = lettersOf(matrix.of);
        return { rows: columns, columns: rows };
      }
      case "product": {
        const factors = flatten(matrix);
        return {
          rows: lettersOf(factors[0]).rows,
          columns: lettersOf(factors[factors.length - 1]).columns,
        };
      }
      case "star":
        return together(matrix.factors.map(lettersOf));
      case "sum":
        return together(matrix.terms.map(({ matrix: one }) => (one === null ? NO_LETTERS : lettersOf(one))));
      case "total": {
        const { rows, columns } = lettersOf(matrix.of);
        return {
          rows: matrix.over === "columns" ? rows : null,
          columns: matrix.over === "rows" ? columns : null,
        };
      }
      case "trace":
        return NO_LETTERS;
      default:
        return leaves.get(matrix) ?? NO_LETTERS;
    }
  };
  return lettersOf;
}

/** The indices of what is put together element by element: a row or a column among it has fewer. */
function together(all: readonly AxisLetters[]): AxisLetters {
  const longest = (axis: "rows" | "columns"): Index | null =>
    all.reduce<Index | null>((found, one) => {
      const index = one[axis];
      return index !== null && (found === null || index.size > found.size) ? index : found;
    }, null);
  return { rows: longest("rows"), columns: longest("columns") };
}

/** Finds the indices of every identity matrix in a term: each is one of its δ. */
class Threads {
  readonly #leaves: Map<MatrixExpression, AxisLetters>;
  readonly #lettersOf: (matrix: MatrixExpression) => AxisLetters;
  readonly #deltas: DeltaFactor[];

  constructor(
    leaves: Map<MatrixExpression, AxisLetters>,
    lettersOf: (matrix: MatrixExpression) => AxisLetters,
    deltas: readonly DeltaFactor[],
  ) {
    this.#leaves = leaves;
    this.#lettersOf = lettersOf;
    this.#deltas = [...deltas];
  }

  /** `outer` are the indices around the expression. */
  run(matrix: MatrixExpression, outer: AxisLetters): void {
    switch (matrix.kind) {
      case "identity":
        this.#thread(matrix, outer);
        return;
      case "transpose":
        this.run(matrix.of, { rows: outer.columns, columns: outer.rows });
        return;
      case "product": {
        const factors = flatten(matrix);
        const last = factors.length - 1;
        // From the left, then from the right: an identity follows from either of its neighbours.
        factors.forEach((factor, k) => {
          const rows = k === 0 ? outer.rows : this.#lettersOf(factors[k - 1]).columns;
          this.run(factor, { rows, columns: k === last ? outer.columns : null });
        });
        [...factors].reverse().forEach((factor, k) => {
          const columns = k === 0 ? outer.columns : this.#lettersOf(factors[last - k + 1]).rows;
          this.run(factor, { rows: k === last ? outer.rows : null, columns });
        });
        return;
      }
      case "star": {
        const around = together([outer, this.#lettersOf(matrix)]);
        for (const factor of matrix.factors) this.run(factor, around);
        return;
      }
      case "total":
        this.run(matrix.of, {
          rows: matrix.over === "columns" ? outer.rows : null,
          columns: matrix.over === "rows" ? outer.columns : null,
        });
        return;
      default:
        return;
    }
  }

  /** The δ with one of these indices is the one that this identity is. */
  #thread(identity: MatrixExpression, { rows, columns }: AxisLetters): void {
    const found = this.#leaves.get(identity) ?? NO_LETTERS;
    if (found.rows !== null && found.columns !== null) return;
    const at = this.#deltas.findIndex(({ indices }) =>
      indices.some(({ letter }) => letter === rows?.letter || letter === columns?.letter),
    );
    if (at === -1) return;
    const [{ indices }] = this.#deltas.splice(at, 1);
    const [one, other] = indices;
    const turned = one.letter === columns?.letter || other.letter === rows?.letter;
    this.#leaves.set(identity, turned ? { rows: other, columns: one } : { rows: one, columns: other });
  }
}
