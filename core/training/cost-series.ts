import type { ThinnedCosts } from "./frame.ts";

/** Buckets of the even thinning where nobody asks for more: as many as a curve can show. */
const EVEN_BUCKETS = 512;
const BUCKETS_PER_OCTAVE = 32;
/** Steps are safe whole numbers, below 2⁵³. */
const OCTAVES = 53;

/** A bucket holds four recorded pairs: step and cost of the first, the smallest, the largest, the last. */
const PAIRS = 4;
const WIDTH = 2 * PAIRS;
const FIRST = 0;
const LEAST = 2;
const GREATEST = 4;
const LAST = 6;

/*
 * Longer than most files: the two thinnings share one bucket, and every function here knows how it lies.
 */

/** All that a series knows: the pairs that it kept, from which its buckets come again. */
export interface SeriesSnapshot extends ThinnedCosts {
  /** Steps per bucket of `even`, a power of 2. */
  readonly stride: number;
}

/**
 * Costs over steps in bounded memory, thinned in two ways: evenly, and per octave of step + 1.
 * Every bucket keeps its first, smallest, largest and last pair, so that an extreme is never lost and
 * nothing is shown that was not recorded. Recording allocates nothing.
 */
export class CostSeries {
  readonly #evenBuckets: number;
  readonly #even: Float64Array;
  readonly #octaves = new Float64Array(OCTAVES * BUCKETS_PER_OCTAVE * WIDTH);
  /** Steps per even bucket, a power of 2. */
  #stride = 1;
  #evenUsed = 0;
  #octavesUsed = 0;
  /** The first step that no longer belongs to the last bucket in use. */
  #evenEnd = 0;
  #octavesEnd = 0;
  #lastStep = -1;
  /** The cost being recorded: as an argument of further calls it would become an object every time. */
  readonly #incoming = new Float64Array(1);

  /**
   * An even number of buckets thins evenly: up to as many steps are all kept, then every bucket takes twice
   * as many steps whenever all are in use.
   *
   * @throws RangeError if it is not an even number.
   */
  constructor(evenBuckets = EVEN_BUCKETS) {
    if (evenBuckets <= 0 || evenBuckets % 2 !== 0) {
      throw new RangeError(`a history needs an even number of buckets, got ${evenBuckets}`);
    }
    this.#evenBuckets = evenBuckets;
    this.#even = new Float64Array(evenBuckets * WIDTH);
  }

  /** The last step recorded, −1 before the first. */
  get lastStep(): number {
    return this.#lastStep;
  }

  /**
   * Takes the cost of a step. Steps ascend: one that was recorded already, or one before it, is left as
   * it is, and so is a cost that is not finite.
   */
  record(step: number, cost: number): void {
    this.#incoming[0] = cost;
    this.#take(step);
  }

