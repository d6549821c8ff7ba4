import type { Clock } from "../../core/training/clock.ts";

/** A clock whose time moves when told to, or by a fixed amount every time it is read. */
export class FakeClock implements Clock {
  time = 0;
  /** Milliseconds that pass with every reading: what the work between two readings takes. With 0, work without an end never ends. */
  tick = 1;
  #appointments: { readonly at: number; readonly order: number; readonly callback: () => void }[] = [];
  #order = 0;

  now(): number {
    this.time += this.tick;
    return this.time;
  }

  defer(callback: () => void, delayMs: number): void {
    this.#appointments.push({ at: this.time + delayMs, order: this.#order++, callback });
  }

  /** How many callbacks wait. */
  get waiting(): number {
    return this.#appointments.length;
  }

  /** Lets the earliest callback happen; false if there is none. */
  turn(): boolean {
    this.#appointments.sort((a, b) => a.at - b.at || a.order - b.order);
    const next = this.#appointments.shift();
    if (next === undefined) return false;
    this.time = Math.max(this.time, next.at);
    next.callback();
    return true;
  }

  /** Lets `ms` pass, with everything that happens in them. */
  pass(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      this.#appointments.sort((a, b) => a.at - b.at || a.order - b.order);
      if (this.#appointments.length === 0 || this.#appointments[0].at > end) break;
      this.turn();
    }
    this.time = Math.max(this.time, end);
  }
}
