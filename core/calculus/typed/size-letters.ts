import type { Dimensions, Shape, Size } from "./shape.ts";
import { rootOf, type SizeTerm } from "./sizes.ts";

/** A shape while it is inferred. */
export interface TermShape {
  readonly dimensions: Dimensions;
  readonly rows: SizeTerm;
  readonly columns: SizeTerm;
}

/**
 * Gives sizes that are not known their letters: those that a person gave, else a, b, …, z, a1, b1, … in the order in
 * which they are met.
 */
export class SizeLetters {
  readonly #given: ReadonlyMap<string, SizeTerm>;
  readonly #known = new Map<SizeTerm, string>();
  #count = 0;

  constructor(given: ReadonlyMap<string, SizeTerm>) {
    this.#given = given;
  }

  shape({ dimensions, rows, columns }: TermShape): Shape {
    return { dimensions, rows: this.#size(rows), columns: this.#size(columns) };
  }

  #size(term: SizeTerm): Size {
    const root = rootOf(term);
    if (root.value !== null) return root.value;
    let letter = this.#known.get(root);
    if (letter === undefined) {
      letter = [...this.#given].find(([, one]) => rootOf(one) === root)?.[0] ?? this.#next();
      this.#known.set(root, letter);
    }
    return letter;
  }

  #next(): string {
    for (;;) {
      const count = this.#count++;
      const round = Math.floor(count / 26);
      const letter = String.fromCharCode(97 + (count % 26)) + (round === 0 ? "" : String(round));
      if (!this.#given.has(letter)) return letter;
    }
  }
}
