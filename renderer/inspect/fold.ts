/** Sums of more terms are folded. */
export const MOST_TERMS = 12;

/** Terms `from` to before `to` of a sum, folded into one line. */
export interface Fold {
  readonly from: number;
  readonly to: number;
}

/** Terms one by one, or in groups of ten, a hundred, …, so that no level has more than twelve lines. */
export type Level =
  | { readonly kind: "terms"; readonly from: number; readonly to: number }
  | { readonly kind: "folds"; readonly folds: readonly Fold[] };

/** How the terms from `from` to before `to` are shown. */
export function foldLevel(from: number, to: number): Level {
  const count = to - from;
  if (count <= MOST_TERMS) return { kind: "terms", from, to };
  let size = 10;
  while (Math.ceil(count / size) > MOST_TERMS) size *= 10;
  const folds: Fold[] = [];
  for (let start = from; start < to; start += size)
    folds.push({ from: start, to: Math.min(to, start + size) });
  return { kind: "folds", folds };
}

/** The sum of the products from `from` to before `to`, added in order from 0; `left` is 1 where it is null. */
export function subtotal(left: Float64Array | null, right: Float64Array, { from, to }: Fold): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += left === null ? right[i] : left[i] * right[i];
  return sum;
}
