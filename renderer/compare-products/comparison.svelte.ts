import type { MatrixKey } from "../../core/network/names.ts";
import { sameKey } from "../state/focus.svelte.ts";
import { NO_TURNS, pairs, type PairName } from "./pairs.ts";
import type { Turns } from "./suggestions.ts";

/** Which two arrays are compared: a pair of the article, or two matrices of the network. */
export type Choice = PairName | "network";

export type Side = "left" | "right";

const X: MatrixKey = { kind: "X", layer: 0 };
const W1: MatrixKey = { kind: "W", layer: 0 };

/** What dot and star are compared on; it stays while other tabs are in front. */
export class Comparison {
  choice = $state<Choice>("matrices");
  turns = $state.raw<Turns>(NO_TURNS);
  #keys = $state.raw<readonly [MatrixKey, MatrixKey]>([X, W1]);

  /** Other arrays, as they stand at first. */
  choose(choice: Choice): void {
    this.choice = choice;
    this.turns = choice === "network" ? NO_TURNS : pairs[choice].turns;
  }

  /** The two matrices of a network that has these; where a chosen one is gone, its first ones. */
  keysAmong(there: readonly MatrixKey[]): readonly [MatrixKey, MatrixKey] {
    const has = (key: MatrixKey): boolean => there.some((one) => sameKey(one, key));
    const [left, right] = this.#keys;
    return [has(left) ? left : there[0], has(right) ? right : there[Math.min(1, there.length - 1)]];
  }

  /** Another matrix of the network at one side. */
  put(side: Side, key: MatrixKey, there: readonly MatrixKey[]): void {
    const [first, second] = this.keysAmong(there);
    const isFirst = (side === "left") !== this.turns.swapped;
    this.#keys = isFirst ? [key, second] : [first, key];
  }

  /** Transposes what stands at one side, or turns it back. */
  transpose(side: Side): void {
    this.turns = { ...this.turns, [side]: !this.turns[side] };
  }

  /** Lets the two change places; each stays as it is. */
  swap(): void {
    const { left, right, swapped } = this.turns;
    this.turns = { left: right, right: left, swapped: !swapped };
  }

  /** Lets them stand so. */
  use(turns: Turns): void {
    this.turns = turns;
  }
}

export const comparison = new Comparison();
