import { Checkpoints, sizeOfSnapshot, type CheckpointsPlan } from "./checkpoints.ts";
import type { HistoryPoints } from "./frame.ts";
import { RateLog, type RateChange } from "./rate-log.ts";
import type { Trainer, TrainerSnapshot } from "./trainer.ts";

/** What checkpoints may occupy where nobody says otherwise. */
const BOUND = 64 * 2 ** 20;
/** Taking checkpoints may cost this share of training. */
const SHARE = 1 / 100;
/**
 * What a snapshot, each of its bytes, and a step cost beside computing, in multiply-adds: fresh memory is
 * far slower than arithmetic. Measured by `npm run bench -- time-travel`.
 */
const SNAPSHOT_OVERHEAD = 6000;
const SNAPSHOT_BYTE = 8;
const STEP_OVERHEAD = 500;

/** Where a training stands among the steps that were made: what a saved run holds. */
export interface BranchSnapshot {
  /** The furthest step of the branch: the trainer's, or one after it. */
  readonly latest: number;
  /** The learning rates of the branch, from step 0 on. */
  readonly rates: readonly RateChange[];
  /** Whether training on starts over with the rate of now, instead of repeating the branch. */
  readonly rewound: boolean;
}

/**
 * Drives a trainer forwards and backwards in time. While training goes on it keeps checkpoints and writes
 * down every change of the learning rate; any past step comes back bit for bit, restored from the nearest
 * checkpoint before it and trained again from there.
 *
 * The steps made so far are a branch, `latest` its end. Training on from a past step makes the same steps
 * again, up to the first update whose learning rate somebody has changed meanwhile: there training forks.
 * What lay after that step is forgotten, but for its curve, which `takeGhost` hands out.
 */
export class TimeMachine {
  readonly trainer: Trainer;
  readonly checkpoints: Checkpoints;
  #rates: RateLog;
  #latest: number;
  /** The step that is being sought. */
  #target: number | null = null;
  /** A rate that was asked for at a past step: it counts from there on as soon as training goes on. */
  #wanted: number | null = null;
  #rewound = false;
  #ghost: HistoryPoints | null = null;

  /** The branch starts at the trainer's step. Checkpoints occupy 64 MiB, and cost a hundredth, at most. */
  constructor(trainer: Trainer, plan: Partial<CheckpointsPlan> = {}) {
    this.trainer = trainer;
    const first = trainer.snapshot();
    const { bytes = BOUND, stride = strideFor(trainer, sizeOfSnapshot(first)) } = plan;
    this.checkpoints = new Checkpoints(first, { bytes, stride });
    this.#rates = new RateLog(first.step, trainer.learningRate);
    this.#latest = first.step;
  }

