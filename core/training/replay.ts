import type { Experiment } from "../experiment/experiment.ts";
import { RateLog, type RateChange } from "./rate-log.ts";
import type { Start } from "./start.ts";
import { TimeMachine } from "./time-machine.ts";
import { Trainer } from "./trainer.ts";

/** What checkpoints of one replay may occupy, in bytes. */
const BOUND = 24 * 2 ** 20;

/** What has to be known of a run to train it again. */
export interface ReplayPlan {
  readonly experiment: Experiment;
  /** The learning rates from step 0 on. */
  readonly rates: readonly RateChange[];
}

/** A run that is trained again from its start, with the learning rates of the time: any of its steps comes, bit for bit. */
export class Replay {
  readonly trainer: Trainer;
  readonly #machine: TimeMachine;
  readonly #rates: RateLog;
  #target = 0;

  /** `start` is what the experiment draws. */
  constructor({ experiment, rates }: ReplayPlan, start: Start) {
    this.trainer = new Trainer(experiment, start);
    this.#machine = new TimeMachine(this.trainer, { bytes: BOUND });
    this.#rates = RateLog.of(rates);
    this.#machine.setLearningRate(this.#rates.at(0));
  }

  /** The furthest step that was made. */
  get made(): number {
    return this.#machine.latest;
  }

  /** Seeks a step, ahead or behind: `advance` until it is there. */
  seek(step: number): void {
    this.#target = step;
    if (step !== this.trainer.step) this.#machine.goTo(step);
  }

  /**
   * One bounded piece of work towards the step that is sought; false when it is reached, or when numbers are not
   * finite before it, and the trainer stands at the last finite step.
   */
  advance(): boolean {
    const { trainer } = this;
    const machine = this.#machine;
    if (machine.travel()) return true;
    if (trainer.step >= this.#target || trainer.breakdown !== null) return false;
    const rate = this.#rates.at(trainer.step);
    // A rate that the machine has already is no change, and leaves no trace in its log.
    if (trainer.step === machine.latest) machine.setLearningRate(rate);
    return machine.work(Math.min(this.#target, this.#rates.nextChange(trainer.step)));
  }
}
