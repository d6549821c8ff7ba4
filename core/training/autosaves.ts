import type { EngineCommand } from "./protocol.ts";

/** Unsaved work is kept at most so often, in milliseconds, */
const EVERY_MS = 3000;
/** and so long after it became unsaved, so that edits in a row are kept once. */
const SOON_MS = 1000;
/** Keeping takes at most this share of the time, */
const SHARE = 1 / 50;
/** unless that would let more time pass than handing on so many bytes a millisecond takes: a busy machine is no reason. */
const BYTES_PER_MS = 1000;

type Autosave = Extract<EngineCommand, { kind: "autosave" }>;

/** Says when unsaved work is to be kept: seldom enough to cost next to nothing, and only when there is something new. */
export class Autosaves {
  #asked: Autosave | null = null;
  #fresh = false;
  #due = -Infinity;

  /** What is to be kept from now on; it has not been kept yet. */
  ask(asked: Autosave, now: number): void {
    // What waits already, also that of a training which was begun anew meanwhile, is not put off again.
    if (!this.#fresh) this.#due = Math.max(this.#due, now + SOON_MS);
    this.#asked = asked;
    this.#fresh = true;
  }

  /** There are new steps. */
  trained(): void {
    this.#fresh = this.#asked !== null;
  }

  /** Milliseconds until something of this generation is to be kept; Infinity where nothing is. */
  wait(generation: number, now: number): number {
    if (!this.#fresh || this.#asked?.generation !== generation) return Infinity;
    return Math.max(0, this.#due - now);
  }

  /** What is to be kept now. */
  take(): Autosave {
    if (this.#asked === null) throw new Error("internal: nothing is to be kept");
    this.#fresh = false;
    return this.#asked;
  }

  /** Keeping a file of so many bytes has taken from `begun` to `ended`. */
  done(begun: number, ended: number, bytes: number): void {
    const most = EVERY_MS + bytes / BYTES_PER_MS;
    this.#due = ended + Math.max(EVERY_MS, Math.min((ended - begun) / SHARE, most));
  }
}
