import type { Index } from "../expression.ts";
import { shapeOf, starOf, type MatrixExpression, type Shape } from "../matrix-expression.ts";
import type { Transposition } from "../reason.ts";
import { writeMatrixText } from "../write-text.ts";
import {
  counting,
  countingOf,
  freshId,
  hasIndex,
  isFree,
  sameIndex,
  standsNowhere,
  turnTile,
  type Board,
  type Tile,
} from "./board.ts";
import type { Attempt, Axes, MoveProblem, Operator } from "./verdict.ts";

/*
 * Right and wrong are decided by indices: a move is right if the term has the same value after it, whatever the
 * numbers. Axes of one place count nothing, so that they join with each other under any letter.
 */

/** Two pieces put together as they lie. Whether the rest can still be put together is not looked at. */
export function combine(board: Board, left: Tile, operator: Operator, right: Tile): Attempt {
  return operator === "dot" ? multiply(board, left, right) : multiplyElements(board, left, right);
}

function multiply(board: Board, left: Tile, right: Tile): Attempt {
  const summed = counting(left.columns);
  const met = counting(right.rows);
  const joins = shapeOf(left.matrix).columns === shapeOf(right.matrix).rows;
  const others = othersThan(board, left, right);
  const made = productTile(board, left, right);
  const [row, column] = [counting(made.rows), counting(made.columns)];
  const loops = row !== null && sameIndex(row, column) && !isSummedAlone(board, row, others);
  if (!joins || loops) return wrong(dotProblem(board, left, right));
  if (summed === null || met === null) {
    const reason = sameIndex(left.columns, right.rows) && left.columns !== null;
    return {
      ok: true,
      tile: made,
      reason: reason
        ? dotReason(left, right, left.columns)
        : { rule: "outer", left: bare(left), right: bare(right), operator: "dot" },
    };
  }
  const inside = sameIndex(summed, met) && isSummedAlone(board, summed, others);
  const twice = sameIndex(counting(left.rows), summed) || sameIndex(counting(right.columns), summed);
  if (!inside || twice) return wrong(dotProblem(board, left, right));
  return { ok: true, tile: made, reason: dotReason(left, right, summed) };
}

function dotProblem(board: Board, left: Tile, right: Tile): MoveProblem {
  const others = othersThan(board, left, right);
  const sizes = { left: shapeOf(left.matrix), right: shapeOf(right.matrix) };
  const shared = countingOf(left).filter((index) => hasIndex(right, index));
  const samePlace =
    shared.length > 0 &&
    countingOf(left).length === shared.length &&
    countingOf(right).length === shared.length;
  if (samePlace && shared.some((index) => !isSummedAlone(board, index, others))) {
    return { kind: "place", indices: shared, ...sizes };
  }
  const meet = meetingOf(board, left, right);
  if (sizes.left.columns !== sizes.right.rows) return { kind: "sizes", ...sizes, meet };
  const summed = counting(left.columns);
  const met = counting(right.rows);
  if (summed === null || met === null) return { kind: "place", indices: shared, ...sizes };
  if (!sameIndex(summed, met)) return { kind: "chance", left: summed, right: met, meet };
  if (isFree(board, summed)) return { kind: "free", index: summed };
  const holders = others.filter((tile) => hasIndex(tile, summed));
  return { kind: "needed", index: summed, others: holders.map(bare) };
}

