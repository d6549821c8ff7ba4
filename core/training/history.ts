import { CostSeries, type SeriesSnapshot } from "./cost-series.ts";
import type { HistoryPoints } from "./frame.ts";

/** The pairs that a history kept: what a saved run holds. */
export interface HistorySnapshot {
  readonly train: SeriesSnapshot;
  readonly test: SeriesSnapshot | null;
}

/** Is told the costs of steps `first`, `first` + 1, …: the first `count` of `costs`, which belong to the caller. */
export type CostWatcher = (first: number, costs: Float64Array, count: number) => void;

/**
 * The cost over the steps in bounded memory, and beside it the cost on the test samples where there are
 * any: see `CostSeries`. Recording allocates nothing.
 */
export class LossHistory {
  readonly #train: CostSeries;
  readonly #test: CostSeries;
  #watcher: CostWatcher | null = null;
  readonly #single = new Float64Array(1);

  /** @throws RangeError if the number of evenly thinned buckets is not even; at least as many steps are all kept. */
  constructor(evenBuckets?: number) {
    this.#train = new CostSeries(evenBuckets);
    this.#test = new CostSeries(evenBuckets);
  }

  /** The last step whose cost was recorded, −1 before the first. */
  get lastStep(): number {
    return this.#train.lastStep;
  }

  /** The same for the test samples. */
  get lastTestStep(): number {
    return this.#test.lastStep;
  }

  /**
   * Takes the cost of a step. Steps ascend: one that was recorded already, or one before it, is left as
   * it is, and so is a cost that is not finite.
   */
  record(step: number, cost: number): void {
    this.#train.record(step, cost);
    if (this.#watcher === null) return;
    this.#single[0] = cost;
    this.#watcher(step, this.#single, 1);
  }

  /** Takes the costs of steps `first`, `first` + 1, … at once: the first `count` of `costs`. */
  recordRun(first: number, costs: Float64Array, count: number): void {
    this.#train.recordRun(first, costs, count);
    this.#watcher?.(first, costs, count);
  }

  /** Takes the cost of a step on the test samples, as `record` does. */
  recordTest(step: number, cost: number): void {
    this.#test.record(step, cost);
  }

  /** Tells of every cost on the training samples as it comes, also of those that were recorded already. */
  watch(watcher: CostWatcher | null): void {
    this.#watcher = watcher;
  }

  /** Forgets everything. */
  clear(): void {
    this.#train.clear();
    this.#test.clear();
  }

  /** Forgets every pair that lies after `step`. */
  cutAfter(step: number): void {
    this.#train.cutAfter(step);
    this.#test.cutAfter(step);
  }

  /** What is kept of step `from` and later, as fresh arrays of recorded pairs, ascending, each step once. */
  points(from = 0): HistoryPoints {
    const test = this.#test.lastStep < 0 ? null : this.#test.points(from);
    return { ...this.#train.points(from), test };
  }

  /** The state to go on from later, as copies. */
  snapshot(): HistorySnapshot {
    return {
      train: this.#train.snapshot(),
      test: this.#test.lastStep < 0 ? null : this.#test.snapshot(),
    };
  }

  /** Goes on from a snapshot; where that history had more buckets than this one, it is thinned. */
  restore({ train, test }: HistorySnapshot): void {
    this.#train.restore(train);
    if (test === null) this.#test.clear();
    else this.#test.restore(test);
  }
}
