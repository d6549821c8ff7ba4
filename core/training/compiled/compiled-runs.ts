import type { OptimizerState } from "../../optimizer/optimizer.ts";
import type { Batches } from "../batches.ts";
import { copyWeights } from "../recent-weights.ts";
import type { Start, Task } from "../start.ts";
import { compileStep, type CompiledStep } from "./compiled-step.ts";

/** Steps at a time that make up for compiling them. */
const WORTH_COMPILING = 64;

/** What a run of compiled steps leaves behind, until the next one. */
export interface CompiledRun {
  /** How many steps it made, at least 1. */
  made: number;
  /** The cost of each of them before its update, on its own samples. */
  readonly costs: Float64Array;
  readonly now: OptimizerState;
  /** One step before. */
  readonly before: OptimizerState;
}

/** A training's steps in compiled code, where there is some: compiled when they are first worth it. */
export class CompiledRuns {
  readonly #task: Task;
  readonly #start: Start;
  /** Null where nothing can be compiled, undefined while nobody needed it. */
  #step: CompiledStep | null | undefined;
  #run: CompiledRun | null = null;
  /** Ordinary steps are made up to this one: compiled ones met a number that is not finite. */
  #plainUntil = 0;

  constructor(task: Task, start: Start, webAssembly: boolean) {
    this.#task = task;
    this.#start = start;
    this.#step = webAssembly ? undefined : null;
  }

  /** Whether `run` can make steps from this one on; compiles them where that many are worth it. */
  isReady(step: number, most: number): boolean {
    if (this.#step === undefined && most >= WORTH_COMPILING) {
      const { X, Y } = this.#start;
      const { batch } = this.#task.training;
      this.#step = compileStep(this.#task, X, Y, batch === "full" ? null : Math.min(batch, X.rows));
      if (this.#step !== null) {
        this.#run = { made: 0, costs: this.#step.costs, now: this.#step, before: this.#step.before };
      }
    }
    return this.#run !== null && step >= this.#plainUntil;
  }

  /**
   * Makes up to `count` steps from `step` and `now` on. Null where the next one has to be an ordinary one,
   * because a number in it is not finite: then ordinary steps find out which, and where.
   */
  run(
    step: number,
    count: number,
    now: OptimizerState,
    rateAt: (step: number) => number,
    batches: Batches | null,
  ): CompiledRun | null {
    const compiled = this.#step;
    const run = this.#run;
    if (!compiled || run === null)
      throw new Error("internal: compiled steps were not asked whether they are ready");
    const wanted = Math.min(count, compiled.most);
    for (let i = 0; i < wanted; i++) compiled.rates[i] = rateAt(step + i);
    const from = batches?.begin(step) ?? 0;
    if (batches !== null) compiled.order.set(batches.order);
    copyWeights(compiled, now);
    run.made = compiled.run(wanted, from);
    if (run.made < wanted) {
      // One step less, so that an ordinary one comes before the one that breaks down: that one is needed too.
      this.#plainUntil = step + run.made + 1;
      run.made--;
      copyWeights(compiled, now);
      if (run.made <= 0 || compiled.run(run.made, from) !== run.made) return null;
    }
    return run;
  }

  /** Another start: what was not finite there says nothing here. */
  forget(): void {
    this.#plainUntil = 0;
  }
}