  /** Where training stands; not while a step is being sought. */
  snapshot(): BranchSnapshot {
    return { latest: this.#latest, rates: [...this.#rates.changes], rewound: this.#rewound };
  }

  /**
   * Goes on from a saved step of the training that begins where the trainer stands. Any step of the branch comes
   * back, those before the saved one by training again from the beginning. The trainer's own learning rate counts
   * from here on.
   */
  resume(state: TrainerSnapshot, { latest, rates, rewound }: BranchSnapshot): void {
    const { trainer } = this;
    const { learningRate } = trainer;
    this.checkpoints.add(state);
    this.#rates = RateLog.of(rates);
    this.#latest = latest;
    this.#rewound = rewound;
    trainer.restore(state, "stays");
    this.setLearningRate(learningRate);
  }

  /** The furthest step of this branch. */
  get latest(): number {
    return this.#latest;
  }

  /** Whether a step is being sought: `travel` until it is not. */
  get seeking(): boolean {
    return this.#target !== null;
  }

  /** Where training stands, or will stand once the step that is sought is reached. */
  get position(): number {
    return this.#target ?? this.trainer.step;
  }

  /** Whether training on from here would leave the branch, here or later, instead of repeating it. */
  get forks(): boolean {
    return this.#wanted !== null && this.#rates.differs(this.#wanted, this.position, this.#latest);
  }

  /**
   * Another learning rate from this position on.
   *
   * @throws RangeError if it is not finite.
   */
  setLearningRate(learningRate: number): void {
    if (!Number.isFinite(learningRate)) throw new RangeError(`${learningRate} is not a learning rate`);
    this.settle();
    if (this.position === this.#latest) {
      this.#rates.change(this.#latest, learningRate);
      this.#wanted = null;
    } else {
      // Back to the rate that the branch ends with: nothing is asked for any more.
      this.#wanted = learningRate === this.#rates.last && !this.#rewound ? null : learningRate;
    }
    if (!this.seeking) this.#applyRate();
  }

  /** A look at the last step may have found that it is not finite: the branch ends before it. */
  settle(): void {
    const { trainer } = this;
    if (trainer.breakdown !== null && !this.seeking && trainer.step < this.#latest) {
      this.#cutAfter(trainer.step);
    }
  }

  /** Seeks a step of this branch: the nearest one there is. A newer call supersedes an older one. */
  goTo(step: number): void {
    this.settle();
    this.#rewound = false;
    if (this.#wanted === this.#rates.last) this.#wanted = null;
    this.#seek(step);
  }

  /** Seeks the start, to train on from there with the rate of now. */
  rewind(): void {
    this.#wanted ??= this.#rates.last;
    this.#rewound = true;
    this.#seek(this.checkpoints.first);
  }

  /** One bounded piece of work towards the step that is sought; false when it is reached. */
  travel(): boolean {
    const { trainer } = this;
    const target = this.#target;
    if (target === null) return false;
    if (trainer.step < target) this.#advance(Math.min(target, this.#rates.nextChange(trainer.step)));
    if (trainer.step < target && trainer.breakdown === null) return true;
    this.#target = null;
    this.#applyRate();
    return false;
  }

  /**
   * One bounded piece of training, never beyond `limit`: replayed where the branch goes on, new where it
   * ends. False if a number was not finite: the branch then ends at the last finite step.
   *
   * @throws Error while a step is being sought.
   */
  work(limit: number): boolean {
    if (this.seeking) throw new Error("internal: training cannot go on while a step is sought");
    const { trainer } = this;
    const { step } = trainer;
    let border = limit;
    if (step < this.#latest) {
      if (this.#wanted !== null && this.#wanted !== this.#rates.at(step)) this.#fork(step, this.#wanted);
      else border = Math.min(limit, this.#latest, this.#rates.nextChange(step));
    } else if (this.#wanted !== null) {
      this.#rates.change(step, this.#wanted);
      this.#wanted = null;
    }
    return this.#advance(border);
  }

  /** The learning rate of the branch's update from `step` to the next. */
  rateAt(step: number): number {
    return this.#rates.at(step);
  }

  /** Forgets the branch after this step. */
  forgetLater(): void {
    this.#cutAfter(this.trainer.step);
  }

  /** The history of the branch that was cut since this was last asked, from its fork on; else null. */
  takeGhost(): HistoryPoints | null {
    const ghost = this.#ghost;
    this.#ghost = null;
    return ghost;
  }

  #seek(step: number): void {
    const { trainer, checkpoints } = this;
    const target = Math.max(checkpoints.first, Math.min(this.#latest, step));
    const nearest = checkpoints.nearest(target);
    const onTheWay = trainer.step >= nearest.step && trainer.step <= target && trainer.breakdown === null;
    if (!onTheWay) trainer.restore(nearest, "stays");
    this.#target = target;
  }

  #advance(border: number): boolean {
    const { trainer, checkpoints } = this;
    const rate = this.#rates.at(trainer.step);
    if (rate !== trainer.learningRate) trainer.setLearningRate(rate);
    const finite = trainer.work(Math.min(border, checkpoints.next(trainer.step)));
    const { step } = trainer;
    if (!finite) {
      this.#cutAfter(step);
      return false;
    }
    if (step > this.#latest) this.#latest = step;
    checkpoints.offer(step, () => trainer.snapshot());
    return true;
  }

  #fork(step: number, learningRate: number): void {
    this.#ghost = this.trainer.history.points(step);
    this.#cutAfter(step);
    this.#rates.change(step, learningRate);
    this.#wanted = null;
    this.#rewound = false;
  }

  #cutAfter(step: number): void {
    this.trainer.history.cutAfter(step);
    this.checkpoints.cutAfter(step);
    this.#rates.cutAfter(step);
    this.#latest = step;
  }

  /** Lets the trainer show the rate of its next update. */
  #applyRate(): void {
    const { trainer } = this;
    const rate =
      trainer.step < this.#latest ? (this.#wanted ?? this.#rates.at(trainer.step)) : this.#rates.last;
    if (rate !== trainer.learningRate) trainer.setLearningRate(rate);
  }
}

/** Steps between the first checkpoints, a power of 2: so many that taking them costs little. */
function strideFor(trainer: Trainer, bytes: number): number {
  const step = workOfStep(trainer);
  const snapshot = SNAPSHOT_OVERHEAD + SNAPSHOT_BYTE * bytes;
  let stride = 1;
  while (SHARE * stride * step < snapshot) stride *= 2;
  return stride;
}

/** Multiply-adds of a step, roughly, and what else it takes as such. */
export function workOfStep(trainer: Trainer): number {
  const rows = trainer.samples / trainer.stepsPerEpoch;
  return STEP_OVERHEAD + 6 * rows * trainer.parameters.values.length;
}
