import type { Errand } from "./errands.ts";
import { GradientChecker, type GradientCheck } from "./gradient-check.ts";
import type { CostPlan } from "./shifted-cost.ts";
import type { Start } from "./start.ts";
import type { Trainer } from "./trainer.ts";

/**
 * The gradient check of the step at which a trainer rests, in bounded pieces: first the gradient on all
 * samples is made known, then it is compared. From then on the trainer may move.
 */
export class StepCheck implements Errand {
  readonly #plan: CostPlan;
  readonly #start: Start;
  readonly #trainer: Trainer;
  #begun: { readonly step: number; readonly checker: GradientChecker } | null = null;

  constructor(plan: CostPlan, start: Start, trainer: Trainer) {
    this.#plan = plan;
    this.#start = start;
    this.#trainer = trainer;
  }

  advance(): boolean {
    if (this.#begun !== null) return this.#begun.checker.advance();
    const trainer = this.#trainer;
    if (trainer.lookFurther()) return true;
    const { X, Y } = this.#start;
    const checker = new GradientChecker(this.#plan, X, Y, trainer.parameters, trainer.pass.gradient);
    this.#begun = { step: trainer.step, checker };
    return true;
  }

  /** @throws Error if it is not done yet. */
  result(): { readonly step: number; readonly check: GradientCheck } {
    if (this.#begun === null) throw new Error("internal: the gradient check has not begun");
    return { step: this.#begun.step, check: this.#begun.checker.result() };
  }
}
