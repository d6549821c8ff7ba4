import type { NameStyle } from "../../core/network/names.ts";
import type { FoldStorage } from "./folds.svelte.ts";

const KEY = "rematrix-names";

/**
 * How matrices are called all over the lab, by letters (A, B, C, Ŷ) or by numbers (Z⁽¹⁾, H⁽¹⁾, …): as suits the
 * network until somebody chose, which is remembered from one visit to the next.
 */
export class Naming {
  style = $state.raw<NameStyle>("suited");
  readonly #storage: () => FoldStorage;

  /** `storage` is called each time: a browser that forbids it throws there. */
  constructor(storage: () => FoldStorage) {
    this.#storage = storage;
    this.style = this.#read();
  }

  choose(style: "letters" | "numbers"): void {
    this.style = style;
    try {
      this.#storage().setItem(KEY, style);
    } catch {
      // A browser that keeps nothing: it holds for this visit.
    }
  }

  #read(): NameStyle {
    try {
      const kept = this.#storage().getItem(KEY);
      return kept === "letters" || kept === "numbers" ? kept : "suited";
    } catch {
      return "suited";
    }
  }
}

export const naming = new Naming(() => localStorage);
