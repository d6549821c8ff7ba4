import type { GradientSum } from "../../core/training/gradient-sum.ts";
import type { Cell } from "../state/focus.svelte.ts";
import { gradientSum } from "./look-into.ts";
import { samePlace } from "../chain/place.ts";
import type { StepNumbers } from "./step-numbers.ts";

/** Adds up for so many milliseconds, then lets the page do other things. */
const SLICE_MS = 6;

/** How the page's time is asked for: a test has a time of its own. */
export interface PageTime {
  readonly now: () => number;
  readonly defer: (callback: () => void) => void;
}

interface Wish {
  readonly place: Cell;
  readonly numbers: StepNumbers;
  readonly sum: GradientSum;
}

/** Adds up what a gradient's number is made of, slice by slice where there are many samples. */
export class Adding {
  #added = $state.raw<Wish | null>(null);
  #wished: Wish | null = null;
  readonly #time: PageTime;

  constructor(time: PageTime) {
    this.#time = time;
  }

  /** The sum of a number of a step, once it is added up; null until then. */
  sumOf(place: Cell, numbers: StepNumbers): GradientSum | null {
    return this.#added !== null && isOf(this.#added, place, numbers) ? this.#added.sum : null;
  }

  /** Wants the sum of a number of a step; what was wanted before is given up. */
  want(place: Cell, numbers: StepNumbers): void {
    if (this.#wished !== null && isOf(this.#wished, place, numbers)) return;
    const wish = { place, numbers, sum: gradientSum(place, numbers) };
    this.#wished = wish;
    this.#time.defer(() => this.#goOn(wish));
  }

  /** Nothing is wanted any more. */
  stop(): void {
    this.#wished = null;
  }

  #goOn(wish: Wish): void {
    if (this.#wished !== wish) return;
    const begun = this.#time.now();
    while (wish.sum.advance()) {
      if (this.#time.now() - begun < SLICE_MS) continue;
      this.#time.defer(() => this.#goOn(wish));
      return;
    }
    this.#added = wish;
  }
}

function isOf(wish: Wish, place: Cell, numbers: StepNumbers): boolean {
  return wish.numbers === numbers && samePlace(wish.place, place);
}
