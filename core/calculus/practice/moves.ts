import type { Index } from "../expression.ts";
import {
  counting,
  countingOf,
  replaceTiles,
  sameIndex,
  standingOf,
  tileOf,
  turnTile,
  type Board,
  type Tile,
} from "./board.ts";
import { combine } from "./combine.ts";
import { sumOut } from "./sum-out.ts";
import type { Attempt, MoveReason, Operator } from "./verdict.ts";

/** A piece with the way it is laid: as it is, or turned. */
export interface Laid {
  readonly id: number;
  readonly turned: boolean;
}

/** What can be done with the pieces on a table. */
export type Move =
  | { readonly kind: "combine"; readonly operator: Operator; readonly left: Laid; readonly right: Laid }
  | { readonly kind: "sum"; readonly id: number; readonly over: "rows" | "columns" }
  | { readonly kind: "turn"; readonly id: number };

/** A move that is right, with what it makes. */
export interface RightMove {
  readonly move: Exclude<Move, { kind: "turn" }>;
  readonly tile: Tile;
  readonly reason: MoveReason;
}

/** One move tried. Whether the rest can still be put together is not looked at. */
export function attempt(board: Board, move: RightMove["move"]): Attempt {
  if (move.kind === "sum") return sumOut(board, tileOf(board, move.id), move.over);
  return combine(board, laid(board, move.left), move.operator, laid(board, move.right));
}

/** The board after a move, `made` being the piece that it makes. */
export function boardAfter(board: Board, move: RightMove["move"], made: Tile): Board {
  const ids = move.kind === "sum" ? [move.id] : [move.left.id, move.right.id];
  return replaceTiles(
    board,
    ids.map((id) => tileOf(board, id)),
    made,
  );
}

function laid(board: Board, { id, turned }: Laid): Tile {
  const tile = tileOf(board, id);
  return turned ? turnTile(tile) : tile;
}

/** All moves that keep the term's value. */
export function rightMoves(board: Board): RightMove[] {
  return possibleMoves(board).flatMap((move) => {
    const tried = attempt(board, move);
    return tried.ok ? [{ move, tile: tried.tile, reason: tried.reason }] : [];
  });
}

function possibleMoves({ tiles }: Board): RightMove["move"][] {
  const ways = [false, true];
  const pairs = tiles.flatMap((left) => tiles.flatMap((right) => (left === right ? [] : [[left, right]])));
  const combined = pairs.flatMap(([left, right]) =>
    (["star", "dot"] as const).flatMap((operator) =>
      ways.flatMap((first) =>
        ways.map((second): RightMove["move"] => ({
          kind: "combine",
          operator,
          left: { id: left.id, turned: first },
          right: { id: right.id, turned: second },
        })),
      ),
    ),
  );
  const sums = tiles.flatMap(({ id }) =>
    (["rows", "columns"] as const).map((over): RightMove["move"] => ({ kind: "sum", id, over })),
  );
  return [...combined, ...sums];
}

/**
 * Of moves that are all right the one to take: what never stands in the way of another one first (elementwise,
 * then matrix products along a summed index, then sums), the free indices where the result has them, and as few
 * .T as can be.
 */
export function best(board: Board, moves: readonly RightMove[]): RightMove | null {
  let found: { readonly move: RightMove; readonly cost: number } | null = null;
  for (const move of moves) {
    const cost = costOf(board, move);
    if (found === null || cost < found.cost) found = { move, cost };
  }
  return found?.move ?? null;
}

const RANKS: Readonly<Record<MoveReason["rule"], number>> = {
  star: 0,
  dot: 1,
  "sum-over": 2,
  trace: 2,
  broadcast: 3,
  outer: 4,
  turn: 5,
};

function costOf({ free }: Board, { move, tile, reason }: RightMove): number {
  const misplaced = (axis: Index | null, own: Index | undefined): boolean =>
    counting(axis) !== null && free.length === 2 && sameIndex(axis, own ?? null);
  const laidWrong = misplaced(tile.columns, free[0]) || misplaced(tile.rows, free[1]);
  const turns = move.kind === "sum" ? 0 : Number(move.left.turned) + Number(move.right.turned);
  const stars = reason.rule === "outer" && reason.operator === "star" ? 1 : 0;
  return 100 * RANKS[reason.rule] + 10 * Number(laidWrong) + 4 * stars + turns + countingOf(tile).length / 8;
}

/** Whether all pieces can still be put together to the result. */
export function canBeFinished(board: Board): boolean {
  let left = board;
  for (;;) {
    const next = best(left, rightMoves(left));
    if (next === null) return standingOf(left) !== "open";
    left = boardAfter(left, next.move, next.tile);
  }
}
