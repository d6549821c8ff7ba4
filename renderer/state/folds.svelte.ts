/** The part of `localStorage` that is asked. */
export type FoldStorage = Pick<Storage, "getItem" | "setItem">;

const KEY = "rematrix-folds";

/**
 * Which parts of the settings are unfolded, remembered from one visit to the next. Where the browser keeps
 * nothing, or what it kept is unreadable, every part is as it comes.
 */
export class Folds {
  #open = $state.raw<Readonly<Record<string, boolean>>>({});
  readonly #storage: () => FoldStorage;

  /** `storage` is called each time: a browser that forbids it throws there. */
  constructor(storage: () => FoldStorage) {
    this.#storage = storage;
    this.#open = this.#read();
  }

  /** Whether the part of this name is unfolded; `usual` until somebody chose. */
  isOpen(name: string, usual: boolean): boolean {
    return Object.hasOwn(this.#open, name) ? this.#open[name] : usual;
  }

  /** Remembers that the part of this name was unfolded or folded. */
  remember(name: string, open: boolean): void {
    this.#open = { ...this.#open, [name]: open };
    try {
      this.#storage().setItem(KEY, JSON.stringify(this.#open));
    } catch {
      // A browser that keeps nothing: it holds for this visit.
    }
  }

  #read(): Record<string, boolean> {
    try {
      const kept: unknown = JSON.parse(this.#storage().getItem(KEY) ?? "{}");
      if (typeof kept !== "object" || kept === null) return {};
      return Object.fromEntries(
        Object.entries(kept).filter((entry): entry is [string, boolean] => typeof entry[1] === "boolean"),
      );
    } catch {
      return {};
    }
  }
}

export const folds = new Folds(() => localStorage);
