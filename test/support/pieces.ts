import { turnTile, type Board } from "../../core/calculus/practice/board.ts";
import { judgeMove } from "../../core/calculus/practice/judge-move.ts";
import type { Laid } from "../../core/calculus/practice/moves.ts";
import type { MoveVerdict, Operator } from "../../core/calculus/practice/verdict.ts";
import { writeMatrixText } from "../../core/calculus/write-text.ts";

/** The piece that is written like this. @throws Error if there is none. */
export function idOf(board: Board, written: string): number {
  return find(board, written).id;
}

function find({ tiles }: Board, written: string): Laid {
  for (const tile of tiles) {
    for (const turned of [false, true]) {
      const { matrix } = turned ? turnTile(tile) : tile;
      if (writeMatrixText(matrix) === written) return { id: tile.id, turned };
    }
  }
  const all = tiles.map(({ matrix }) => writeMatrixText(matrix)).join(", ");
  throw new Error(`there is no piece ${written} among ${all}`);
}

/** Two pieces, by what is written on them, laid side by side. */
export function lay(board: Board, left: string, operator: Operator, right: string): MoveVerdict {
  return judgeMove(board, {
    kind: "combine",
    operator,
    left: find(board, left),
    right: find(board, right),
  });
}

/** The board after a combination that is right. */
export function press(board: Board, left: string, operator: Operator, right: string): Board {
  const judged = lay(board, left, operator, right);
  if (!judged.ok) throw new Error(`${left} ${operator} ${right} is wrong: ${judged.problem.kind}`);
  return judged.board;
}
