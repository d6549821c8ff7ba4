import { locale } from "../messages/locale.svelte.ts";
import type { FilePlace, KeptWork, LeftWork, RecoveryAccess } from "./host.ts";
import type { PlaceKeeper, StoredPlace } from "./browser-files.ts";
import { openStore, type RecoveryStore } from "./recovery-store.ts";
import { reasonOf } from "./read-file.ts";

/** One page's work in the store. */
export interface StoredWork {
  readonly id: string;
  readonly name: string;
  readonly step: number;
  readonly time: number;
  readonly file: Uint8Array;
  readonly place: StoredPlace | null;
}

/** Unsaved work in the browser's own store, one piece for every page; a page that is open holds a lock on its own. */
export interface BrowserRecovery extends RecoveryAccess {
  /** The page is left with nothing unsaved: what was kept of it is not offered again. */
  leave(): void;
  /** The page came back after all. */
  stay(): void;
}

const lockOf = (id: string): string => `rematrix-page-${id}`;
const markOf = (id: string): string => `rematrix-left-${id}`;
/** Without locks, work that was kept so short a time ago, in milliseconds, may be that of an open page. */
const RECENT_MS = 20_000;

/** `places` knows the files' handles, which the store keeps, too. */
export function createBrowserRecovery(
  places: PlaceKeeper,
  store: RecoveryStore = openStore(),
): BrowserRecovery {
  let id = hold(crypto.getRandomValues(new Uint32Array(4)).join("-"));
  /** Whether the store holds anything of this page. */
  let kept = false;
  /** One thing after the other: the newest work is what stays. */
  let queue: Promise<unknown> = Promise.resolve();
  const next = (work: () => Promise<unknown>): Promise<unknown> =>
    (queue = queue.then(work).catch(() => undefined));

  return {
    async left() {
      try {
        const [all, open] = await Promise.all([store.all(), openPages()]);
        const left = all.filter((work) => work.id !== id && !isOpen(work, open));
        for (const work of left) if (isMarked(work.id)) void this.discard(work.id);
        return left
          .filter((work) => !isMarked(work.id))
          .map(({ id, name, step, time, place }): LeftWork => {
            return { id, name, step, time, file: place?.name ?? null };
          })
          .sort((a, b) => b.time - a.time);
      } catch {
        // A browser that keeps nothing has nothing to offer.
        return [];
      }
    },

    async recover(wanted) {
      const { documents } = locale.text;
      try {
        const work = await store.get(wanted);
        if (work === null) return { kind: "failed", name: documents.recovery.work, reason: documents.gone };
        id = hold(wanted);
        kept = true;
        return { kind: "opened", file: work.file, place: work.place && places.adopt(work.place) };
      } catch (error) {
        return { kind: "failed", name: documents.recovery.work, reason: reasonOf(error) };
      }
    },

    discard: (unwanted) =>
      next(async () => {
        await store.remove(unwanted);
        localStorage.removeItem(markOf(unwanted));
      }),

    keep({ file, name, step, place }: KeptWork) {
      const work: StoredWork = { id, name, step, time: Date.now(), file, place: stored(place) };
      kept = true;
      void next(() => store.put(work));
    },

    forget() {
      const own = id;
      kept = false;
      void next(() => store.remove(own));
    },

    leave() {
      if (!kept) return;
      try {
        // The store answers too late for a page that goes; this is written at once.
        localStorage.setItem(markOf(id), "");
      } catch {
        // It is offered, then, though nothing of it was unsaved.
      }
    },

    stay() {
      if (kept) localStorage.removeItem(markOf(id));
    },
  };

  function stored(place: FilePlace | null): StoredPlace | null {
    return place && places.stored(place);
  }
}

/** Holds the lock of this id for as long as the page lives. */
function hold(id: string): string {
  void navigator.locks?.request(lockOf(id), { ifAvailable: true }, () => new Promise(() => undefined));
  return id;
}

/** The locks of open pages; null where the browser has none to tell. */
async function openPages(): Promise<ReadonlySet<string> | null> {
  const held = await navigator.locks?.query();
  return held === undefined ? null : new Set(held.held?.flatMap(({ name }) => name ?? []));
}

function isOpen({ id, time }: StoredWork, open: ReadonlySet<string> | null): boolean {
  return open === null ? Date.now() - time < RECENT_MS : open.has(lockOf(id));
}

function isMarked(id: string): boolean {
  try {
    return localStorage.getItem(markOf(id)) !== null;
  } catch {
    return false;
  }
}
