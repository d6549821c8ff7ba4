import type { Factor, Index, Reference } from "./expression.ts";
import { greekNames } from "./greek.ts";
import type { MatrixExpression, MatrixTerm } from "./matrix-expression.ts";
import { isAtom } from "./notation.ts";
import type { ElementwiseSymbol } from "./symbol.ts";

/*
 * Formulas in words for a screen reader, as a teacher reads them from the board.
 */

/** `k n`, `mu zero`. */
export function speakIndices(indices: readonly Index[]): string {
  return indices
    .map(({ letter, size }) => {
      if (size === 1) return "zero";
      const [first] = letter;
      return (greekNames[first] ?? first) + " prime".repeat(letter.length - first.length);
    })
    .join(" ");
}

function speakReference({ symbol, indices }: Reference): string {
  return indices.length === 0 ? symbol.spoken : `${symbol.spoken} at ${speakIndices(indices)}`;
}

/** `f 2 prime of C at i zero`. */
export function speakFactor(factor: Factor): string {
  switch (factor.kind) {
    case "tensor":
      return speakReference(factor);
    case "delta":
      return `Kronecker delta ${speakIndices(factor.indices)}`;
    case "function":
      return `${speakFunction(factor.function, factor.order)} of ${speakReference(factor.argument)}`;
    case "power":
      return `${speakReference(factor.base)} to the power ${factor.exponent}`;
    case "row-function":
      return `${factor.function === "softmax" ? "softmax" : "log of the sum of exponentials"} of ${factor.argument.spoken} at ${speakIndices(factor.indices)}`;
    case "derivative":
      return `the derivative of ${speakReference(factor.of)} by ${speakReference(factor.by)}`;
    case "matrix":
      return `${speakMatrix(factor.matrix)}, at ${speakIndices(factor.indices)}`;
  }
}

function speakFunction({ spoken }: ElementwiseSymbol, order: 0 | 1): string {
  return order === 0 ? spoken : `${spoken} prime`;
}

/** A matrix expression: `X transposed times …`. */
export function speakMatrix(matrix: MatrixExpression): string {
  const within = (one: MatrixExpression): string =>
    isAtom(one) ? speakMatrix(one) : `open bracket ${speakMatrix(one)} close bracket`;
  switch (matrix.kind) {
    case "symbol":
      return matrix.symbol.spoken;
    case "function":
      return `${speakFunction(matrix.function, matrix.order)} of ${matrix.argument.spoken}`;
    case "power":
      return `${matrix.base.spoken} elementwise to the power ${matrix.exponent}`;
    case "softmax":
      return `softmax of ${matrix.argument.spoken}`;
    case "log-sum-exp":
      return `log of the sum of exponentials of ${matrix.argument.spoken}`;
    case "transpose":
      return `${within(matrix.of)} transposed`;
    case "product":
      return matrix.factors.map(within).join(" matrix product ");
    case "star":
      return matrix.factors.map(within).join(" elementwise times ");
    case "sum":
      return speakMatrixTerms(matrix.terms);
    case "identity":
      return "the identity matrix";
    case "ones":
      return "a column of ones";
    case "total":
      return `sum ${matrix.over === "all" ? "" : `over the ${matrix.over} `}of ${within(matrix.of)}`;
    case "trace":
      return `trace of ${within(matrix.of)}`;
  }
}

/** A sum of matrix terms. */
export function speakMatrixTerms(terms: readonly MatrixTerm[]): string {
  if (terms.length === 0) return "zero";
  return terms
    .map(({ coefficient, scalars, matrix }, position) => {
      const sign = coefficient < 0 ? "minus" : position === 0 ? "" : "plus";
      const size = Math.abs(coefficient);
      const numbers = scalars.map(({ symbol, exponent }) =>
        exponent < 0 ? `one over ${symbol.spoken}` : symbol.spoken,
      );
      const words = [
        sign,
        ...(size === 1 ? [] : [String(size)]),
        ...numbers,
        ...(matrix === null ? [] : [speakMatrix(matrix)]),
      ];
      return words.filter((word) => word !== "").join(" ");
    })
    .join(", ");
}
