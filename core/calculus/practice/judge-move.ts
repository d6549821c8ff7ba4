import { standingOf, turn, type Board } from "./board.ts";
import { attempt, boardAfter, canBeFinished, type RightMove } from "./moves.ts";
import type { MoveReason, MoveVerdict } from "./verdict.ts";

/** Whether a move on the table is right, at once and with the reason. */
export function judgeMove(board: Board, move: RightMove["move"]): MoveVerdict {
  const tried = attempt(board, move);
  if (!tried.ok) return tried;
  const after = boardAfter(board, move, tried.tile);
  if (!canBeFinished(after)) return { ok: false, problem: { kind: "dead-end" } };
  return { ok: true, board: after, tile: tried.tile, reason: tried.reason };
}

/** The whole turned, where nothing but that is missing; null elsewhere. */
export function turnWhole(board: Board): { readonly board: Board; readonly reason: MoveReason } | null {
  if (standingOf(board) !== "turned") return null;
  const [{ id }] = board.tiles;
  const after = turn(board, id);
  const [{ rows, columns }] = after.tiles;
  return { board: after, reason: { rule: "turn", first: rows, last: columns } };
}
