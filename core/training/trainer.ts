import { allFinite } from "../matrix/finite.ts";
import type { Parameters } from "../network/parameters.ts";
import { Pass } from "../network/pass.ts";
import type { Optimizer } from "../optimizer/optimizer.ts";
import { optimizerOf } from "../optimizer/optimizers.ts";
import type { OptimizerPlan } from "../optimizer/plan.ts";
import { RandomState, type RandomSnapshot } from "../random/random-state.ts";
import { Batches, stepsPerEpoch } from "./batches.ts";
import {
  findBrokenBackward,
  findBrokenForward,
  findBrokenParameters,
  magnitudeOf,
  type Broken,
} from "./breakdown.ts";
import type { Breakdown } from "./frame.ts";
import { LossHistory } from "./history.ts";
import { copyWeights, createWeights, RecentWeights, type Weights } from "./recent-weights.ts";
import type { Start, Task } from "./start.ts";

/*
 * Longer than most files: a step, its cost and the way back from a breakdown share one state, and taking
 * them apart would only hand that state around.
 */

/** Everything that training goes on from, bit for bit: what a saved run holds. */
export interface TrainerSnapshot {
  readonly step: number;
  /** W1, b1, W2, b2, … row-major. */
  readonly parameters: Float64Array;
  /** What the optimizer remembers. */
  readonly memory: Float64Array;
  /** The generator and the epoch's order of samples; null with the full batch, which draws nothing. */
  readonly batches: {
    readonly random: RandomSnapshot;
    readonly drawn: number;
    readonly order: Uint32Array;
  } | null;
}

/** How much of the pass on all samples belongs to the parameters of now. */
const STALE = 0;
const FORWARD = 1;
const BACKWARD = 2;

/**
 * Trains a network step by step: forward, backward, update. A step allocates nothing.
 *
 * The cost of step t is the cost, on all samples, of the parameters after t updates; it is recorded in
 * the history at every step with the full batch, else at every epoch's end and whenever somebody looks.
 * When a number stops being finite, the trainer goes back to the last step whose parameters and cost are
 * finite and stays there, with `breakdown` set, until the learning rate is changed or it is rewound.
 */
export class Trainer {
  readonly samples: number;
  readonly stepsPerEpoch: number;
  readonly history: LossHistory;
  /** The pass on all samples; `look` brings it up to date. */
  readonly pass: Pass;
  readonly #task: Task;
  readonly #start: Start;
  readonly #random: RandomSnapshot;
  readonly #optimizer: Optimizer;
  #plan: OptimizerPlan;
  readonly #batchPass: Pass | null;
  #batches: Batches | null = null;
  #step = 0;
  #known = STALE;
  #breakdown: Breakdown | null = null;
  #brokenRate = NaN;
  readonly #weights: RecentWeights;
  /** In batches, the last step whose cost was seen to be finite. */
  readonly #seen: Weights;
  #seenStep = 0;

