import { lettersOf, type Factor, type Index, type MatrixFactor, type Term } from "../expression.ts";
import { shapeOf, type MatrixExpression, type MatrixTerm } from "../matrix-expression.ts";
import { asMatrix } from "../order.ts";
import { isScalarFactor, splitScalars } from "../scalars.ts";
import type { TensorSymbol } from "../symbol.ts";

/** A piece on the table: a matrix with the indices of its rows and of its columns. */
export interface Tile {
  /** Tells pieces apart; a piece that is turned keeps it. */
  readonly id: number;
  readonly matrix: MatrixExpression;
  /** Null where nothing is counted: the axis has one place. */
  readonly rows: Index | null;
  readonly columns: Index | null;
  /** The factor that it was at first; null once pieces have been put together. */
  readonly factor: Factor | null;
}

/** The pieces of a term that is being ordered into matrices. */
export interface Board {
  readonly coefficient: number;
  /** Named numbers, which stand in front. */
  readonly scalars: readonly Factor[];
  readonly tiles: readonly Tile[];
  /** The indices of the result: that of its rows first, that of its columns last. */
  readonly free: readonly Index[];
  /** What is differentiated by, whose shape the result has. */
  readonly by: TensorSymbol;
}

/** A term without δ as pieces on a table, with a column of ones for every free index that stands nowhere. */
export function layOut(term: Term, free: readonly Index[], by: TensorSymbol): Board {
  const letters = lettersOf(term);
  const ones = free
    .filter(({ letter, size }) => size > 1 && !letters.has(letter))
    .map((index): Factor => ({
      kind: "matrix",
      matrix: { kind: "ones", size: index.size },
      indices: [index],
    }));
  const pieces = [...term.factors.filter((factor) => !isScalarFactor(factor)), ...ones];
  return {
    coefficient: term.coefficient,
    scalars: term.factors.filter(isScalarFactor),
    tiles: pieces.map((factor, id): Tile => {
      const { matrix, indices } = asMatrix(factor);
      return { id, matrix, ...axesOf(matrix, indices), factor };
    }),
    free,
    by,
  };
}

function axesOf(matrix: MatrixExpression, indices: readonly Index[]): Pick<Tile, "rows" | "columns"> {
  if (indices.length === 2) return { rows: indices[0], columns: indices[1] };
  if (indices.length === 0) return { rows: null, columns: null };
  const [index] = indices;
  const { rows, columns } = shapeOf(matrix);
  const lies = rows !== index.size || columns !== 1;
  return lies ? { rows: null, columns: index } : { rows: index, columns: null };
}

/** The term that the pieces stand for. */
export function termOf({ coefficient, scalars, tiles }: Board): Term {
  return { coefficient, factors: [...scalars, ...tiles.map(factorOf)] };
}

/** The element of a piece that stands in the term. */
export function factorOf({ factor, matrix, rows, columns }: Tile): Factor {
  if (factor !== null) return factor;
  const made: MatrixFactor = {
    kind: "matrix",
    matrix,
    indices: [rows, columns].filter((one) => one !== null),
  };
  return made;
}

/** The term in matrix notation, where one piece is left. */
export function matrixTermOf({ coefficient, scalars, tiles }: Board): MatrixTerm {
  if (tiles.length > 1) throw new RangeError("internal: several pieces are left");
  return {
    coefficient,
    scalars: splitScalars(scalars).scalars,
    matrix: tiles.length === 0 ? null : tiles[0].matrix,
  };
}

export function tileOf({ tiles }: Board, id: number): Tile {
  const found = tiles.find((tile) => tile.id === id);
  if (found === undefined) throw new RangeError(`there is no piece ${id}`);
  return found;
}

/** M.T of a piece; M.T.T is M. */
export function turnTile(tile: Tile): Tile {
  const { matrix, rows, columns } = tile;
  const turned: MatrixExpression =
    matrix.kind === "transpose" ? matrix.of : { kind: "transpose", of: matrix };
  return { ...tile, matrix: turned, rows: columns, columns: rows };
}

/** The board with a piece turned. */
export function turn(board: Board, id: number): Board {
  return { ...board, tiles: board.tiles.map((tile) => (tile.id === id ? turnTile(tile) : tile)) };
}

/** The board with one piece in place of others. */
export function replaceTiles(board: Board, gone: readonly Tile[], made: Tile): Board {
  const ids = gone.map(({ id }) => id);
  const place = board.tiles.findIndex(({ id }) => ids.includes(id));
  const tiles = board.tiles.flatMap((tile, position) => {
    const kept = ids.includes(tile.id) ? [] : [tile];
    return position === place ? [made, ...kept] : kept;
  });
  return { ...board, tiles };
}

/** An id that no piece has. */
export function freshId({ tiles }: Board): number {
  return Math.max(-1, ...tiles.map(({ id }) => id)) + 1;
}

/** An index that counts something: an axis of one place joins with every other one. */
export function counting(index: Index | null): Index | null {
  return index === null || index.size === 1 ? null : index;
}

export function sameIndex(one: Index | null, other: Index | null): boolean {
  return one?.letter === other?.letter;
}

/** The indices of a piece that count something, each once. */
export function countingOf({ rows, columns }: Tile): Index[] {
  const first = counting(rows);
  const second = counting(columns);
  return [first, sameIndex(first, second) ? null : second].filter((index) => index !== null);
}

export function hasIndex(tile: Tile, index: Index): boolean {
  return countingOf(tile).some((own) => sameIndex(own, index));
}

export function isFree({ free }: Board, index: Index): boolean {
  return free.some((one) => sameIndex(one, index));
}

/** `open` while there is something to put together or to sum, `turned` where only the last .T is missing. */
export type Standing = "open" | "turned" | "done";

/** How far the pieces are from the result, whose rows have the first free index and whose columns the last one. */
export function standingOf({ tiles, free, by }: Board): Standing {
  if (tiles.length === 0) return "done";
  if (tiles.length > 1) return "open";
  const [{ rows, columns }] = tiles;
  const lies = (row: Index | null, column: Index | null): boolean =>
    sameIndex(counting(rows), counting(row)) && sameIndex(counting(columns), counting(column));
  const [first = null, last = null] = free;
  if (free.length === 2) return lies(first, last) ? "done" : lies(last, first) ? "turned" : "open";
  const [upright, lying] = [lies(first, null), lies(null, first)];
  if (by.axes === "columns") return lying ? "done" : upright ? "turned" : "open";
  if (by.axes === "rows") return upright ? "done" : lying ? "turned" : "open";
  return upright || lying ? "done" : "open";
}

/** Whether an index stands in none of these pieces. */
export function standsNowhere(index: Index, tiles: readonly Tile[]): boolean {
  return !tiles.some((tile) => hasIndex(tile, index));
}
