/** The part of `localStorage` that is asked. */
export type DeskStorage = Pick<Storage, "getItem" | "setItem">;

const KEY = "rematrix-desk";

interface Kept {
  /** For each tab on which the person decided, whether it is wide. */
  readonly wide: Readonly<Record<string, boolean>>;
  /** How large the person made each pane while a tab was wide, in percent of its group. */
  readonly sizes: Readonly<Record<string, number>>;
}

/**
 * Which tabs are wide, and how large panes are while one is: as each tab wants it until the person decides,
 * which is remembered from one visit to the next.
 */
export class Desk {
  #kept = $state.raw<Kept>({ wide: {}, sizes: {} });
  readonly #storage: () => DeskStorage;

  /** `storage` is called each time: a browser that forbids it throws there. */
  constructor(storage: () => DeskStorage) {
    this.#storage = storage;
    this.#kept = this.#read();
  }

  /** Whether a tab is wide; `wanted` says whether it is by itself. */
  isWide(tab: string, wanted: boolean): boolean {
    return Object.hasOwn(this.#kept.wide, tab) ? this.#kept.wide[tab] : wanted;
  }

  /** The person wants this tab wide, or not. */
  decide(tab: string, wide: boolean): void {
    this.#keep({ ...this.#kept, wide: { ...this.#kept.wide, [tab]: wide } });
  }

  /** Size of a pane while a tab is wide; `usual` until the person made it another. */
  sizeOf(pane: string, usual: number): number {
    return Object.hasOwn(this.#kept.sizes, pane) ? this.#kept.sizes[pane] : usual;
  }

  /** The person made a pane this large while a tab is wide. */
  rememberSize(pane: string, size: number): void {
    this.#keep({ ...this.#kept, sizes: { ...this.#kept.sizes, [pane]: size } });
  }

  #keep(kept: Kept): void {
    this.#kept = kept;
    try {
      this.#storage().setItem(KEY, JSON.stringify(kept));
    } catch {
      // A browser that keeps nothing: it holds for this visit.
    }
  }

  #read(): Kept {
    try {
      const kept = record(JSON.parse(this.#storage().getItem(KEY) ?? "{}"));
      return {
        wide: entriesThat(kept.wide, (value) => typeof value === "boolean"),
        sizes: entriesThat(kept.sizes, (value): value is number => {
          return typeof value === "number" && value > 0 && value < 100;
        }),
      };
    } catch {
      return { wide: {}, sizes: {} };
    }
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function entriesThat<T>(value: unknown, fits: (value: unknown) => value is T): Record<string, T> {
  return Object.fromEntries(
    Object.entries(record(value)).filter((entry): entry is [string, T] => fits(entry[1])),
  );
}

export const desk = new Desk(() => localStorage);
