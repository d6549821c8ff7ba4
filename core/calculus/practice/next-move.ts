import type { Factor, Index, Term } from "../expression.ts";
import { asMatrix, orderNext } from "../order.ts";
import { countingOf, factorOf, isFree, sameIndex, standingOf, type Board } from "./board.ts";
import { best, boardAfter, canBeFinished, rightMoves, type Move, type RightMove } from "./moves.ts";

/** A right move at any point: the derivation's own next one where it can be used, another one elsewhere. */
export function nextMove(board: Board): Move | null {
  const standing = standingOf(board);
  if (standing === "done") return null;
  if (standing === "turned") return { kind: "turn", id: board.tiles[0].id };
  let moves = rightMoves(board);
  for (;;) {
    const chosen = asTheDerivation(board, moves) ?? best(board, moves);
    if (chosen === null) return null;
    if (canBeFinished(boardAfter(board, chosen.move, chosen.tile))) return chosen.move;
    moves = moves.filter((one) => one !== chosen);
  }
}

/** Of the right moves the one that the derivation takes. */
function asTheDerivation(board: Board, moves: readonly RightMove[]): RightMove | null {
  const factors = board.tiles.map((tile) => withoutLonelyUnits(board, factorOf(tile)));
  const term: Term = { coefficient: board.coefficient, factors };
  const next = orderNext(term, board.free);
  if (next === null || next.after.length !== 1) return null;
  const ids = next.before.map((factor) => board.tiles[factors.indexOf(factor)].id);
  const { indices } = asMatrix(next.after[0]);
  const wanted = indices.filter(({ size }) => size > 1);
  const fits = ({ move, tile, reason }: RightMove): boolean => {
    const own = move.kind === "sum" ? [move.id] : [move.left.id, move.right.id];
    if (own.length !== ids.length || !own.every((id) => ids.includes(id))) return false;
    if (next.reason.rule === "dot" && reason.rule !== "dot") return false;
    if (next.reason.rule === "outer" && reason.rule !== "outer") return false;
    if (next.reason.rule === "star" && reason.rule !== "star" && reason.rule !== "broadcast") return false;
    if (next.reason.rule === "sum-over" && reason.rule === "sum-over") {
      if (!sameIndex(next.reason.index, reason.index)) return false;
    }
    const made = countingOf(tile);
    return made.length === wanted.length && made.every((index, axis) => sameIndex(index, wanted[axis]));
  };
  return best(board, moves.filter(fits));
}

/** A factor without those indices of one place that no other one has: they would have to be summed. */
function withoutLonelyUnits(board: Board, factor: Factor): Factor {
  const { matrix, indices } = asMatrix(factor);
  const silent = (index: Index): boolean =>
    index.size === 1 &&
    !isFree(board, index) &&
    board.tiles.filter((tile) => sameIndex(tile.rows, index) || sameIndex(tile.columns, index)).length === 1;
  if (!indices.some(silent)) return factor;
  return { kind: "matrix", matrix, indices: indices.filter((index) => !silent(index)) };
}