  /** @throws RangeError if the parameters, X and Y do not have the network's shape. */
  constructor(task: Task, start: Start, history = new LossHistory()) {
    this.history = history;
    const { network, cost, training } = task;
    const { X, Y } = start;
    const targets = network.layers.at(-1)?.units;
    if (Y.rows !== X.rows || Y.columns !== targets) {
      throw new RangeError(`Y (${Y.rows},${Y.columns}) does not fit the output (${X.rows},${targets})`);
    }
    this.#task = task;
    this.#start = start;
    this.#random = start.random.snapshot();
    this.#optimizer = optimizerOf(training.optimizer);
    this.#plan = training.optimizer;
    this.samples = X.rows;
    this.stepsPerEpoch = stepsPerEpoch(X.rows, training.batch);
    this.pass = new Pass(network, X.columns, cost, X.rows);
    this.#batchPass =
      training.batch === "full" ? null : new Pass(network, X.columns, cost, Math.min(training.batch, X.rows));
    const create = (): Weights => createWeights(network, X.columns, this.#optimizer);
    this.#weights = new RecentWeights(create);
    this.#seen = create();
    this.rewind();
  }

  /** Updates made so far. */
  get step(): number {
    return this.#step;
  }

  /** Whole passes over the samples made so far. */
  get epoch(): number {
    return Math.floor(this.#step / this.stepsPerEpoch);
  }

  /** The cost of this step, once `evaluate` or `look` was called. */
  get cost(): number {
    return this.pass.cost;
  }

  /** What broke first, while training cannot go on. */
  get breakdown(): Breakdown | null {
    return this.#breakdown;
  }

  /** This step's weights; they change with the next step. */
  get parameters(): Parameters {
    return this.#weights.now.matrices;
  }

  get learningRate(): number {
    return this.#plan.learningRate;
  }

  /**
   * Another learning rate from the next step on; after a breakdown, leave to try that step again.
   *
   * @throws RangeError if it is not finite.
   */
  setLearningRate(learningRate: number): void {
    if (!Number.isFinite(learningRate)) throw new RangeError(`${learningRate} is not a learning rate`);
    this.#plan = { ...this.#plan, learningRate };
  }

  /** One update; false if a number was not finite, and training stands at the last finite step. */
  advance(): boolean {
    if (this.#breakdown !== null && !this.#retry()) return false;
    const pass = this.#batches === null ? this.#passAll() : this.#passBatch(this.#batches);
    if (pass === null) return false;
    const { now, next } = this.#weights;
    this.#optimizer.update(next, now, pass.gradient.values, this.#plan, this.#plan.learningRate);
    if (!allFinite(next.parameters)) {
      this.#breakUpdate(pass);
      return false;
    }
    this.#weights.forward();
    this.#step++;
    this.#known = STALE;
    if (this.#batches !== null && this.#step % this.stepsPerEpoch === 0) return this.evaluate();
    return true;
  }

  /**
   * Makes the cost of this step known and records it; false if it is not finite, or training is broken
   * already: then the cost is the last finite step's.
   */
  evaluate(): boolean {
    if (this.#breakdown !== null) return false;
    this.#forward();
    if (!this.pass.finite) {
      this.#breakForward();
      return false;
    }
    this.history.record(this.#step, this.pass.cost);
    if (this.#batches !== null && this.#seenStep !== this.#step) {
      copyWeights(this.#seen, this.#weights.now);
      this.#seenStep = this.#step;
    }
    return true;
  }

  /** Brings the whole pass on all samples up to date, gradients included: what a frame shows. */
  look(): void {
    this.evaluate();
    this.#backward();
  }

  /** Back to step 0: the same weights, the same batches to come. The learning rate stays. */
  rewind(): void {
    const { matrices, memory } = this.#weights.now;
    matrices.set(this.#start.parameters);
    memory.fill(0);
    this.history.clear();
    const batch = this.#task.training.batch;
    const { X, Y } = this.#start;
    this.#begin(0, batch === "full" ? null : new Batches(X, Y, batch, RandomState.restore(this.#random)));
  }

  /** The state to go on from later, as copies. */
  snapshot(): TrainerSnapshot {
    const batches = this.#batches;
    const { now } = this.#weights;
    return {
      step: this.#step,
      parameters: now.parameters.slice(),
      memory: now.memory.slice(),
      batches: batches && {
        random: batches.random.snapshot(),
        drawn: batches.drawn,
        order: batches.order.slice(),
      },
    };
  }

  /**
   * Goes on from a snapshot of the same task; the history starts there, or stays as it is.
   *
   * @throws RangeError if it is a snapshot of another task.
   */
  restore(snapshot: TrainerSnapshot, history: "starts" | "stays" = "starts"): void {
    const { step, batches } = snapshot;
    const { now } = this.#weights;
    const batch = this.#task.training.batch;
    if (
      snapshot.parameters.length !== now.parameters.length ||
      snapshot.memory.length !== now.memory.length ||
      (batches === null) !== (batch === "full")
    ) {
      throw new RangeError("the snapshot is of another task");
    }
    let restored: Batches | null = null;
    if (batches !== null && batch !== "full") {
      const { X, Y } = this.#start;
      const random = RandomState.restore(batches.random);
      restored = new Batches(X, Y, batch, random, batches.drawn, batches.order);
    }
    copyWeights(now, snapshot);
    if (history === "starts") this.history.clear();
    this.#begin(step, restored);
  }

  #begin(step: number, batches: Batches | null): void {
    this.#batches = batches;
    this.#step = step;
    this.#weights.forget();
    this.#seenStep = -1;
    this.#known = STALE;
    this.#breakdown = null;
    const { parameters, matrices } = this.#weights.now;
    // Weights that are not finite from the start can hide behind an activation that saturates.
    if (this.evaluate() && !allFinite(parameters)) {
      this.#break(step, findBrokenParameters(this.pass, matrices), 0);
    }
  }

  #forward(): void {
    if (this.#known !== STALE) return;
    const { X, Y } = this.#start;
    this.pass.forward(X.values, Y.values, this.#weights.now.matrices, this.samples);
    this.#known = FORWARD;
  }

  #backward(): void {
    this.#forward();
    if (this.#known === BACKWARD) return;
    const { X, Y } = this.#start;
    this.pass.backward(X.values, Y.values, this.#weights.now.matrices, this.samples);
    this.#known = BACKWARD;
  }

  #passAll(): Pass | null {
    if (!this.evaluate()) return null;
    this.#backward();
    return this.pass;
  }

  #passBatch(batches: Batches): Pass | null {
    const pass = this.#batchPass!;
    const rows = batches.gather(this.#step);
    pass.forward(batches.X, batches.Y, this.#weights.now.matrices, rows);
    // All samples include the batch: if its pass is not finite, theirs is not.
    if (!pass.finite && !this.evaluate()) return null;
    pass.backward(batches.X, batches.Y, this.#weights.now.matrices, rows);
    return pass;
  }

  /** Tries on after a breakdown: only with another learning rate can it come out differently. */
  #retry(): boolean {
    if (this.learningRate === this.#brokenRate) return false;
    this.#breakdown = null;
    return this.evaluate();
  }

  /** The cost of this step is not finite: finds out why, and goes back to the last step whose cost is. */
  #breakForward(): void {
    const broken = findBrokenForward(this.pass);
    const step = this.#step;
    if (this.#weights.back()) this.#goTo(step - 1);
    // In batches the cost is not looked at after every step, and may have been lost before this one.
    if (!this.pass.finite && this.#batches !== null && this.#seenStep >= 0) {
      copyWeights(this.#weights.now, this.#seen);
      this.#weights.forget();
      this.#goTo(this.#seenStep);
    }
    const before = this.pass.finite ? magnitudeOf(broken!.matrix, this.pass, this.#weights.now.matrices) : 0;
    this.#break(step, broken, before);
  }

  #goTo(step: number): void {
    this.#step = step;
    this.#known = STALE;
    this.#forward();
  }

  /** The next parameters are not finite: because the gradient is not, or because the step is too long. */
  #breakUpdate(pass: Pass): void {
    this.#weights.spoil();
    const broken = findBrokenBackward(pass) ?? findBrokenParameters(pass, this.#weights.next.matrices);
    if (!this.evaluate()) return;
    let before = 0;
    const key = broken!.matrix;
    if (key.kind === "W" || key.kind === "b") {
      before = magnitudeOf(key, this.pass, this.#weights.now.matrices);
    } else if (this.#weights.before !== null) {
      const { X, Y } = this.#start;
      const earlier = this.#weights.before.matrices;
      this.pass.forward(X.values, Y.values, earlier, this.samples);
      this.pass.backward(X.values, Y.values, earlier, this.samples);
      before = magnitudeOf(key, this.pass, earlier);
      this.#known = STALE;
      this.#forward();
    }
    this.#break(this.#step + 1, broken, before);
  }

  #break(step: number, broken: Broken | null, before: number): void {
    if (broken === null) throw new Error("internal: nothing in the pass is broken");
    this.#brokenRate = this.learningRate;
    this.#breakdown = { step, ...broken, before };
  }
}
