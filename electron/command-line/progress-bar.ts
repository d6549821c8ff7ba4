import type { Io } from "./io.ts";

const WIDTH = 30;
const REDRAW_MS = 100;

/** A bar on a terminal's last line, on stderr; nothing at all where there is no terminal. */
export class ProgressBar {
  readonly #io: Io;
  #drawnAt = -Infinity;
  #length = 0;

  constructor(io: Io) {
    this.#io = io;
  }

  /** Shows how far it is, ten times a second at most; `note` stands behind the bar. */
  show(share: number, note: string, now: number): void {
    if (!this.#io.isTerminal || now - this.#drawnAt < REDRAW_MS) return;
    this.#drawnAt = now;
    const full = Math.round(WIDTH * Math.min(1, share));
    const percent = `${Math.floor(100 * share)}`.padStart(3);
    const line = `${"█".repeat(full)}${"░".repeat(WIDTH - full)} ${percent} %  ${note}`;
    this.#io.stderr.write(`\r${line.padEnd(this.#length)}`);
    this.#length = line.length;
  }

  /** Takes the bar away. */
  clear(): void {
    if (this.#length > 0) this.#io.stderr.write(`\r${" ".repeat(this.#length)}\r`);
    this.#length = 0;
  }
}
