import type { MatrixKey } from "../../core/network/names.ts";

/** One number on the screen: a matrix and a place in it. */
export interface Cell {
  readonly key: MatrixKey;
  readonly row: number;
  readonly column: number;
}

/** A matrix that is lit as a whole (`both`), or together with one of its axes: its rows or its columns. */
export interface Emphasis {
  readonly key: MatrixKey;
  readonly axis: "rows" | "columns" | "both";
}

/** What can take the keyboard's focus. */
export interface Focusable {
  focus(): void;
}

/** Whether two cells are the same number. */
export function sameCell(one: Cell | null, other: Cell | null): boolean {
  if (one === null || other === null) return one === other;
  return sameKey(one.key, other.key) && one.row === other.row && one.column === other.column;
}

/** Whether two keys name the same matrix. */
export function sameKey(one: MatrixKey, other: MatrixKey): boolean {
  return one.kind === other.kind && one.layer === other.layer;
}

function sameEmphasis(one: readonly Emphasis[], other: readonly Emphasis[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ key, axis }, index) => axis === other[index].axis && sameKey(key, other[index].key))
  );
}

/**
 * What the person looks at: the cell under the pointer or the keyboard's cursor, in whatever view it
 * stands. All views read it, so that a hovered edge lights its cell and the other way round.
 */
export class Focus {
  /** Under the pointer or the cursor now. */
  cell = $state.raw<Cell | null>(null);
  /** The last cell that was looked at: the inspector keeps showing it. */
  last = $state.raw<Cell | null>(null);
  /** The cell that was picked: the inspector stays with it while others are looked at. */
  pinned = $state.raw<Cell | null>(null);
  /** What the inspector shows. */
  readonly inspected = $derived(this.pinned ?? this.last);
  /** How often a cell was picked: a pick brings its details to the front. */
  picks = $state(0);
  /** The cells that a term of the inspector points at. */
  traced = $state.raw<readonly Cell[]>([]);
  /** The keyboard asked for the details: they take the focus as soon as they are there. */
  entering = $state(false);
  /** Where the keyboard came from, and goes back to. */
  #cameFrom: Focusable | null = null;
  /** The sample whose numbers stand in the graph's nodes. */
  sample = $state(0);

  /** Matrices and axes that are lit in chain and graph, because something stands for them elsewhere. */
  emphasis = $state.raw<readonly Emphasis[]>([]);

  look(cell: Cell): void {
    if (sameCell(cell, this.cell)) return;
    this.cell = cell;
    this.last = cell;
  }

  /** Looks at a cell and asks for its details, which stay. */
  pick(cell: Cell): void {
    this.look(cell);
    this.pinned = cell;
    this.picks += 1;
  }

  /** The details follow what is looked at again. */
  unpin(): void {
    this.pinned = null;
  }

  /** Picks a cell and goes to its details with the keyboard; `leaveDetails` comes back to `from`. */
  enter(cell: Cell, from: Focusable): void {
    this.pick(cell);
    this.#cameFrom = from;
    this.entering = true;
  }

  /** Back to the matrix from which the keyboard came. */
  leaveDetails(): void {
    this.#cameFrom?.focus();
  }

  leave(): void {
    this.cell = null;
    this.entering = false;
  }

  /** A term in the inspector is pointed at, or none any more: its numbers light up wherever they are drawn. */
  trace(cells: readonly Cell[]): void {
    if (cells.length > 0 || this.traced.length > 0) this.traced = cells;
  }

  /** Lights these matrices and axes, and no others; none with an empty list. */
  emphasise(list: readonly Emphasis[]): void {
    if (!sameEmphasis(list, this.emphasis)) this.emphasis = list;
  }

  /** Another network or other data: nothing that was looked at exists any more. */
  reset(): void {
    this.cell = null;
    this.last = null;
    this.pinned = null;
    this.traced = [];
    this.entering = false;
    this.sample = 0;
    this.emphasise([]);
  }
}
