import type { Errand } from "./errands.ts";
import { GradientChecker, type GradientCheck } from "./gradient-check.ts";
import type { CostPlan, Place } from "./shifted-cost.ts";
import type { Start } from "./start.ts";
import type { Trainer } from "./trainer.ts";

/**
 * The gradient check of the step at which a trainer rests, in bounded pieces: first the gradient on all
 * samples is made known, then it is compared, all of it or a single number. From then on the trainer may move.
 */
export class StepCheck implements Errand {
  readonly #plan: CostPlan;
  readonly #start: Start;
  readonly #trainer: Trainer;
  readonly #only: Place | null;
  #begun: { readonly step: number; readonly checker: GradientChecker } | null = null;

  /** `only` is the number that is compared; null: all of them, or a selection where there are many. */
  constructor(plan: CostPlan, start: Start, trainer: Trainer, only: Place | null = null) {
    this.#plan = plan;
    this.#start = start;
    this.#trainer = trainer;
    this.#only = only;
  }

  advance(): boolean {
    if (this.#begun !== null) return this.#begun.checker.advance();
    const trainer = this.#trainer;
    if (trainer.lookFurther()) return true;
    const { X, Y } = this.#start;
    const { parameters, pass } = trainer;
    const checker = new GradientChecker(this.#plan, X, Y, parameters, pass.gradient, undefined, this.#only);
    this.#begun = { step: trainer.step, checker };
    return true;
  }

  /** @throws Error if it is not done yet. */
  result(): { readonly step: number; readonly check: GradientCheck } {
    if (this.#begun === null) throw new Error("internal: the gradient check has not begun");
    return { step: this.#begun.step, check: this.#begun.checker.result() };
  }
}
