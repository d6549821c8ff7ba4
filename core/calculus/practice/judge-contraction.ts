import { canEliminate, deltasOf, eliminate, vanishingIndex } from "../eliminate.ts";
import { settlePlaces, type DeltaFactor, type Index, type Term } from "../expression.ts";
import type { Reason } from "../reason.ts";

/** Why a δ cannot be eliminated like this. */
export type ContractionProblem =
  /** The index that should go is free: it stands left of the = as well, and must stay. */
  | { readonly kind: "free"; readonly index: Index; readonly other: Index }
  /** Both are free: nothing is summed, and the δ stays. */
  | { readonly kind: "nothing-summed"; readonly delta: DeltaFactor }
  /** The index is not one of this δ's. */
  | { readonly kind: "not-there"; readonly index: Index; readonly delta: DeltaFactor };

export type ContractionVerdict =
  | {
      readonly ok: true;
      readonly term: Term;
      readonly reason: Extract<Reason, { rule: "delta" }>;
    }
  | { readonly ok: false; readonly problem: ContractionProblem };

/** Whether a δ of a term may be eliminated by renaming its index `from` to the other one, and what comes out. */
export function judgeContraction(
  term: Term,
  delta: DeltaFactor,
  from: Index,
  free: readonly Index[],
): ContractionVerdict {
  const own = delta.indices.find(({ letter }) => letter === from.letter);
  if (own === undefined) return { ok: false, problem: { kind: "not-there", index: from, delta } };
  if (!canEliminate(delta, free)) return { ok: false, problem: { kind: "nothing-summed", delta } };
  if (free.some(({ letter }) => letter === from.letter)) {
    const other = delta.indices.find(({ letter }) => letter !== from.letter) ?? from;
    return { ok: false, problem: { kind: "free", index: own, other } };
  }
  const { term: left, to, free: stays } = eliminate(term, delta, own, free);
  const reason = { rule: "delta", indices: delta.indices, from: own, to, free: stays } as const;
  return { ok: true, term: settlePlaces(left), reason };
}

/** The δ that the derivation eliminates next, and the index that goes with it; null when none is left. */
export function nextContraction(
  term: Term,
  free: readonly Index[],
): { readonly delta: DeltaFactor; readonly from: Index } | null {
  for (const delta of deltasOf(term, free)) {
    const from = vanishingIndex(delta, free);
    if (from !== null) return { delta, from };
  }
  return null;
}
