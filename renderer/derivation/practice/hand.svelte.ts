import type { Operator } from "../../../core/calculus/practice/verdict.ts";

export type Side = "left" | "right";

/** Two pieces that lie side by side, by their ids. */
export interface Pair {
  readonly left: number;
  readonly right: number;
}

/** What the learner holds: a piece that was taken, the place that is proposed for it, and the operator. */
export class Hand {
  taken = $state<number | null>(null);
  operator = $state<Operator>("dot");
  #partner = $state<number | null>(null);
  #side = $state<Side>("left");

  /** The taken piece and the one that it is laid beside; null while no place is proposed. */
  readonly pair = $derived.by((): Pair | null => {
    if (this.taken === null || this.#partner === null) return null;
    return this.#side === "left"
      ? { left: this.taken, right: this.#partner }
      : { left: this.#partner, right: this.taken };
  });

  take(id: number): void {
    this.taken = id;
    this.#partner = null;
  }

  /** Lays the taken piece at a side of another one. */
  propose(partner: number, side: Side): void {
    if (this.taken === null || this.taken === partner) return;
    this.#partner = partner;
    this.#side = side;
  }

  /** To the next or the last place before: left and right of every other piece, one after the other. */
  move(by: 1 | -1, others: readonly number[]): void {
    if (this.taken === null || others.length === 0) return;
    const places = 2 * others.length;
    const at = this.#partner === null ? -1 : others.indexOf(this.#partner);
    const now = at === -1 ? (by === 1 ? -1 : places) : 2 * at + (this.#side === "left" ? 0 : 1);
    const next = (now + by + places) % places;
    this.propose(others[Math.floor(next / 2)], next % 2 === 0 ? "left" : "right");
  }

  /** The two change places. */
  exchange(): void {
    this.#side = this.#side === "left" ? "right" : "left";
  }

  /** First the proposal goes, then the piece. */
  putBack(): void {
    if (this.#partner === null) this.taken = null;
    this.#partner = null;
  }

  empty(): void {
    this.taken = null;
    this.#partner = null;
    this.operator = "dot";
  }
}
