import { sameCell, type Cell, type Focus } from "../state/focus.svelte.ts";
import type { Place } from "../chain/place.ts";

/** The way from the inspected number into the numbers it is made of. */
export class Trail {
  readonly #focus: Focus;
  #deeper = $state.raw<{ readonly root: Cell; readonly places: readonly Place[] } | null>(null);
  /** From the inspected number to the one that is shown; empty while nothing was looked at. */
  readonly places: readonly Place[] = $derived.by(() => {
    const root = this.#focus.inspected;
    if (root === null) return [];
    return this.#deeper && sameCell(this.#deeper.root, root) ? [root, ...this.#deeper.places] : [root];
  });
  /** What is shown. */
  readonly shown: Place | null = $derived(this.places.at(-1) ?? null);

  constructor(focus: Focus) {
    this.#focus = focus;
  }

  /** Looks into one of the shown number's own numbers; the inspector stays there. */
  open(place: Place): void {
    const root = this.#focus.inspected;
    if (root === null) return;
    this.#focus.pinned = root;
    this.#deeper = { root, places: [...this.places.slice(1), place] };
  }

  /** Back to a number on the way; 0 is the inspected one. */
  back(to: number): void {
    const root = this.#focus.inspected;
    if (root !== null) this.#deeper = { root, places: this.places.slice(1, to + 1) };
  }
}
