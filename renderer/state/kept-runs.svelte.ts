import { fitsInFile } from "../../core/training/kept-room.ts";
import { keptLimits, type KeptRun } from "../../core/training/kept-run.ts";

/** A kept run in the list: its id stays while it is renamed. */
export interface ListedRun {
  readonly id: number;
  readonly run: KeptRun;
}

/** What became of a run that was to be kept, and which one made room for it. */
export type KeepOutcome =
  | { readonly kind: "kept"; readonly id: number; readonly dropped: string | null }
  | { readonly kind: "full" }
  | { readonly kind: "too-large" };

/** A run that was deleted last, and where it stood. */
interface Deleted {
  readonly listed: ListedRun;
  readonly index: number;
}

/** The part of `localStorage` that is asked. */
export type KeptRunsStorage = Pick<Storage, "getItem" | "setItem">;

const KEY = "rematrix-keep-runs";
/** So many runs are kept unasked. */
const AUTOMATIC = 8;

/** The runs that a document keeps beside the one that is trained. They are part of it, but not of its undo. */
export class KeptRuns {
  list = $state.raw<readonly ListedRun[]>([]);
  /** The run that was deleted last, until another one is, or the document is left. */
  deleted = $state.raw<Deleted | null>(null);
  /** Which runs are compared, by their ids; 0 is the one that is trained. */
  chosen = $state.raw<readonly number[]>([0]);
  /** What a file is made of: another array with every change. */
  runs = $state.raw<readonly KeptRun[]>([]);
  #saved = $state.raw(this.runs);
  /** Whether the document's file does not have them as they are. */
  readonly unsaved = $derived(this.runs !== this.#saved);
  #automatic = $state(false);
  #ids = 0;
  /** Names count on, whatever is deleted. */
  #number = 0;
  readonly #storage: () => KeptRunsStorage;

  /** `storage` is called each time: a browser that forbids it throws there. */
  constructor(storage: () => KeptRunsStorage) {
    this.#storage = storage;
    try {
      this.#automatic = storage().getItem(KEY) === "on";
    } catch {
      // A browser that keeps nothing: runs are kept when somebody asks.
    }
  }

  /** Whether runs are kept unasked when an edit ends them; remembered from one visit to the next. */
  get automatic(): boolean {
    return this.#automatic;
  }

  set automatic(on: boolean) {
    this.#automatic = on;
    try {
      this.#storage().setItem(KEY, on ? "on" : "off");
    } catch {
      // It holds for this visit.
    }
  }

  /** The number of the next run. */
  get nextNumber(): number {
    return Math.max(this.#number, this.list.length) + 1;
  }

  /** Adds a run at the end; where there is no room, the oldest that was kept unasked makes some. */
  keep(run: KeptRun): KeepOutcome {
    const automatic = this.list.filter((one) => one.run.automatic);
    const crowded = this.list.length >= keptLimits.runs || (run.automatic && automatic.length >= AUTOMATIC);
    const dropped = crowded ? (automatic.at(0) ?? null) : null;
    if (crowded && dropped === null) return { kind: "full" };
    const listed = { id: ++this.#ids, run };
    const list = [...this.list.filter((one) => one !== dropped), listed];
    if (!fitsInFile(list.map((one) => one.run))) return { kind: "too-large" };
    this.#number = this.nextNumber;
    this.#list = list;
    // Two runs side by side are what one keeps them for.
    if (!run.automatic && this.chosen.length < 2) this.choose(listed.id, true);
    return { kind: "kept", id: listed.id, dropped: dropped?.run.name ?? null };
  }

  /** Another name or note; a run that somebody names is kept for good. */
  describe(id: number, words: Partial<Pick<KeptRun, "name" | "note">>): void {
    const name = words.name?.trim().slice(0, keptLimits.nameLength);
    const note = words.note?.trim().slice(0, keptLimits.noteLength);
    this.#list = this.list.map((listed) => {
      if (listed.id !== id) return listed;
      const { run } = listed;
      return { id, run: { ...run, name: name || run.name, note: note ?? run.note, automatic: false } };
    });
  }

  /** A run is compared, or no longer. */
  choose(id: number, on: boolean): void {
    const others = this.chosen.filter((one) => one !== id);
    this.chosen = on ? [...others, id] : others;
  }

  delete(id: number): void {
    const index = this.list.findIndex((listed) => listed.id === id);
    if (index === -1) return;
    this.deleted = { listed: this.list[index], index };
    this.#list = this.list.filter((listed) => listed.id !== id);
  }

  /** The run that was deleted last stands where it was. */
  bringBack(): void {
    if (this.deleted === null) return;
    const { listed, index } = this.deleted;
    this.deleted = null;
    const list = this.list.toSpliced(index, 0, listed);
    if (list.length <= keptLimits.runs && fitsInFile(list.map(({ run }) => run))) this.#list = list;
  }

  /** Another document: its runs take the place of these; `saved` unless no file has them. */
  replace(runs: readonly KeptRun[], saved = true): void {
    this.#list = runs.map((run) => ({ id: ++this.#ids, run }));
    this.#number = runs.length;
    this.deleted = null;
    this.chosen = [0];
    this.#saved = saved ? this.runs : [];
  }

  /** The file now has these runs, which may be older than those of now. */
  markSaved(runs: readonly KeptRun[]): void {
    this.#saved = runs;
  }

  set #list(list: readonly ListedRun[]) {
    this.list = list;
    this.runs = list.map(({ run }) => run);
  }
}
