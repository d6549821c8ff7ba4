/** Time and turns, as the engine is handed them by the worker it runs in. */
export interface Clock {
  /** Milliseconds from any fixed moment, with fractions. */
  now(): number;
  /** Calls back after at least `delayMs`; with 0 as soon as commands that wait have had their turn. */
  defer(callback: () => void, delayMs: number): void;
}
