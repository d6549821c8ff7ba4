import type { Derivation } from "../derivation.ts";
import { evaluateIndex, magnitudeOfIndex } from "../evaluate-index.ts";
import { evaluateTerms, type Values } from "../evaluate-matrix.ts";
import type { MatrixTerm } from "../matrix-expression.ts";
import { withShared } from "../shared-values.ts";

/**
 * How far what a learner has put together is from the derivation's result, in numbers: the largest difference of
 * two elements, relative to the sum of magnitudes that an element is made of. Infinite where the shapes differ.
 */
export function differenceFrom(derivation: Derivation, terms: readonly MatrixTerm[], values: Values): number {
  const { free, result } = derivation;
  const known = withShared(derivation, values);
  const wanted = evaluateIndex(result.index, free, known);
  const scale = magnitudeOfIndex(result.index, free, known);
  const found = evaluateTerms(terms, known);
  const lies = free.length < 2 || (found.rows === free[0].size && found.columns === free[1].size);
  if (!lies || found.values.length !== wanted.length) return Infinity;
  const most = found.values.reduce((largest, value, place) => {
    const difference = Math.abs(value - wanted[place]);
    return Number.isNaN(largest) || largest > difference ? largest : difference;
  }, 0);
  return most === 0 ? 0 : most / scale;
}
