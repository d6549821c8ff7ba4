import { indicesOf, type Expression, type Factor, type Index, type Term } from "./expression.ts";
import { shapeOf, transposeOf, type MatrixExpression, type MatrixTerm } from "./matrix-expression.ts";
import { asMatrix, orderedMatrix, orderNext } from "./order.ts";
import type { TensorSymbol } from "./symbol.ts";
import { splitScalars } from "./scalars.ts";

/** Why an expression in index notation has no matrix notation. */
export type NoMatrixForm =
  /** A derivative of a matrix by a matrix has four indices. */
  | {
      readonly reason: "derivative";
      readonly factor: Extract<Factor, { kind: "derivative" }>;
      readonly indices: number;
    }
  /** More than two indices are free. */
  | { readonly reason: "free"; readonly indices: number }
  /** The indices join the factors in a way that no product of matrices does. */
  | { readonly reason: "tangled" };

export type MatrixForm =
  | { readonly ok: true; readonly terms: readonly MatrixTerm[] }
  | { readonly ok: false; readonly problem: NoMatrixForm };

/** The matrix notation of an expression, δ being the identity I; `shape` is that of what it is an element of. */
export function matrixFormOf(
  expression: Expression,
  free: readonly Index[],
  shape: TensorSymbol,
): MatrixForm {
  for (const { factors } of expression) {
    const factor = factors.find((one) => one.kind === "derivative");
    if (factor === undefined) continue;
    const indices = indicesOf(factor).length;
    return { ok: false, problem: { reason: "derivative", factor, indices } };
  }
  if (free.length > 2) return { ok: false, problem: { reason: "free", indices: free.length } };
  const ordered = expression.map((term) => orderWhole(term, free));
  const terms = matrixTerms(ordered, free, shape);
  return terms === null ? { ok: false, problem: { reason: "tangled" } } : { ok: true, terms };
}

function orderWhole(term: Term, free: readonly Index[]): Term {
  let left = term;
  for (let next = orderNext(left, free); next !== null; next = orderNext(left, free)) left = next.term;
  return left;
}

/** Terms that are ordered already, as matrix terms; null where one of them has no matrix notation. */
export function matrixTerms(
  expression: Expression,
  free: readonly Index[],
  shape: TensorSymbol,
): MatrixTerm[] | null {
  const terms: MatrixTerm[] = [];
  for (const term of expression) {
    const { scalars, rest } = splitScalars(term.factors);
    const numbers: MatrixExpression[] = [];
    for (const factor of rest) {
      if (indicesOf(factor).length === 0) numbers.push(asMatrix(factor).matrix);
    }
    const single = orderedMatrix({ ...term, factors: rest }, free);
    if (rest.length > numbers.length && single === null) return null;
    const factors = [...numbers, ...(single === null ? [] : [single])];
    const matrix: MatrixExpression | null =
      factors.length === 0 ? null : factors.length === 1 ? factors[0] : { kind: "star", factors };
    terms.push({ coefficient: term.coefficient, scalars, matrix: matrix && turnToFit(matrix, shape) });
  }
  return terms;
}

/** A row or a column that lies the other way than what it is the derivative by. */
function turnToFit(matrix: MatrixExpression, { rows, columns }: TensorSymbol): MatrixExpression {
  const shape = shapeOf(matrix);
  const turned =
    shape.rows === columns && shape.columns === rows && rows !== columns && Math.min(rows, columns) === 1;
  return turned ? transposeOf(matrix) : matrix;
}

/** One matrix expression for a sum of terms. */
export function singleMatrix(terms: readonly MatrixTerm[]): MatrixExpression {
  const [only] = terms;
  const plain = terms.length === 1 && only.coefficient === 1 && only.scalars.length === 0;
  return plain && only.matrix !== null ? only.matrix : { kind: "sum", terms };
}
