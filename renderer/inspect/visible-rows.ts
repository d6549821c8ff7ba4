import { foldLevel, type Fold } from "./fold.ts";

/** Terms in one line: folded, or with its own lines below. */
export interface FoldRow extends Fold {
  readonly kind: "fold";
  readonly depth: number;
  readonly open: boolean;
}

/** A line of a sum. */
export type Row = { readonly kind: "term"; readonly index: number; readonly depth: number } | FoldRow;

/** How a fold is remembered as unfolded. */
export function foldName({ from, to }: Fold): string {
  return `${from} ${to}`;
}

/** The lines of a sum of `count` terms with these folds unfolded: no more than those are made. */
export function visibleRows(count: number, unfolded: ReadonlySet<string>): Row[] {
  const rows: Row[] = [];
  const add = (from: number, to: number, depth: number): void => {
    const level = foldLevel(from, to);
    if (level.kind === "terms") {
      for (let index = from; index < to; index++) rows.push({ kind: "term", index, depth });
      return;
    }
    for (const fold of level.folds) {
      const open = unfolded.has(foldName(fold));
      rows.push({ kind: "fold", depth, open, ...fold });
      if (open) add(fold.from, fold.to, depth + 1);
    }
  };
  add(0, count, 0);
  return rows;
}
