import { type Factor, type Term, sameSymbol } from "./expression.ts";
import { isScalarFactor, scalarOf } from "./scalars.ts";

/** The number and the named numbers that all terms have in common. */
export function commonNumber(terms: readonly Term[]): { coefficient: number; scalars: Factor[] } {
  const [first] = terms;
  const same = terms.every(({ coefficient }) => Math.abs(coefficient) === Math.abs(first.coefficient));
  const scalars = first.factors.filter(
    (factor) =>
      isScalarFactor(factor) &&
      terms.every(({ factors }) => factors.some((other) => sameScalar(factor, other))),
  );
  return { coefficient: same ? first.coefficient : 1, scalars };
}

/** Whether a factor is one of those that all terms have in common. */
export function isCommon(factor: Factor, scalars: readonly Factor[]): boolean {
  return scalars.some((one) => sameScalar(one, factor));
}

function sameScalar(one: Factor, other: Factor): boolean {
  const left = scalarOf(one);
  const right = scalarOf(other);
  if (left === null || right === null) return false;
  return sameSymbol(left.symbol, right.symbol) && left.exponent === right.exponent;
}
