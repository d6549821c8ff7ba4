import { GRADIENT_TOLERANCE, type MatrixCheck } from "../../core/training/gradient-check.ts";
import { sameKey, type Cell } from "../state/focus.svelte.ts";
import type { CheckedCell, CheckedStep } from "../state/checks.svelte.ts";

/** What a comparison says of one number; the numbers have the sign of the drawn δ. */
export interface CellVerdict {
  readonly kind: "compared";
  readonly what: "right" | "wrong" | "kink" | "kink wrong" | "several" | "hidden" | "not finite";
  readonly analytic: number;
  /** The slopes that differences allow: the same number twice where there is no kink. */
  readonly low: number;
  readonly high: number;
  /** Relative to the largest number of the matrix, as is `noise`. */
  readonly difference: number;
  readonly noise: number;
}

/** What is known of one number of a gradient. */
export type CellKnowledge =
  | CellVerdict
  /** Nothing was compared at this step. */
  | { readonly kind: "unchecked" }
  /** Others of its matrix were compared at this step. */
  | { readonly kind: "selection" }
  /** It was compared at another step. */
  | { readonly kind: "stale"; readonly step: number };

/** What the checks say of one number at the shown step. */
export function knowledgeOf(
  cell: Cell,
  whole: CheckedStep | null,
  cells: readonly CheckedCell[],
  step: number,
): CellKnowledge {
  const single = cells.find((one) => isOf(one.check, cell) && indexIn(one.check, cell) >= 0);
  const all = whole?.check.matrices.find((one) => isOf(one, cell));
  if (single && single.step === step) return verdictOf(single.check, cell);
  if (whole && all && whole.step === step) {
    return indexIn(all, cell) >= 0 ? verdictOf(all, cell) : { kind: "selection" };
  }
  const before = single?.step ?? (all && indexIn(all, cell) >= 0 ? whole?.step : undefined);
  return before === undefined ? { kind: "unchecked" } : { kind: "stale", step: before };
}

function isOf(check: MatrixCheck, { key }: Cell): boolean {
  return sameKey(check.matrix, key);
}

function indexIn({ cells, columns }: MatrixCheck, { row, column }: Cell): number {
  return cells.positions.indexOf(row * columns + column);
}

function verdictOf(check: MatrixCheck, cell: Cell): CellVerdict {
  const { analytic, low, high, differences, noise, kinks } = check.cells;
  const index = indexIn(check, cell);
  return {
    kind: "compared",
    what: judgeCell(differences[index], noise[index], kinks[index]),
    analytic: 0 - analytic[index],
    low: 0 - high[index],
    high: 0 - low[index],
    difference: differences[index],
    noise: noise[index],
  };
}

function judgeCell(difference: number, noise: number, kinks: number): CellVerdict["what"] {
  if (!Number.isFinite(difference)) return "not finite";
  if (kinks === 2) return "several";
  if (difference > GRADIENT_TOLERANCE) return kinks === 1 ? "kink wrong" : "wrong";
  if (kinks === 1) return "kink";
  return noise > GRADIENT_TOLERANCE ? "hidden" : "right";
}
