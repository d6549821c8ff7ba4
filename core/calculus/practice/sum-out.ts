import type { Index } from "../expression.ts";
import type { MatrixExpression } from "../matrix-expression.ts";
import { counting, freshId, hasIndex, isFree, sameIndex, type Board, type Tile } from "./board.ts";
import { bare, isSummedAlone, othersThan } from "./combine.ts";
import type { Attempt } from "./verdict.ts";

/** A piece summed along its rows or its columns; one with an index on both axes is summed along its diagonal. */
export function sumOut(board: Board, tile: Tile, over: "rows" | "columns"): Attempt {
  const index = counting(tile[over]);
  if (index === null) return { ok: false, problem: { kind: "single", over } };
  if (isFree(board, index)) return { ok: false, problem: { kind: "free", index } };
  const others = othersThan(board, tile);
  if (!isSummedAlone(board, index, others)) {
    const holders = others.filter((other) => hasIndex(other, index));
    return { ok: false, problem: { kind: "needed", index, others: holders.map(bare) } };
  }
  const loop = sameIndex(tile.rows, tile.columns);
  const matrix: MatrixExpression = loop
    ? { kind: "trace", of: tile.matrix }
    : { kind: "total", over, of: tile.matrix };
  const kept = (axis: Index | null): Index | null => (sameIndex(axis, index) ? null : axis);
  return {
    ok: true,
    tile: { id: freshId(board), matrix, rows: kept(tile.rows), columns: kept(tile.columns), factor: null },
    reason: { rule: loop ? "trace" : "sum-over", index, matrix: bare(tile) },
  };
}
