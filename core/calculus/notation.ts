import type { MatrixExpression } from "./matrix-expression.ts";

/*
 * Which parts of a matrix expression stand in brackets, the same in every way of writing.
 */

/** What needs no brackets before `.T` or an index. */
export function isAtom({ kind }: MatrixExpression): boolean {
  return ["symbol", "function", "transpose", "identity", "ones", "softmax", "trace"].includes(kind);
}

/** What needs no brackets as a factor of a matrix product. */
export function standsInProduct(matrix: MatrixExpression): boolean {
  return isAtom(matrix) || matrix.kind === "power";
}

/** What needs no brackets as a factor of an elementwise product. */
export function standsInStar(matrix: MatrixExpression): boolean {
  return isAtom(matrix) || matrix.kind === "power" || matrix.kind === "total";
}

/** How many brackets stand in each other inside of a matrix expression; from two on, square ones go around it. */
export function bracketsNested(matrix: MatrixExpression): number {
  const inside = (one: MatrixExpression, alone: (part: MatrixExpression) => boolean): number =>
    bracketsNested(one) + (alone(one) ? 0 : 1);
  switch (matrix.kind) {
    case "transpose":
      return inside(matrix.of, isAtom);
    case "total":
      return inside(matrix.of, isAtom);
    case "trace":
      return bracketsNested(matrix.of);
    case "product":
      return Math.max(...matrix.factors.map((factor) => inside(factor, standsInProduct)));
    case "star":
      return Math.max(...matrix.factors.map((factor) => inside(factor, standsInStar)));
    case "sum":
      return Math.max(
        0,
        ...matrix.terms.map(({ coefficient, matrix: one }) =>
          one === null
            ? 0
            : inside(one, ({ kind }) => kind !== "sum" && (kind !== "star" || Math.abs(coefficient) === 1)),
        ),
      );
    default:
      return 0;
  }
}
