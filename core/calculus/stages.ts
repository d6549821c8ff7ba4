import type { Derivation } from "./derivation.ts";
import type { Expression } from "./expression.ts";
import type { RuleName } from "./reason.ts";

/** The rules that put factors together into matrices; they rename no index. */
const ordering: ReadonlySet<RuleName> = new Set<RuleName>([
  "star",
  "dot",
  "outer",
  "sum-over",
  "spread",
  "trace",
]);

/** The whole expression after so many steps; with none, what is asked for. */
export function expressionAfter({ start, steps }: Derivation, count: number): Expression {
  return count === 0 ? start : steps[count - 1].after;
}

/**
 * The same expression before any of its factors were put together into matrices: every factor has its own indices
 * there.
 */
export function unfoldedAfter(derivation: Derivation, count: number): Expression {
  let from = count;
  while (from > 0 && ordering.has(derivation.steps[from - 1].reason.rule)) from--;
  return expressionAfter(derivation, from);
}
