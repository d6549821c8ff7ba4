import type { MicroStep, Target } from "../../core/training/micro-steps/micro-step.ts";
import { partAt } from "../../core/training/micro-steps/micro-step.ts";
import type { MatrixView } from "../../core/training/frame.ts";
import type { MatrixKey } from "../../core/network/names.ts";
import { sameKey, type Cell } from "../state/focus.svelte.ts";
import { elementOf } from "./look.ts";

/** One product of a sum: its one or two factors. */
export type MicroTerm = readonly Cell[];

/** The target of a step that holds a cell. */
export function targetOf(step: MicroStep, cell: Cell): Target {
  const found = step.targets.find(({ key }) => sameKey(key, cell.key));
  if (!found) throw new Error("internal: the step does not write this cell");
  return found;
}

/** How many terms the sums of a target have, as far as their numbers are known. */
export function countTerms(target: Target, matrix: (key: MatrixKey) => MatrixView): number {
  const [first] = target.factors;
  if (first === undefined) return 0;
  const { rows, columns } = matrix(first.key);
  return first.row === "all" ? rows : columns;
}

/** The first `count` terms of a cell's sum. */
export function termsOf(target: Target, { row, column }: Cell, count: number): MicroTerm[] {
  const parts = target.factors.map((source) => partAt(source, row, column));
  return Array.from({ length: count }, (_, k) =>
    parts.map((part) => {
      const element = elementOf(part, k);
      return { key: element.key, row: element.row ?? 0, column: element.column ?? 0 };
    }),
  );
}
