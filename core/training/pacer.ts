/** After a slow moment, at most this much of it is made up for. */
const CATCH_UP_MS = 100;

/**
 * How many steps are due at a pace of n steps per second: fractions add up, so that nothing drifts, and a
 * long absence is not made up for in a burst.
 */
export class Pacer {
  /** null is as fast as it can. */
  #stepsPerSecond: number | null = null;
  #due = 0;
  #counted = 0;

  /** Starts counting; the first step is due at once. */
  start(now: number): void {
    this.#counted = now;
    this.#due = 1;
  }

  /** Another pace from now on. */
  set(stepsPerSecond: number | null, now: number): void {
    this.#count(now);
    this.#due = Math.min(this.#due, 1);
    this.#stepsPerSecond = stepsPerSecond;
  }

  /** Whole steps to make now. */
  due(now: number): number {
    if (this.#stepsPerSecond === null) return Infinity;
    this.#count(now);
    return Math.floor(this.#due);
  }

  /** These were made. */
  made(steps: number): void {
    this.#due = Math.max(0, this.#due - steps);
  }

  /** Milliseconds from `now` until a step is due; Infinity if none ever is. */
  wait(now: number): number {
    if (this.#stepsPerSecond === null) return 0;
    this.#count(now);
    // A hair over the time: a timer that fires early must not find 0.999 steps due.
    return this.#due >= 1 ? 0 : (1000 * (1 - this.#due)) / this.#stepsPerSecond + 0.01;
  }

  #count(now: number): void {
    const elapsed = now - this.#counted;
    this.#counted = now;
    if (this.#stepsPerSecond === null) return;
    const most = 1 + (this.#stepsPerSecond * CATCH_UP_MS) / 1000;
    this.#due = Math.min(most, this.#due + (this.#stepsPerSecond * elapsed) / 1000);
  }
}