function multiplyElements(board: Board, left: Tile, right: Tile): Attempt {
  const shapes = { left: shapeOf(left.matrix), right: shapeOf(right.matrix) };
  const rows = joinAxis(left.rows, right.rows);
  const columns = joinAxis(left.columns, right.columns);
  const lies =
    rows !== null && columns !== null && (counting(rows[0]) === null || !sameIndex(rows[0], columns[0]));
  if (!lies) return wrong(starProblem(board, left, right));
  const matrix = starOf([left.matrix, right.matrix]);
  const tile: Tile = { id: freshId(board), matrix, rows: rows[0], columns: columns[0], factor: null };
  if (sameShape(shapes.left, shapes.right)) {
    const indices = [tile.rows, tile.columns].filter((index) => index !== null);
    return { ok: true, tile, reason: { rule: "star", left: bare(left), right: bare(right), indices } };
  }
  const whole = shapeOf(matrix);
  const wide = sameShape(whole, shapes.left) ? left : sameShape(whole, shapes.right) ? right : null;
  if (wide === null) {
    return {
      ok: true,
      tile,
      reason: { rule: "outer", left: bare(left), right: bare(right), operator: "star" },
    };
  }
  const repeated = bare(wide === left ? right : left);
  return { ok: true, tile, reason: { rule: "broadcast", wide: bare(wide), repeated } };
}

function starProblem(board: Board, left: Tile, right: Tile): MoveProblem {
  const meet = meetingOf(board, left, right);
  const turned = turnTile(right);
  const fits = joinAxis(left.rows, turned.rows) !== null && joinAxis(left.columns, turned.columns) !== null;
  const turn = fits && countingOf(left).some((index) => hasIndex(right, index));
  const shapes = { left: shapeOf(left.matrix), right: shapeOf(right.matrix) };
  const stretches = (one: number, other: number): boolean => one === other || one === 1 || other === 1;
  if (
    !stretches(shapes.left.rows, shapes.right.rows) ||
    !stretches(shapes.left.columns, shapes.right.columns)
  ) {
    return { kind: "shapes", ...shapes, turn, meet };
  }
  return { kind: "places", left: axes(left), right: axes(right), turn, meet };
}

/** The index along an axis of an elementwise product, in a list of one; null where two indices meet. */
function joinAxis(one: Index | null, other: Index | null): readonly [Index | null] | null {
  const first = counting(one);
  const second = counting(other);
  if (first !== null && second !== null) return sameIndex(first, second) ? [first] : null;
  return [first ?? second ?? one ?? other];
}

function productTile(board: Board, left: Tile, right: Tile): Tile {
  const factors = [left.matrix, right.matrix].flatMap((one): readonly MatrixExpression[] =>
    one.kind === "product" ? one.factors : [one],
  );
  const matrix: MatrixExpression = { kind: "product", factors };
  return { id: freshId(board), matrix, rows: left.rows, columns: right.columns, factor: null };
}

function dotReason(left: Tile, right: Tile, summed: Index): Extract<Attempt, { ok: true }>["reason"] {
  const transposed: Transposition[] = [];
  if (left.matrix.kind === "transpose" && left.rows !== null) {
    transposed.push({ matrix: bare(left), index: left.rows, place: "first" });
  }
  if (right.matrix.kind === "transpose" && right.columns !== null) {
    transposed.push({ matrix: bare(right), index: right.columns, place: "last" });
  }
  return { rule: "dot", summed, left: bare(left), right: bare(right), transposed };
}

/** The summed index that stands in both and nowhere else, so that a matrix product can sum it. */
function meetingOf(board: Board, left: Tile, right: Tile): Index | null {
  const others = othersThan(board, left, right);
  return (
    countingOf(left).find((index) => hasIndex(right, index) && isSummedAlone(board, index, others)) ?? null
  );
}

/** Whether an index is summed and stands in none of the other pieces. */
export function isSummedAlone(board: Board, index: Index, others: readonly Tile[]): boolean {
  return !isFree(board, index) && standsNowhere(index, others);
}

export function othersThan({ tiles }: Board, ...own: readonly Tile[]): Tile[] {
  return tiles.filter(({ id }) => !own.some((tile) => tile.id === id));
}

/** A piece as text, without the .T of its own. */
export function bare({ matrix }: Tile): string {
  return writeMatrixText(matrix.kind === "transpose" ? matrix.of : matrix);
}

function axes({ rows, columns }: Tile): Axes {
  return [rows, columns];
}

function sameShape(one: Shape, other: Shape): boolean {
  return one.rows === other.rows && one.columns === other.columns;
}

function wrong(problem: MoveProblem): Attempt {
  return { ok: false, problem };
}
