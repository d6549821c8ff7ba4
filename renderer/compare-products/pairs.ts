import { operandOf, vectorOf, type Operand } from "./operand.ts";
import type { Turns } from "./suggestions.ts";

/** Two arrays to compare dot and star with, and how they stand at first. */
export interface Pair {
  readonly operands: readonly [Operand, Operand];
  readonly turns: Turns;
}

export const NO_TURNS: Turns = { left: false, right: false, swapped: false };

const A = operandOf("A", [
  [1, 2, 3],
  [2, 4, 6],
]);
const B = operandOf("B", [
  [7, 8, 1, 3],
  [5, 4, 2, 7],
  [3, 6, 9, 4],
]);
const a = operandOf("a", [[1], [2], [5]]);
const b = operandOf("b", [[3], [4], [7]]);

/** The article's own pairs. */
export const pairs = {
  matrices: { operands: [A, B], turns: NO_TURNS },
  itself: { operands: [A, A], turns: NO_TURNS },
  columns: { operands: [a, b], turns: { ...NO_TURNS, right: true } },
  vectors: { operands: [vectorOf("a", [1, 2, 5]), vectorOf("b", [3, 4, 7])], turns: NO_TURNS },
} satisfies Record<string, Pair>;

export type PairName = keyof typeof pairs;
