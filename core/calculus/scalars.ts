import type { Factor } from "./expression.ts";
import type { ScalarPower } from "./matrix-expression.ts";

/** A factor that is a named number, as a power of it; null where it is anything else. */
export function scalarOf(factor: Factor): ScalarPower | null {
  if (factor.kind === "power" && factor.base.indices.length === 0) {
    return { symbol: factor.base.symbol, exponent: factor.exponent };
  }
  if (factor.kind === "tensor" && factor.indices.length === 0) return { symbol: factor.symbol, exponent: 1 };
  return null;
}

export function isScalarFactor(factor: Factor): boolean {
  return scalarOf(factor) !== null;
}

/** Named numbers apart from everything else. */
export function splitScalars(factors: readonly Factor[]): { scalars: ScalarPower[]; rest: Factor[] } {
  const scalars: ScalarPower[] = [];
  const rest: Factor[] = [];
  for (const factor of factors) {
    const scalar = scalarOf(factor);
    if (scalar === null) rest.push(factor);
    else scalars.push(scalar);
  }
  return { scalars, rest };
}
