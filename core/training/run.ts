import type { StopPlan } from "../experiment/experiment.ts";
import type { StopReason } from "./frame.ts";
import type { RunState } from "./saved-run.ts";
import { Stopping } from "./stopping.ts";
import { TimeMachine } from "./time-machine.ts";
import type { Trainer } from "./trainer.ts";

/** What became of a piece of training: it goes on, stopped for a reason, or a number was not finite. */
export type Outcome = "on" | StopReason | "diverged";

/** One training: a trainer driven through time, under the conditions of its stop. */
export class Run {
  readonly trainer: Trainer;
  readonly machine: TimeMachine;
  readonly #stopping: Stopping;
  /** Room for the cost of one step. */
  readonly #now = new Float64Array(1);

  /** Begins where the trainer stands; or there, but goes on from a state that `resumeRun` has looked at. */
  constructor(trainer: Trainer, stop: StopPlan | null, state: RunState | null = null) {
    this.trainer = trainer;
    this.machine = new TimeMachine(trainer);
    this.#stopping = new Stopping(trainer.stepsPerEpoch);
    if (state === null) {
      this.setStop(stop);
      return;
    }
    this.machine.resume(state.trainer, state.branch);
    // Back at the saved step its cost was looked at, which the history may not have.
    trainer.history.restore(state.history);
    this.setStop(stop);
    this.#stopping.restore(state.stopping);
  }

  /**
   * The state to go on from later, as copies.
   *
   * @throws Error while a step is being sought.
   */
  save(): RunState {
    const { trainer, machine } = this;
    if (machine.seeking) throw new Error("internal: a run cannot be saved while a step is sought");
    trainer.findCost();
    machine.settle();
    return {
      trainer: trainer.snapshot(),
      cost: Number.isFinite(trainer.cost) ? trainer.cost : null,
      branch: machine.snapshot(),
      history: trainer.history.snapshot(),
      stopping: this.#stopping.snapshot(),
    };
  }

  /** Another stop from now on. */
  setStop(stop: StopPlan | null): void {
    const stopping = this.#stopping;
    stopping.change(stop, this.machine.position);
    this.trainer.history.watch(
      stopping.watchesCost ? (first, costs, count) => this.#see(first, costs, count) : null,
    );
  }

  /** Seeks a past step: `machine.travel` until it is there. */
  goTo(step: number): void {
    this.machine.goTo(step);
    this.#stopping.goTo(this.machine.position);
  }

  /** Seeks the start, to train on from there with the learning rate of now. */
  rewind(): void {
    this.machine.rewind();
    this.#stopping.goTo(this.machine.position);
  }

  /**
   * One bounded piece of training, never beyond `limit` or a stop that lies ahead. The trainer stands at the
   * very step that met a condition, and nothing lies after it.
   */
  work(limit: number): Outcome {
    const { trainer, machine } = this;
    const stopping = this.#stopping;
    this.#seeNow();
    // What was seen before training is taken up stops it at once; a second attempt goes beyond it.
    const seen = stopping.takeMet();
    if (seen !== null) return seen.reason;
    const next = stopping.next(trainer.step);
    const { stepsPerEpoch } = trainer;
    const epochEnd =
      stopping.watchesCost && stepsPerEpoch > 1 ? (trainer.epoch + 1) * stepsPerEpoch : Infinity;
    let finite = machine.work(Math.min(limit, next?.step ?? Infinity, epochEnd));
    if (finite && trainer.step === epochEnd) finite = trainer.evaluate();
    const met = stopping.takeMet();
    if (met !== null) {
      this.#goBackTo(met.step);
      return met.reason;
    }
    if (!finite) return "diverged";
    return next !== null && trainer.step === next.step ? next.reason : "on";
  }

  /**
   * The cost of the step that training goes on from counts, too. It may have become known before anybody watched,
   * and is not found out again by steps that are made one by one.
   */
  #seeNow(): void {
    const { trainer } = this;
    if (!this.#stopping.watchesCost || trainer.costStep !== trainer.step || trainer.breakdown !== null)
      return;
    this.#now[0] = trainer.cost;
    this.#see(trainer.step, this.#now, 1);
  }

  /** Costs of several steps become known at once: training may have gone beyond the one that counts. */
  #goBackTo(step: number): void {
    const { machine } = this;
    if (this.trainer.step === step && this.trainer.breakdown === null) return;
    machine.goTo(step);
    while (machine.travel());
    machine.forgetLater();
  }

  /** What is replayed on the way to a past step stops nothing. */
  #see(first: number, costs: Float64Array, count: number): void {
    if (!this.machine.seeking) this.#stopping.see(first, costs, count);
  }
}
