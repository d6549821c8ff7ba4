import { Matrix } from "../matrix/matrix.ts";
import type { Derivation } from "./derivation.ts";
import { evaluateIndex, magnitudesOfIndex } from "./evaluate-index.ts";
import { evaluateMatrix, type Values } from "./evaluate-matrix.ts";

/** The values with those of the parts that a derivation has named: D⁽²⁾ beside X, W⁽¹⁾, … */
export function withShared({ shared }: Pick<Derivation, "shared">, values: Values): Map<string, Matrix> {
  const known = new Map(values);
  for (const { symbol, matrix, body, indices } of shared) {
    const numbers =
      matrix === null
        ? new Matrix(symbol.rows, symbol.columns, evaluateIndex(body, indices, known))
        : evaluateMatrix(matrix, known);
    known.set(symbol.code, numbers);
  }
  return known;
}

/**
 * The same, but with the magnitudes of what the named parts are the sum of: a D in which everything cancels is
 * made of rounding alone, which says nothing of how exact it is.
 */
export function magnitudesOfShared(
  { shared }: Pick<Derivation, "shared">,
  known: Values,
): Map<string, Matrix> {
  const magnitudes = new Map(known);
  for (const { symbol, body, indices } of shared) {
    const numbers = magnitudesOfIndex(body, indices, magnitudes);
    magnitudes.set(symbol.code, new Matrix(symbol.rows, symbol.columns, numbers));
  }
  return magnitudes;
}
