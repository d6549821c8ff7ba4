import { fitAxis } from "../../core/matrix/broadcast.ts";
import type { Operand } from "./operand.ts";
import { transposed } from "./operand.ts";

/** How a pair is used: which of the two are transposed, and whether they have changed places. */
export interface Turns {
  readonly left: boolean;
  readonly right: boolean;
  readonly swapped: boolean;
}

export type Operation = "dot" | "star";

/** The two operands as they are used. */
export function turned(pair: readonly [Operand, Operand], turns: Turns): readonly [Operand, Operand] {
  const [first, second] = turns.swapped ? [pair[1], pair[0]] : pair;
  return [turns.left ? transposed(first) : first, turns.right ? transposed(second) : second];
}

/** Whether the shapes are right for an operation. */
export function works(operation: Operation, left: Operand, right: Operand): boolean {
  if (operation === "star") {
    return fitAxis(left.rows, right.rows) !== null && fitAxis(left.columns, right.columns) !== null;
  }
  return left.columns === (right.vector ? right.columns : right.rows);
}

const MOST = 2;

/** What would work instead, the smallest changes first: one transpose, two, the other way round. */
export function suggest(
  operation: Operation,
  pair: readonly [Operand, Operand],
  turns: Turns,
): { readonly turns: Turns; readonly left: Operand; readonly right: Operand }[] {
  const { swapped } = turns;
  const both = { left: !turns.left, right: !turns.right };
  const same = { left: turns.right, right: turns.left };
  const candidates: Turns[] = [
    { left: both.left, right: turns.right, swapped },
    { left: turns.left, right: both.right, swapped },
    { ...same, swapped: !swapped },
    { ...both, swapped },
  ];
  return candidates
    .map((candidate) => {
      const [left, right] = turned(pair, candidate);
      return { turns: candidate, left, right };
    })
    .filter(({ left, right }) => works(operation, left, right))
    .slice(0, MOST);
}
