import type { MatrixExpression } from "./matrix-expression.ts";

/** The codes of all names in a matrix expression. */
export function codesIn(matrix: MatrixExpression): string[] {
  switch (matrix.kind) {
    case "symbol":
      return [matrix.symbol.code];
    case "function":
      // f′ may be written with f itself.
      return [matrix.argument.code];
    case "softmax":
    case "log-sum-exp":
      return [matrix.argument.code];
    case "power":
      return [matrix.base.code];
    case "transpose":
    case "total":
    case "trace":
      return codesIn(matrix.of);
    case "product":
    case "star":
      return matrix.factors.flatMap(codesIn);
    case "sum":
      return matrix.terms.flatMap(({ scalars, matrix: one }) => [
        ...scalars.map(({ symbol }) => symbol.code),
        ...(one === null ? [] : codesIn(one)),
      ]);
    case "identity":
    case "ones":
      return [];
  }
}
