import { Matrix } from "../matrix/matrix.ts";
import type { Derivation } from "./derivation.ts";
import { evaluateIndex } from "./evaluate-index.ts";
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
