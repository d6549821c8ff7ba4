import type { GradientCheck, MatrixCheck } from "../../core/training/gradient-check.ts";
import type { EngineEvent } from "../../core/training/protocol.ts";

/** A gradient check with the step that it belongs to. */
export interface CheckedStep {
  readonly step: number;
  readonly check: GradientCheck;
}

/** One number's check with the step that it belongs to. */
export interface CheckedCell {
  readonly step: number;
  readonly check: MatrixCheck;
}

/** What is known of the gradients of the training that is shown, and what is being found out. */
export class Checks {
  /** The last check of all gradients. */
  whole = $state.raw<CheckedStep | null>(null);
  /** The numbers that were checked by themselves, all at one step: the last at which any was. */
  cells = $state.raw<readonly CheckedCell[]>([]);
  /** A check was asked for and has not been answered. */
  checking = $state(false);
  /** One number's check was asked for and has not been answered. */
  checkingCell = $state(false);
  /** Whether gradients are checked unasked whenever training rests. */
  unasked = $state(false);

  /** The engine's answer. */
  take(event: Extract<EngineEvent, { kind: "checked" | "cell-checked" }>): void {
    const { step } = event;
    if (event.kind === "checked") {
      this.whole = { step, check: event.check };
      this.checking = false;
      return;
    }
    this.cells = [...this.cells.filter((other) => other.step === step), { step, check: event.check }];
    this.checkingCell = false;
  }

  /** Another training, or another branch: the same steps come with other numbers. */
  forget(): void {
    this.whole = null;
    this.cells = [];
  }

  /** Nothing that was asked for will be answered. */
  giveUp(): void {
    this.checking = false;
    this.checkingCell = false;
  }
}
