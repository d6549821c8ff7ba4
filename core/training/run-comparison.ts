import type { Replay } from "./replay.ts";

/** How far apart the weights of two runs are at a step. */
export interface Distance {
  readonly step: number;
  /** √Σ(W_a − W_b)² of every layer's W, in the order of the layers. */
  readonly norms: readonly number[];
}

/** The weights of both runs at a step: W1, b1, W2, b2, … row-major. */
export interface WeightPair {
  readonly step: number;
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** So many steps are measured evenly, and two per octave, since runs part early. */
const EVEN_MARKS = 96;

/**
 * Trains two runs of one start again, side by side, and measures on the way how far apart their weights are: work
 * in bounded pieces. Any step that both have reached can be looked at meanwhile.
 */
export class RunComparison {
  /** The last step that both runs have; less where numbers stop being finite before it. */
  #end: number;
  readonly #replays: readonly [Replay, Replay];
  readonly #marks: number[];
  #distances: Distance[] = [];
  #wanted: number | null = null;

  /** `end` is the last step that both runs have. */
  constructor(first: Replay, second: Replay, end: number) {
    this.#replays = [first, second];
    this.#end = end;
    this.#marks = marksUpTo(end);
  }

  get end(): number {
    return this.#end;
  }

  /** How far both have been trained by now. */
  get made(): number {
    return Math.min(this.#end, ...this.#replays.map(({ made }) => made));
  }

  /** Whether nothing is left to do until somebody looks. */
  get idle(): boolean {
    return this.#marks.length === 0 && this.#wanted === null;
  }

  /** Asks for the weights of a step: they come once both are there. The newest wish counts. */
  lookAt(step: number): void {
    this.#wanted = Math.max(0, Math.min(this.#end, step));
  }

  /** What was measured since this was last asked. */
  takeDistances(): Distance[] {
    const distances = this.#distances;
    this.#distances = [];
    return distances;
  }

  /** One bounded piece of work; the weights that were asked for when it has reached them. */
  advance(): WeightPair | null {
    const wanted = this.#wanted !== null && this.#wanted <= this.made ? this.#wanted : null;
    const target = wanted ?? this.#marks.at(0);
    if (target === undefined) return null;
    const late = this.#replays.find((replay) => replay.trainer.step !== target);
    if (late !== undefined) {
      late.seek(target);
      if (!late.advance() && late.trainer.step < target) this.#stopAt(late.trainer.step);
      return null;
    }
    if (wanted === null) {
      this.#marks.shift();
      this.#distances.push({ step: target, norms: this.#norms() });
      return null;
    }
    this.#wanted = null;
    const [first, second] = this.#replays.map(({ trainer }) => trainer.parameters.values.slice());
    return { step: target, first, second };
  }

  /** Numbers stop being finite: there is nothing beyond this step. */
  #stopAt(step: number): void {
    this.#end = step;
    while (this.#marks.length > 0 && this.#marks[this.#marks.length - 1] > step) this.#marks.pop();
    if (this.#wanted !== null) this.#wanted = Math.min(this.#wanted, step);
  }

  #norms(): number[] {
    const [first, second] = this.#replays.map(({ trainer }) => trainer.parameters.W);
    return first.map((W, layer) => distanceOf(W, second[layer]));
  }
}

/** √Σ(a − b)², scaled by the largest difference so that no square overflows. */
export function distanceOf(a: Float64Array, b: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i] - b[i]));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += ((a[i] - b[i]) / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/** Step 0, the last one, and steps between them, ascending. */
function marksUpTo(end: number): number[] {
  const marks = new Set([0, end]);
  for (let mark = 1; mark < EVEN_MARKS; mark++) marks.add(Math.round((mark * end) / EVEN_MARKS));
  for (let octave = 2; octave - 1 < end; octave *= 2) marks.add(octave - 1).add(octave * 1.5 - 1);
  return [...marks].filter((mark) => mark <= end).sort((a, b) => a - b);
}
