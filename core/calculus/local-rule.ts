import type { LocalRule } from "./derivation.ts";
import { dropUnitDeltas } from "./eliminate.ts";
import type { DerivativeFactor, Expression, Index } from "./expression.ts";
import type { Definition } from "./program.ts";
import { renameTerm } from "./rename.ts";

/** The rule for a link in the letters that it was given, whatever has become of them in the whole. */
export function linkRule(
  link: DerivativeFactor,
  held: DerivativeFactor,
  definition: Definition,
  body: Expression,
  right: Expression,
): LocalRule {
  const renaming = new Map<string, Index>();
  const given = [...link.of.indices, ...link.by.indices];
  [...held.of.indices, ...held.by.indices].forEach(({ letter }, axis) => renaming.set(letter, given[axis]));
  const renamed = (expression: Expression): Expression =>
    expression.map((term) => renameTerm(term, renaming));
  const unit = link.by.indices.some(({ size }) => size === 1) ? "zero" : "letter";
  return localRule(link, definition, renamed(body), renamed(right), unit);
}

/** The rule by itself: ∂held = right. */
export function localRule(
  held: DerivativeFactor,
  definition: Definition,
  body: Expression,
  right: Expression,
  unit: LocalRule["unit"],
): LocalRule {
  const free = [...held.of.indices, ...held.by.indices];
  const [only] = body.flatMap(({ factors }) => factors);
  const left: LocalRule["left"] =
    definition.writtenOut === true && body.length === 1 && body[0].factors.length === 1
      ? { kind: "derivative-of-factor", of: only, by: held.by }
      : held;
  return {
    left,
    right: unit === "zero" ? right.map((term) => dropUnitDeltas(term, free)) : right,
    free,
    unit,
  };
}
