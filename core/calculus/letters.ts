import type { Index } from "./expression.ts";

/** Pairs for the places of one matrix after another along the chain, as the article takes them. */
const PAIRS: readonly (readonly [string, string])[] = [
  ["μ", "ν"],
  ["l", "s"],
  ["r", "e"],
  ["p", "g"],
  ["c", "d"],
  ["a", "b"],
];
const SINGLES = [..."jktuvwhqoxyzαβγεζηθκξπρστφχψω"];

/** Hands out index letters, none of them twice while it is in use. */
export class Letters {
  #taken: Set<string>;

  constructor(taken: Iterable<string> = []) {
    this.#taken = new Set(taken);
  }

  /** Only these stay in use. */
  reset(taken: Iterable<string>): void {
    this.#taken = new Set(taken);
  }

  take(letter: string): void {
    this.#taken.add(letter);
  }

  /** An index for the wished letter, or for another one if that is in use. */
  fresh(wished: string, size: number): Index {
    const letter = this.#free(wished) ? wished : this.#first(SINGLES);
    this.#taken.add(letter);
    return { letter, size };
  }

  /** Two indices for the places of a matrix of this shape. */
  pair(rows: number, columns: number): readonly [Index, Index] {
    const pair = PAIRS.find((letters) => letters.every((letter) => this.#free(letter)));
    const [first, second] = pair ?? [this.#first(SINGLES), ""];
    this.#taken.add(first);
    const other = second === "" ? this.#first(SINGLES) : second;
    this.#taken.add(other);
    return [
      { letter: first, size: rows },
      { letter: other, size: columns },
    ];
  }

  #free(letter: string): boolean {
    return !this.#taken.has(letter);
  }

  /** The first free one, with primes once all plain ones are in use. */
  #first(letters: readonly string[]): string {
    for (let primes = ""; ; primes += "′") {
      const found = letters.find((letter) => this.#free(letter + primes));
      if (found !== undefined) return found + primes;
    }
  }
}
