const WINDOW_MS = 500;
/** At a slow pace the window grows until it spans some steps, or this long. */
const LONGEST_MS = 4000;
const FEWEST_STEPS = 4;

/** Steps per second over the last moments: between half a second and a few. */
export class Speedometer {
  #older = { at: 0, step: 0 };
  #newer = { at: 0, step: 0 };
  #stepsPerSecond = 0;

  /** Training starts, or goes on, from this step. */
  start(now: number, step: number): void {
    this.#older = this.#newer = { at: now, step };
    this.#stepsPerSecond = 0;
  }

  /** This step was reached just now. */
  reach(now: number, step: number): void {
    const elapsed = now - this.#older.at;
    if (elapsed > 0) this.#stepsPerSecond = (1000 * (step - this.#older.step)) / elapsed;
    const since = now - this.#newer.at;
    if (since >= LONGEST_MS || (since >= WINDOW_MS && step - this.#newer.step >= FEWEST_STEPS)) {
      this.#older = this.#newer;
      this.#newer = { at: now, step };
    }
  }

  get stepsPerSecond(): number {
    return this.#stepsPerSecond;
  }
}
