/** Work in bounded pieces, done beside everything else. */
export interface Errand {
  /** One piece; false when there is nothing left to do. */
  advance(): boolean;
}

/** What is done while training rests, piece by piece, one after the other in the order of arrival. */
export class Errands {
  readonly #waiting = new Map<string, { readonly errand: Errand; readonly done: () => void }>();

  get idle(): boolean {
    return this.#waiting.size === 0;
  }

  /** Another errand, called `done` upon when it is; it takes the place of one of the same name. */
  add(name: string, errand: Errand, done: () => void): void {
    this.#waiting.delete(name);
    this.#waiting.set(name, { errand, done });
  }

  /** Drops the errand of this name, done or not. */
  drop(name: string): void {
    this.#waiting.delete(name);
  }

  /** Drops all of them. */
  clear(): void {
    this.#waiting.clear();
  }

  /** One piece of the errand that is next. */
  advance(): void {
    for (const [name, { errand, done }] of this.#waiting) {
      if (!errand.advance()) {
        this.#waiting.delete(name);
        done();
      }
      return;
    }
  }
}
