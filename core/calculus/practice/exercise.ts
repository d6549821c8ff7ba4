import type { Derivation } from "../derivation.ts";
import type { Expression, Term } from "../expression.ts";
import type { RuleName } from "../reason.ts";
import { deltasOf } from "../eliminate.ts";
import { layOut, standingOf } from "./board.ts";

/** What a learner can do by hand of a derivation: its last part, in which nothing is differentiated any more. */
export interface Exercise {
  readonly derivation: Derivation;
  /** With all δ on the table; done one term after the other. */
  readonly terms: Expression;
  /** Whether what is left without δ can be ordered into matrices. */
  readonly ordered: boolean;
}

/** Why there is nothing to do: the derivative is zero, or it stands there finished. */
export type NoExercise = "zero" | "finished";

export type FoundExercise =
  { readonly ok: true; readonly exercise: Exercise } | { readonly ok: false; readonly reason: NoExercise };

const BY_HAND: ReadonlySet<RuleName> = new Set<RuleName>([
  "delta",
  "star",
  "dot",
  "outer",
  "sum-over",
  "trace",
  "spread",
  "collect",
]);

/**
 * The exercise in a derivation: it begins behind the last rule of differentiation, and behind the last name that
 * a shared part was given.
 */
export function exerciseOf(derivation: Derivation): FoundExercise {
  const { steps, free, by, result } = derivation;
  const before = steps.findLastIndex(({ reason }) => !BY_HAND.has(reason.rule));
  const terms = before === -1 ? derivation.start : steps[before].after;
  const ordered = result.matrix !== null;
  const isReady = (term: Term): boolean =>
    deltasOf(term, free).length === 0 && (!ordered || standingOf(layOut(term, free, by)) === "done");
  if (terms.length === 0) return { ok: false, reason: "zero" };
  if (terms.every(isReady)) return { ok: false, reason: "finished" };
  return { ok: true, exercise: { derivation, terms, ordered } };
}
