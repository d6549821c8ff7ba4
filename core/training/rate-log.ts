/** A learning rate, and the step whose update is the first that has it. */
export interface RateChange {
  readonly step: number;
  readonly learningRate: number;
}

/** Which learning rate a training had at which step: what replaying it has to know beside the experiment. */
export class RateLog {
  /** Ascending in step; each counts for the updates from its step on. */
  #changes: RateChange[];

  constructor(step: number, learningRate: number) {
    this.#changes = [{ step, learningRate }];
  }

  /** Goes on with changes that ascend in step, at least one. */
  static of(changes: readonly RateChange[]): RateLog {
    const log = new RateLog(changes[0].step, changes[0].learningRate);
    log.#changes = [...changes];
    return log;
  }

  /** Every change so far, the first rate included. */
  get changes(): readonly RateChange[] {
    return this.#changes;
  }

  /** The rate of the newest updates. */
  get last(): number {
    return this.#changes[this.#changes.length - 1].learningRate;
  }

  /** The rate of the update from `step` to the next. */
  at(step: number): number {
    return this.#changes[this.#find(step)].learningRate;
  }

  /** The next step after `step` whose update has another rate; Infinity if none has. */
  nextChange(step: number): number {
    const next = this.#find(step) + 1;
    return next < this.#changes.length ? this.#changes[next].step : Infinity;
  }

  /** Whether some update from step `from` on, before step `to`, has another rate than this. */
  differs(learningRate: number, from: number, to: number): boolean {
    for (let step = from; step < to; step = this.nextChange(step)) {
      if (this.at(step) !== learningRate) return true;
    }
    return false;
  }

  /** From `step` on this rate, whatever was to come. */
  change(step: number, learningRate: number): void {
    const kept = this.#changes.filter((change) => change.step < step);
    if (kept.length === 0 || kept[kept.length - 1].learningRate !== learningRate) {
      kept.push({ step, learningRate });
    }
    this.#changes = kept;
  }

  /** Forgets what happened after `step`. */
  cutAfter(step: number): void {
    while (this.#changes.length > 1 && this.#changes[this.#changes.length - 1].step > step) {
      this.#changes.pop();
    }
  }

  /** The index of the change that counts at `step`. */
  #find(step: number): number {
    let index = this.#changes.length - 1;
    while (index > 0 && this.#changes[index].step > step) index--;
    return index;
  }
}
