import type { TrainerSnapshot } from "./trainer.ts";

/** More would not make going back noticeably quicker. */
const MOST = 1024;

/** What a snapshot occupies, in bytes; a generator's words are kept as numbers. */
export function sizeOfSnapshot({ parameters, memory, batches }: TrainerSnapshot): number {
  const drawn = batches === null ? 0 : batches.order.byteLength + 8 * batches.random.key.length;
  return parameters.byteLength + memory.byteLength + drawn;
}

/** How many checkpoints there may be, and how close together. */
export interface CheckpointsPlan {
  /** Bytes that all of them together may occupy; the first one, and one to resume from, are kept however large. */
  readonly bytes: number;
  /** Checkpoints stand at multiples of this many steps at first, a power of 2. */
  readonly stride: number;
}

/**
 * Snapshots of one training in bounded memory: its first one, and those at the multiples of a stride that
 * doubles whenever the room is full. From any step the nearest earlier one is therefore less than a stride
 * away; the stride is the first one or less than twice the steps made divided by the room. Only before a
 * training that was resumed there are none yet, until somebody goes back there.
 */
export class Checkpoints {
  /** How many there is room for. */
  readonly room: number;
  #stride: number;
  /** Ascending in step. */
  #kept: TrainerSnapshot[];

  constructor(first: TrainerSnapshot, { bytes, stride }: CheckpointsPlan) {
    this.room = Math.max(1, Math.min(MOST, Math.floor(bytes / sizeOfSnapshot(first))));
    this.#stride = stride;
    this.#kept = [first];
  }

  /** The first step that can be gone back to. */
  get first(): number {
    return this.#kept[0].step;
  }

  get count(): number {
    return this.#kept.length;
  }

  /** What all of them occupy, in bytes. */
  get bytes(): number {
    return this.#kept.reduce((sum, snapshot) => sum + sizeOfSnapshot(snapshot), 0);
  }

  /** The step after `step` at which one is due and missing; Infinity if there is room for the first one alone. */
  next(step: number): number {
    if (this.room === 1) return Infinity;
    let index = this.#find(step);
    let due = (Math.floor(Math.max(step, this.first) / this.#stride) + 1) * this.#stride;
    for (; index < this.#kept.length && this.#kept[index].step <= due; index++) {
      if (this.#kept[index].step === due) due += this.#stride;
    }
    return due;
  }

  /** Takes what `make` makes of this step if one is due there, thinning the others where room is needed. */
  offer(step: number, make: () => TrainerSnapshot): void {
    if (this.room === 1 || step % this.#stride !== 0 || step < this.first) return;
    if (this.#kept[this.#find(step)].step === step) return;
    if (this.#kept.length >= this.room) {
      this.#stride *= 2;
      this.#kept = this.#kept.filter((snapshot, index) => index === 0 || snapshot.step % this.#stride === 0);
      if (this.#kept.length >= this.room || step % this.#stride !== 0) return;
    }
    this.#kept.splice(this.#find(step) + 1, 0, make());
  }

  /** Takes the snapshot that a training was resumed from, after all others, even where there is no room. */
  add(snapshot: TrainerSnapshot): void {
    if (snapshot.step > this.#kept[this.#kept.length - 1].step) this.#kept.push(snapshot);
  }

  /** The last one that is not after `step`; the first one if all are. */
  nearest(step: number): TrainerSnapshot {
    return this.#kept[this.#find(step)];
  }

  #find(step: number): number {
    let low = 0;
    let high = this.#kept.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#kept[middle].step <= step) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Forgets those after `step`, but not the first one. */
  cutAfter(step: number): void {
    while (this.#kept.length > 1 && this.#kept[this.#kept.length - 1].step > step) this.#kept.pop();
  }
}