  /** Takes the costs of steps `first`, `first` + 1, …: the same as recording one after the other, but quick. */
  recordRun(first: number, costs: Float64Array, count: number): void {
    let at = Math.max(0, this.#lastStep + 1 - first);
    while (at < count) {
      const step = first + at;
      // What both buckets in use still take can be looked through in one go.
      const end = Math.min(count, Math.min(this.#evenEnd, this.#octavesEnd) - first);
      if (end - at < 2 || !this.#takeRun(step, costs, at, end)) {
        this.#incoming[0] = costs[at++];
        this.#take(step);
      } else at = end;
    }
  }

  /** Forgets everything. */
  clear(): void {
    this.#stride = 1;
    this.#evenUsed = 0;
    this.#octavesUsed = 0;
    this.#evenEnd = 0;
    this.#octavesEnd = 0;
    this.#lastStep = -1;
  }

  /** Forgets every pair that lies after `step`; what the thinning dropped before does not come back. */
  cutAfter(step: number): void {
    if (step >= this.#lastStep) return;
    this.#evenUsed = cut(this.#even, this.#evenUsed, step);
    this.#octavesUsed = cut(this.#octaves, this.#octavesUsed, step);
    this.#settle(Math.max(lastOf(this.#even, this.#evenUsed), lastOf(this.#octaves, this.#octavesUsed)));
  }

  /** What is kept of step `from` and later, as fresh arrays of recorded pairs, ascending, each step once. */
  points(from = 0): ThinnedCosts {
    return {
      even: collect(this.#even, this.#evenUsed, from),
      octaves: collect(this.#octaves, this.#octavesUsed, from),
    };
  }

  /** The state to go on from later, as copies. */
  snapshot(): SeriesSnapshot {
    return { stride: this.#stride, ...this.points() };
  }

  /**
   * Goes on from a snapshot: as if there had been no break, also where that series had more buckets than this
   * one, since a bucket's four pairs are the four of all that it ever took.
   *
   * @throws RangeError if a step has no cost.
   */
  restore({ stride, even, octaves }: SeriesSnapshot): void {
    if (even.length % 2 !== 0 || octaves.length % 2 !== 0) throw new RangeError("a pair has 2 numbers");
    this.clear();
    this.#stride = stride;
    for (let at = 0; at < even.length; at += 2) {
      this.#incoming[0] = even[at + 1];
      this.#takeEven(even[at]);
    }
    for (let at = 0; at < octaves.length; at += 2) {
      this.#incoming[0] = octaves[at + 1];
      this.#takeOctave(octaves[at]);
    }
    this.#lastStep = Math.max(lastOf(this.#even, this.#evenUsed), lastOf(this.#octaves, this.#octavesUsed));
  }

  /** The buckets in use were replaced: finds where they end. */
  #settle(lastStep: number): void {
    this.#lastStep = lastStep;
    this.#evenEnd =
      this.#evenUsed === 0 ? 0 : endOfStride(this.#even[(this.#evenUsed - 1) * WIDTH], this.#stride);
    this.#octavesEnd =
      this.#octavesUsed === 0 ? 0 : endOfOctaveBucket(this.#octaves[(this.#octavesUsed - 1) * WIDTH]);
  }

  #take(step: number): void {
    const incoming = this.#incoming;
    if (step <= this.#lastStep || incoming[0] - incoming[0] !== 0) return;
    this.#lastStep = step;
    if (step < this.#evenEnd) extend(this.#even, (this.#evenUsed - 1) * WIDTH, step, incoming);
    else this.#openEven(step);
    if (step < this.#octavesEnd) extend(this.#octaves, (this.#octavesUsed - 1) * WIDTH, step, incoming);
    else this.#openOctave(step);
  }

  /** One half of `#take`, which writes both out: a step handed on once more may become an object every time. */
  #takeEven(step: number): void {
    if (step < this.#evenEnd) extend(this.#even, (this.#evenUsed - 1) * WIDTH, step, this.#incoming);
    else this.#openEven(step);
  }

  #takeOctave(step: number): void {
    if (step < this.#octavesEnd) extend(this.#octaves, (this.#octavesUsed - 1) * WIDTH, step, this.#incoming);
    else this.#openOctave(step);
  }

  /** Takes costs[from … end − 1], the first of them of `step`, all within both buckets in use; false if one is not finite. */
  #takeRun(step: number, costs: Float64Array, from: number, end: number): boolean {
    let least = from;
    let greatest = from;
    let whole = 0;
    for (let i = from; i < end; i++) {
      const cost = costs[i];
      whole += cost - cost;
      if (cost < costs[least]) least = i;
      if (cost > costs[greatest]) greatest = i;
    }
    if (whole !== 0) return false;
    this.#extendBoth(step + least - from, costs, least);
    this.#extendBoth(step + greatest - from, costs, greatest);
    this.#lastStep = step + end - 1 - from;
    this.#extendBoth(this.#lastStep, costs, end - 1);
    return true;
  }

  #extendBoth(step: number, costs: Float64Array, at: number): void {
    this.#incoming[0] = costs[at];
    extend(this.#even, (this.#evenUsed - 1) * WIDTH, step, this.#incoming);
    extend(this.#octaves, (this.#octavesUsed - 1) * WIDTH, step, this.#incoming);
  }

  #openEven(step: number): void {
    while (this.#evenUsed === this.#evenBuckets) {
      this.#stride *= 2;
      this.#evenUsed = mergeByStride(this.#even, this.#evenUsed, this.#stride);
      this.#evenEnd = endOfStride(this.#even[(this.#evenUsed - 1) * WIDTH], this.#stride);
      if (step < this.#evenEnd) {
        extend(this.#even, (this.#evenUsed - 1) * WIDTH, step, this.#incoming);
        return;
      }
    }
    open(this.#even, this.#evenUsed++ * WIDTH, step, this.#incoming);
    this.#evenEnd = endOfStride(step, this.#stride);
  }

  #openOctave(step: number): void {
    open(this.#octaves, this.#octavesUsed++ * WIDTH, step, this.#incoming);
    this.#octavesEnd = endOfOctaveBucket(step);
  }
}

/** The first step of the next stride. */
function endOfStride(step: number, stride: number): number {
  return (Math.floor(step / stride) + 1) * stride;
}

/** The first step of the next bucket: octave o of step + 1 is 2ᵒ … 2ᵒ⁺¹ − 1, in 32 equal parts. */
function endOfOctaveBucket(step: number): number {
  const place = step + 1;
  let start = 2 ** Math.floor(Math.log2(place));
  // The logarithm may be off by its last bit next to a power of 2.
  if (start > place) start /= 2;
  else if (2 * start <= place) start *= 2;
  const width = Math.max(1, start / BUCKETS_PER_OCTAVE);
  return start + (Math.floor((place - start) / width) + 1) * width - 1;
}

function open(buckets: Float64Array, at: number, step: number, incoming: Float64Array): void {
  for (let pair = at; pair < at + WIDTH; pair += 2) {
    buckets[pair] = step;
    buckets[pair + 1] = incoming[0];
  }
}

/** Takes a later pair into a bucket; of equal extremes the first stays. */
function extend(buckets: Float64Array, at: number, step: number, incoming: Float64Array): void {
  const cost = incoming[0];
  buckets[at + LAST] = step;
  buckets[at + LAST + 1] = cost;
  if (cost < buckets[at + LEAST + 1]) {
    buckets[at + LEAST] = step;
    buckets[at + LEAST + 1] = cost;
  } else if (cost > buckets[at + GREATEST + 1]) {
    buckets[at + GREATEST] = step;
    buckets[at + GREATEST + 1] = cost;
  }
}

/** Joins neighbours that fall into the same stride, in place; gives the number of buckets left. */
function mergeByStride(buckets: Float64Array, used: number, stride: number): number {
  let kept = 0;
  for (let bucket = 1; bucket < used; bucket++) {
    const from = bucket * WIDTH;
    const to = kept * WIDTH;
    if (buckets[from + FIRST] < endOfStride(buckets[to + FIRST], stride)) {
      if (buckets[from + LEAST + 1] < buckets[to + LEAST + 1]) {
        buckets.copyWithin(to + LEAST, from + LEAST, from + LEAST + 2);
      }
      if (buckets[from + GREATEST + 1] > buckets[to + GREATEST + 1]) {
        buckets.copyWithin(to + GREATEST, from + GREATEST, from + GREATEST + 2);
      }
      buckets.copyWithin(to + LAST, from + LAST, from + LAST + 2);
    } else {
      kept++;
      buckets.copyWithin(kept * WIDTH, from, from + WIDTH);
    }
  }
  return kept + 1;
}

/** Drops what lies after `step`; gives the number of buckets left. The last one keeps what it still can show. */
function cut(buckets: Float64Array, used: number, step: number): number {
  let left = used;
  while (left > 0 && buckets[(left - 1) * WIDTH + FIRST] > step) left--;
  if (left === 0) return 0;
  const at = (left - 1) * WIDTH;
  const pairs = buckets.slice(at, at + WIDTH);
  const incoming = new Float64Array(1);
  const kept = [FIRST, LEAST, GREATEST, LAST]
    .filter((pair) => pairs[pair] <= step)
    .sort((a, b) => pairs[a] - pairs[b]);
  kept.forEach((pair, index) => {
    incoming[0] = pairs[pair + 1];
    if (index === 0) open(buckets, at, pairs[pair], incoming);
    else extend(buckets, at, pairs[pair], incoming);
  });
  return left;
}

/** The step of the last pair, −1 where there is none. */
function lastOf(buckets: Float64Array, used: number): number {
  return used === 0 ? -1 : buckets[(used - 1) * WIDTH + LAST];
}

/** The pairs of all buckets in use from a step on, ascending in step, each once. */
function collect(buckets: Float64Array, used: number, from: number): Float64Array {
  const points = new Float64Array(used * WIDTH);
  let length = 0;
  const add = (at: number): void => {
    if (buckets[at] < from || (length > 0 && points[length - 2] >= buckets[at])) return;
    points[length++] = buckets[at];
    points[length++] = buckets[at + 1];
  };
  for (let bucket = 0; bucket < used; bucket++) {
    const at = bucket * WIDTH;
    const leastFirst = buckets[at + LEAST] < buckets[at + GREATEST];
    add(at + FIRST);
    add(at + (leastFirst ? LEAST : GREATEST));
    add(at + (leastFirst ? GREATEST : LEAST));
    add(at + LAST);
  }
  return points.slice(0, length);
}
