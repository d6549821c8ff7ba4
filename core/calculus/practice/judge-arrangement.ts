import type { Index } from "../expression.ts";
import { countingOf, isFree, standingOf, tileOf, turn, turnTile, type Board, type Tile } from "./board.ts";
import { attempt, boardAfter, type RightMove } from "./moves.ts";
import type { MoveProblem, Operator } from "./verdict.ts";

/** A whole proposal: pieces with .T, operators and brackets. */
export type Arrangement =
  | { readonly kind: "tile"; readonly id: number }
  | { readonly kind: "turned"; readonly of: Arrangement }
  | {
      readonly kind: "combined";
      readonly operator: Operator;
      readonly left: Arrangement;
      readonly right: Arrangement;
    }
  | { readonly kind: "summed"; readonly over: "rows" | "columns"; readonly of: Arrangement };

/** Why a whole proposal is wrong; `at` is its part that a problem of one move is in. */
export type ArrangementProblem =
  | { readonly kind: "move"; readonly at: Arrangement; readonly problem: MoveProblem }
  | { readonly kind: "twice"; readonly tile: Tile }
  | { readonly kind: "missing"; readonly tiles: readonly Tile[] }
  /** An index that is summed is still there. */
  | { readonly kind: "unsummed"; readonly indices: readonly Index[] }
  /** The last index stands first: the whole must be transposed. */
  | { readonly kind: "turned"; readonly first: Index | null; readonly last: Index | null };

export type ArrangementVerdict =
  { readonly ok: true; readonly board: Board } | { readonly ok: false; readonly problem: ArrangementProblem };

/**
 * Whether a whole proposal is the term that the board stands for. Every form that is the same by its indices is
 * right: products associated otherwise, factors of * exchanged, a transposed whole under a .T.
 *
 * @throws RangeError if it names a piece that is not there.
 */
export function judgeArrangement(board: Board, arrangement: Arrangement): ArrangementVerdict {
  const used = piecesOf(arrangement);
  const twice = used.find((id, position) => used.indexOf(id) !== position);
  if (twice !== undefined) return wrong({ kind: "twice", tile: tileOf(board, twice) });
  const missing = board.tiles.filter(({ id }) => !used.includes(id));
  if (missing.length > 0) return wrong({ kind: "missing", tiles: missing });
  const laid = lay(board, arrangement);
  if (!laid.ok) return laid;
  const standing = standingOf(laid.board);
  if (standing === "done") return { ok: true, board: laid.board };
  const [tile] = laid.board.tiles;
  if (standing === "turned") {
    const { rows, columns } = turnTile(tile);
    return wrong({ kind: "turned", first: rows, last: columns });
  }
  return wrong({ kind: "unsummed", indices: countingOf(tile).filter((index) => !isFree(board, index)) });
}

function piecesOf(arrangement: Arrangement): number[] {
  switch (arrangement.kind) {
    case "tile":
      return [arrangement.id];
    case "turned":
    case "summed":
      return piecesOf(arrangement.of);
    case "combined":
      return [...piecesOf(arrangement.left), ...piecesOf(arrangement.right)];
  }
}

type Laying =
  | { readonly ok: true; readonly board: Board; readonly id: number }
  | { readonly ok: false; readonly problem: ArrangementProblem };

/** Does on the board what a part of the proposal says, from the innermost bracket on. */
function lay(board: Board, part: Arrangement): Laying {
  switch (part.kind) {
    case "tile":
      return { ok: true, board, id: tileOf(board, part.id).id };
    case "turned": {
      const inner = lay(board, part.of);
      return inner.ok ? { ...inner, board: turn(inner.board, inner.id) } : inner;
    }
    case "summed": {
      const inner = lay(board, part.of);
      return inner.ok ? move(inner.board, part, { kind: "sum", id: inner.id, over: part.over }) : inner;
    }
    case "combined": {
      const left = lay(board, part.left);
      if (!left.ok) return left;
      const right = lay(left.board, part.right);
      if (!right.ok) return right;
      return move(right.board, part, {
        kind: "combine",
        operator: part.operator,
        left: { id: left.id, turned: false },
        right: { id: right.id, turned: false },
      });
    }
  }
}

function move(board: Board, at: Arrangement, one: RightMove["move"]): Laying {
  const tried = attempt(board, one);
  if (!tried.ok) return wrong({ kind: "move", at, problem: tried.problem });
  return { ok: true, board: boardAfter(board, one, tried.tile), id: tried.tile.id };
}

function wrong(problem: ArrangementProblem): { readonly ok: false; readonly problem: ArrangementProblem } {
  return { ok: false, problem };
}
