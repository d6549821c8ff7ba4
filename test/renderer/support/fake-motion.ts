import type { Motion } from "../../../renderer/micro/motion.ts";

/** A motion whose time passes when a test says so. */
export class FakeMotion implements Motion {
  reduced = false;
  #next: (() => void) | null = null;

  after(_milliseconds: number, callback: () => void): () => void {
    this.#next = callback;
    return () => {
      if (this.#next === callback) this.#next = null;
    };
  }

  /** Whether something is about to happen by itself. */
  get running(): boolean {
    return this.#next !== null;
  }

  /** Lets the next thing happen; false if there is none. */
  tick(): boolean {
    const next = this.#next;
    this.#next = null;
    next?.();
    return next !== null;
  }

  /** Lets everything happen that follows by itself. */
  finish(): void {
    while (this.tick());
  }
}
