import type { Operand } from "./operand.ts";
import type { Window } from "./outcome.ts";

/** Rows of a matrix that are shown, and columns of two that stand side by side. */
const ROWS = 5;
const COLUMNS_OF_BOTH = 7;
const INNER = 4;

/** How much of an elementwise product is shown. */
export const ELEMENTWISE_WINDOW = { rows: ROWS, columns: 5, inner: 0 } satisfies Window;

/** How much of a product is shown: its two factors share the width. */
export function productWindow(left: Operand, right: Operand): Window {
  const inner = Math.min(left.columns, INNER);
  return { rows: ROWS, inner, columns: Math.min(right.vector ? 1 : right.columns, COLUMNS_OF_BOTH - inner) };
}
