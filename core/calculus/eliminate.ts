import { indicesOf, type DeltaFactor, type Factor, type Index, type Term } from "./expression.ts";
import { renameFactor } from "./rename.ts";

/** What became of a δ: its index `from` was renamed to `to` everywhere, and the δ is gone. */
export interface Elimination {
  readonly term: Term;
  readonly from: Index;
  readonly to: Index;
  readonly free: boolean;
  readonly before: readonly Factor[];
  readonly after: readonly Factor[];
}

/** Whether a δ can be eliminated, and if not why: both of its indices are free, so that nothing sums it away. */
export function canEliminate({ indices }: DeltaFactor, free: readonly Index[]): boolean {
  return indices.some((index) => !isFree(index, free));
}

/**
 * The index that goes with a δ: the one that is summed; of two, the one that came later, as δ_iμ renames μ to
 * i. Null if both are free.
 */
export function vanishingIndex({ indices }: DeltaFactor, free: readonly Index[]): Index | null {
  const [one, other] = indices;
  if (!isFree(other, free)) return other;
  return isFree(one, free) ? null : one;
}

/**
 * Eliminates one δ of a term: δ_km W_k0 = W_m0, since of the sum over k only k = m is left. `from` names the
 * index that goes; it must be summed.
 *
 * @throws RangeError if that index is free or not one of the δ's.
 */
export function eliminate(term: Term, delta: DeltaFactor, from: Index, free: readonly Index[]): Elimination {
  const to = delta.indices.find(({ letter }) => letter !== from.letter) ?? from;
  if (isFree(from, free)) throw new RangeError(`${from.letter} is free: it has to stay`);
  if (!delta.indices.some(({ letter }) => letter === from.letter)) {
    throw new RangeError(`the δ has no index ${from.letter}`);
  }
  const before: Factor[] = [];
  const after: Factor[] = [];
  const renaming = new Map([[from.letter, to]]);
  const factors = term.factors.flatMap((factor) => {
    if (factor === delta) {
      before.push(factor);
      return [];
    }
    const renamed = renameFactor(factor, renaming);
    if (renamed !== factor) {
      before.push(factor);
      after.push(renamed);
    }
    return [renamed];
  });
  // Σ_jk δ_jk is the number of values that k has, where nothing else has these indices.
  const elsewhere = factors.some((factor) => indicesOf(factor).some(({ letter }) => letter === to.letter));
  const loop = !isFree(to, free) && !elsewhere;
  const coefficient = loop ? term.coefficient * from.size : term.coefficient;
  return { term: { coefficient, factors }, from, to, free: isFree(to, free), before, after };
}

/** The δ of a term that can be eliminated, from left to right. */
export function deltasOf(term: Term, free: readonly Index[]): DeltaFactor[] {
  return term.factors.filter(
    (factor): factor is DeltaFactor => factor.kind === "delta" && canEliminate(factor, free),
  );
}

/**
 * The term without the δ between axes of one place: there is nothing to choose, and the article writes 0 for
 * both. A δ between two free ones is 1.
 */
export function dropUnitDeltas(term: Term, free: readonly Index[]): Term {
  let left = term;
  for (;;) {
    const delta = left.factors.find(
      (factor): factor is DeltaFactor =>
        factor.kind === "delta" && factor.indices.every(({ size }) => size === 1),
    );
    if (delta === undefined) return left;
    const from = vanishingIndex(delta, free);
    left =
      from === null || delta.indices[0].letter === delta.indices[1].letter
        ? { ...left, factors: left.factors.filter((factor) => factor !== delta) }
        : eliminate(left, delta, from, free).term;
  }
}

function isFree({ letter }: Index, free: readonly Index[]): boolean {
  return free.some((one) => one.letter === letter);
}
