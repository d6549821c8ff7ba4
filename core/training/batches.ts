import type { Matrix } from "../matrix/matrix.ts";
import { RandomState } from "../random/random-state.ts";

/**
 * The samples in shuffled batches: `random.permutation(m)` at the start of each epoch, then `size` rows
 * after `size` rows of it, the last batch keeping what is left.
 */
export class Batches {
  readonly stepsPerEpoch: number;
  /** The gathered rows of X (size, features) and Y (size, targets); the first `rows` of them count. */
  readonly X: Float64Array;
  readonly Y: Float64Array;
  readonly random: RandomState;
  /** The epoch's samples in their order. */
  readonly order: Uint32Array;
  readonly #moveX: MoveRow;
  readonly #moveY: MoveRow;
  readonly #size: number;
  /** How many orders were drawn: epoch e runs on order e + 1. */
  #drawn: number;
  /** The generator and the order before the last draw: an epoch's first step may turn out to be impossible. */
  readonly #randomBefore: RandomState;
  readonly #orderBefore: Uint32Array;
  #canGoBack = false;

  /**
   * Goes on with `random`, or in the middle of an epoch with the `order` drawn for it.
   *
   * @throws RangeError if `size` is not a whole number from 1, or `order` is not of the samples' length.
   */
  constructor(X: Matrix, Y: Matrix, size: number, random: RandomState, options: BatchesOptions = {}) {
    if (!Number.isInteger(size) || size < 1)
      throw new RangeError(`a batch of ${size} samples cannot be made`);
    const { drawn = 0, order, room, all } = options;
    const most = Math.min(size, X.rows);
    this.stepsPerEpoch = stepsPerEpoch(X.rows, size);
    this.X = room?.X ?? new Float64Array(most * X.columns);
    this.Y = room?.Y ?? new Float64Array(most * Y.columns);
    this.random = random;
    this.order = new Uint32Array(X.rows);
    if (order !== undefined) {
      if (order.length !== X.rows)
        throw new RangeError(`${X.rows} samples cannot have ${order.length} places`);
      this.order.set(order);
    }
    this.#moveX = rowMover(this.X, all?.X ?? X.values, X.columns);
    this.#moveY = rowMover(this.Y, all?.Y ?? Y.values, Y.columns);
    this.#size = size;
    this.#drawn = drawn;
    this.#randomBefore = new RandomState(0);
    this.#orderBefore = new Uint32Array(X.rows);
  }

  /** How many orders were drawn so far. */
  get drawn(): number {
    return this.#drawn;
  }

  /** Where in the epoch's order the batch of step + 1 begins; draws the order where the epoch is new. */
  begin(step: number): number {
    const epoch = Math.floor(step / this.stepsPerEpoch);
    if (epoch === this.#drawn) {
      this.#randomBefore.copyFrom(this.random);
      this.#orderBefore.set(this.order);
      this.#canGoBack = true;
      this.random.permutation(this.order.length, this.order);
      this.#drawn++;
    } else if (epoch !== this.#drawn - 1) {
      throw new Error(`internal: step ${step} is not of epoch ${this.#drawn - 1}`);
    }
    return (step % this.stepsPerEpoch) * this.#size;
  }

  /**
   * Gathers the batch that step + 1 is made of and gives its number of rows. Steps ascend, but any step of
   * the epoch that is under way may come again.
   */
  gather(step: number): number {
    const from = this.begin(step);
    const rows = Math.min(this.#size, this.order.length - from);
    for (let i = 0; i < rows; i++) {
      const row = this.order[from + i];
      this.#moveX(i, row);
      this.#moveY(i, row);
    }
    return rows;
  }

  /** Back to an earlier step of this epoch or of the one before, whose order is then drawn for again. */
  goBack(step: number): void {
    const epoch = Math.floor(step / this.stepsPerEpoch);
    if (epoch === this.#drawn - 2 && this.#canGoBack) {
      this.random.copyFrom(this.#randomBefore);
      this.order.set(this.#orderBefore);
      this.#drawn--;
      this.#canGoBack = false;
    }
  }

  /** Takes over where another one of the same samples stands. */
  copyFrom(other: Batches): void {
    this.random.copyFrom(other.random);
    this.order.set(other.order);
    this.#drawn = other.#drawn;
    this.#canGoBack = false;
  }
}

/** Where batches go on from, and where they are gathered. */
export interface BatchesOptions {
  readonly drawn?: number;
  readonly order?: Uint32Array;
  /** X (size, features) and Y (size, targets) to gather into. */
  readonly room?: { readonly X: Float64Array; readonly Y: Float64Array };
  /** The numbers of the samples' X and Y, where they lie in one memory with `room`: long rows are moved there. */
  readonly all?: { readonly X: Float64Array; readonly Y: Float64Array };
}

/** How many steps one pass over the samples takes; at least 1. */
export function stepsPerEpoch(samples: number, batch: "full" | number): number {
  return batch === "full" ? 1 : Math.max(1, Math.ceil(samples / batch));
}

/** Copies row `from` of all samples to row `to` of the batch. */
type MoveRow = (to: number, from: number) => void;

/** From this many numbers on, moving a row as one block is faster than number by number. */
const LONG_ROW = 24;

function rowMover(batch: Float64Array, all: Float64Array, columns: number): MoveRow {
  if (columns < LONG_ROW || all.buffer !== batch.buffer) {
    return (to, from) => {
      const target = to * columns;
      const source = from * columns;
      for (let j = 0; j < columns; j++) batch[target + j] = all[source + j];
    };
  }
  // Within one array a block is moved without making a view of it first.
  const memory = new Float64Array(batch.buffer);
  const target = batch.byteOffset / 8;
  const source = all.byteOffset / 8;
  return (to, from) => {
    const begin = source + from * columns;
    memory.copyWithin(target + to * columns, begin, begin + columns);
  };
}
