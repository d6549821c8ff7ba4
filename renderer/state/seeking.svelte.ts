import type { FrameMessage } from "../../core/training/frame.ts";

/**
 * The way to a past step. Until the engine has shown what it was asked for, only the newest wish is kept: dragging
 * never runs ahead of what is drawn.
 */
export class Seeking {
  /** The past step that was wished for last and is not shown yet. */
  wished = $state<number | null>(null);
  /** The past step that the engine was asked for and has not answered. */
  #asked: number | null = null;
  readonly #goTo: (step: number) => void;

  /** `goTo` asks the engine for a step. */
  constructor(goTo: (step: number) => void) {
    this.#goTo = goTo;
  }

  wish(step: number): void {
    this.wished = step;
    if (this.#asked === null) this.#ask(step);
  }

  /** What is asked for next belongs to the step that was wished for last. */
  settle(): void {
    if (this.wished !== null && this.wished !== this.#asked) this.#ask(this.wished);
  }

  stop(): void {
    this.wished = null;
    this.#asked = null;
  }

  /** A frame at rest answers what was asked for; if something else is wished for by now, that is next. */
  arrive(status: FrameMessage["status"]): void {
    const asked = this.#asked;
    if (asked === null || status === "running") return;
    this.#asked = null;
    if (this.wished !== null && this.wished !== asked) this.#ask(this.wished);
    else this.wished = null;
  }

  #ask(step: number): void {
    this.#asked = step;
    this.#goTo(step);
  }
}
