import { allFinite } from "../matrix/finite.ts";
import { plainKernels } from "../matrix/kernels/plain-kernels.ts";
import { countParameters, type Parameters } from "../network/parameters.ts";
import type { Pass } from "../network/pass.ts";
import type { Optimizer } from "../optimizer/optimizer.ts";
import { optimizerOf } from "../optimizer/optimizers.ts";
import type { OptimizerPlan, Schedule } from "../optimizer/plan.ts";
import { rateAt } from "../optimizer/schedules.ts";
import { RandomState, type RandomSnapshot } from "../random/random-state.ts";
import { Batches, stepsPerEpoch, type BatchesOptions } from "./batches.ts";
import {
  findBrokenBackward,
  findBrokenForward,
  findBrokenParameters,
  magnitudeOf,
  type Broken,
} from "./breakdown.ts";
import { CompiledRuns } from "./compiled/compiled-runs.ts";
import { vectorUpdate, type VectorUpdate } from "./compiled/vector-update.ts";
import { isDue, nextDue, paceOf, type Pace } from "./due.ts";
import type { Breakdown } from "./frame.ts";
import { LossHistory } from "./history.ts";
import type { PassInPieces } from "./pass-in-pieces.ts";
import { copyWeights, createWeights, RecentWeights, type Weights } from "./recent-weights.ts";
import { buildMachinery, type Machinery } from "./machinery.ts";
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

/** How a trainer works; the numbers are the same. */
export interface TrainerOptions {
  readonly history?: LossHistory;
  /** Whether WebAssembly may be used, true where it is left out; else everything is plain TypeScript. */
  readonly webAssembly?: boolean;
}

/** `work` ends after about this many multiply-adds: a millisecond or two. */
const PORTION = 2 ** 19;
/** What a piece costs beside its multiply-adds, in multiply-adds. */
const OVERHEAD = 300;

/**
 * Trains a network step by step: forward, backward, update. A step allocates nothing.
 *
 * The cost of step t is the cost, on all samples, of the parameters after t updates; it is recorded in
 * the history at every step with the full batch, else at the epochs' ends (all of the first ones, ever fewer
 * after them: see due.ts) and whenever somebody looks. When a number stops being finite, the trainer goes back to the
 * last step whose parameters and cost are finite and stays there, with `breakdown` set, until the learning
 * rate is changed or it is rewound.
 *
 * A large step is made piece by piece: `work` does a bounded portion, so that whoever drives training can
 * look around in between.
 */
export class Trainer {
  readonly samples: number;
  readonly stepsPerEpoch: number;
  readonly history: LossHistory;
  /** The pass on all samples; `look` brings it up to date. */
  readonly pass: Pass;
  /** How many samples' matrices `glance` brings up to date: the first ones. */
  readonly shown: number;
  readonly #start: Start;
  readonly #compiled: CompiledRuns;
  /** Whether all samples are one piece. */
  readonly #whole: boolean;
  /** What a piece counts towards a portion of work. */
  readonly #pieceSize: number;
  /** How often the cost of all samples is looked at. */
  readonly #pace: Pace;
  readonly #random: RandomSnapshot;
  readonly #optimizer: Optimizer;
  #plan: OptimizerPlan;
  readonly #schedule: Schedule | undefined;
  readonly #rateAt = (step: number): number => rateAt(this.#schedule, this.#plan.learningRate, step);
  readonly #all: PassInPieces;
  readonly #test: PassInPieces | null;
  readonly #testRows: number;
  readonly #batch: Machinery["batch"];
  #batches: Batches | null = null;
  /** Rows gathered for the step that is under way; 0 before it begins. */
  #gathered = 0;
  #step = 0;
  #costStep = 0;
  #testCost: number | null = null;
  /** The cost of this step, or that on the test samples, is still to be found out before training goes on. */
  #due = false;
  #testDue = false;
  #breakdown: Breakdown | null = null;
  #brokenRate = NaN;
  readonly #weights: RecentWeights;
  readonly #vectorUpdate: VectorUpdate | null;
  /** In batches, the last step whose cost was seen to be finite. */
  readonly #seen: Weights;
  #seenStep = 0;
  readonly #seenBatches: Batches | null;

  /** @throws RangeError if the parameters, X and Y do not have the network's shape. */
  constructor(task: Task, start: Start, options: TrainerOptions = {}) {
    this.history = options.history ?? new LossHistory();
    const { network, training } = task;
    const { X, Y, test = null } = start;
    const targets = network.layers.at(-1)?.units;
    if (Y.rows !== X.rows || Y.columns !== targets) {
      throw new RangeError(`Y (${Y.rows},${Y.columns}) does not fit the output (${X.rows},${targets})`);
    }
    this.#start = start;
    this.#compiled = new CompiledRuns(task, start, options.webAssembly ?? true);
    this.#random = start.random.snapshot();
    this.#optimizer = optimizerOf(training.optimizer);
    this.#plan = training.optimizer;
    this.#schedule = training.schedule;
    this.samples = X.rows;
    this.stepsPerEpoch = stepsPerEpoch(X.rows, training.batch);
    const machinery = buildMachinery(task, start, this.#optimizer, options.webAssembly ?? true);
    const { kernels, chunk, shown } = machinery.room;
    const features = X.columns;
    const weights = countParameters(network, features);
    const rowsPerStep = machinery.batch?.samples.rows ?? X.rows;
    this.shown = shown;
    this.#whole = chunk >= X.rows;
    this.#pace = paceOf(X.rows * weights);
    this.#pieceSize = OVERHEAD + 3 * Math.min(chunk, rowsPerStep) * weights;
    this.pass = machinery.all.pass;
    this.#all = machinery.all;
    this.#test = machinery.test;
    this.#testRows = test?.X.rows ?? 0;
    this.#batch = machinery.batch;
    this.#seenBatches = this.#startBatches(RandomState.restore(this.#random));
    const create = (): Weights => createWeights(network, features, this.#optimizer, kernels);
    this.#weights = new RecentWeights(create);
    this.#vectorUpdate = vectorUpdate(training.optimizer, weights, kernels);
    this.#seen = createWeights(network, features, this.#optimizer, plainKernels);
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

  /** The cost of step `costStep`: of this step, once `evaluate` or `look` was called. */
  get cost(): number {
    return this.pass.cost;
  }

  /** The last step whose cost is known. */
  get costStep(): number {
    return this.#costStep;
  }

  /** The penalty's part of `cost`. */
  get penalty(): number {
    return this.pass.penalty;
  }

  /** The cost on the test samples when it was last looked at, without penalty; null without such samples. */
  get testCost(): number | null {
    return this.#testCost;
  }

  /** The output Ŷ (samples, targets) on the test samples when it was last looked at; null without such samples. */
  get testOutput(): Float64Array | null {
    return this.#test && this.#test.pass.layers[this.#test.pass.layers.length - 1].H;
  }

  /** The newest gradient that is complete: of this step where `gradientKnown`, else of the last update. */
  get gradient(): Parameters {
    return this.gradientKnown || this.#batch === null ? this.pass.gradient : this.#batch.pieces.pass.gradient;
  }

  /** Whether `gradient` is of all samples with this step's weights. */
  get gradientKnown(): boolean {
    return this.#all.backwardDone;
  }

  /** What broke first, while training cannot go on. */
  get breakdown(): Breakdown | null {
    return this.#breakdown;
  }

  /** After a breakdown the weights of the step that broke, finite or not; null before. */
  get brokenParameters(): Parameters | null {
    return this.#breakdown && this.#weights.next.matrices;
  }

  /** This step's weights; they change with the next step. */
  get parameters(): Parameters {
    return this.#weights.now.matrices;
  }

  /** The learning rate that was chosen. */
  get learningRate(): number {
    return this.#plan.learningRate;
  }

  /** The learning rate of the next update, which follows the schedule. */
  get nextRate(): number {
    return this.#rateAt(this.#step);
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

  /** One update, and its cost where that is due; false if a number was not finite: see `breakdown`. */
  advance(): boolean {
    const step = this.#step;
    do if (!this.#piece()) return false;
    while (this.#step === step || this.#due || this.#testDue);
    return true;
  }

  /**
   * A portion of training of a millisecond or two, never beyond step `limit`: many small steps, or a part
   * of a large one. False if a number was not finite: see `breakdown`.
   */
  work(limit: number): boolean {
    let left = PORTION;
    while (left > 0 && (this.#step < limit || this.#due || this.#testDue)) {
      const made = this.#runCompiled(Math.min(limit - this.#step, Math.ceil(left / this.#pieceSize)));
      if (made === 0 && !this.#piece()) return false;
      left -= this.#pieceSize * Math.max(1, made);
    }
    return true;
  }

  /**
   * Makes the cost of this step known and records it; false if it is not finite, or training is broken
   * already: then the cost is the last finite step's.
   */
  evaluate(): boolean {
    if (this.#breakdown !== null) return false;
    this.#all.forward(this.parameters);
    return this.#settle();
  }

  /**
   * Makes the cost of this step known as `evaluate` does, but records it only where it is due: who saves a run
   * leaves no trace in it.
   */
  findCost(): boolean {
    if (this.#breakdown !== null) return false;
    if (this.#batch === null || this.#due) return this.evaluate();
    this.#all.forward(this.parameters);
    if (!this.pass.finite) return this.#settle();
    this.#costStep = this.#step;
    return true;
  }

  /** Brings the passes on all samples up to date, gradients included. */
  look(): void {
    this.evaluate();
    this.#all.backward(this.parameters);
    if (this.#test !== null) {
      this.#test.forward(this.parameters);
      this.#recordTest(this.#test);
    }
  }

  /** Brings at least the first `shown` samples' matrices up to date, in bounded time: what a frame shows. */
  glance(): void {
    if (this.shown === this.samples) this.look();
    else if (!this.#all.forwardDone) this.pass.glance(this.parameters, this.shown);
  }

  /** One piece of what `look` does; false when all of it is done. */
  lookFurther(): boolean {
    if (this.#breakdown === null && !this.#all.forwardDone) {
      this.#all.forwardPiece(this.parameters);
      if (this.#all.forwardDone) this.#settle();
    } else if (!this.#all.backwardDone) this.#all.backwardPiece(this.parameters);
    else if (this.#test !== null && !this.#test.forwardDone) {
      this.#test.forwardPiece(this.parameters);
      if (this.#test.forwardDone) this.#recordTest(this.#test);
    } else return false;
    return true;
  }

  /** Back to step 0: the same weights, the same batches to come. The learning rate stays. */
  rewind(): void {
    const { matrices, memory } = this.#weights.now;
    matrices.set(this.#start.parameters);
    memory.fill(0);
    this.history.clear();
    this.#begin(0, this.#startBatches(RandomState.restore(this.#random)));
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
    if (
      snapshot.parameters.length !== now.parameters.length ||
      snapshot.memory.length !== now.memory.length ||
      (batches === null) !== (this.#batch === null)
    ) {
      throw new RangeError("the snapshot is of another task");
    }
    const restored = batches && this.#startBatches(RandomState.restore(batches.random), batches);
    copyWeights(now, snapshot);
    if (history === "starts") this.history.clear();
    this.#begin(step, restored);
  }

  #startBatches(random: RandomState, from?: Pick<BatchesOptions, "drawn" | "order">): Batches | null {
    if (this.#batch === null) return null;
    const { X, Y } = this.#start;
    const { samples: room, all } = this.#batch;
    return new Batches(X, Y, room.rows, random, { ...from, room, all });
  }

  #begin(step: number, batches: Batches | null): void {
    this.#batches = batches;
    this.#weights.forget();
    this.#compiled.forget();
    this.#seenStep = -1;
    this.#breakdown = null;
    this.#standAt(step);
    const { parameters, matrices } = this.#weights.now;
    // Weights that are not finite from the start can hide behind an activation that saturates.
    if (this.evaluate() && !allFinite(parameters)) {
      this.#break(step, findBrokenParameters(this.pass, matrices), 0);
    }
  }

  /** Other weights are those of now: nothing of the passes belongs to them. */
  #standAt(step: number): void {
    this.#step = step;
    this.#gathered = 0;
    this.#all.begin(this.samples);
    this.#test?.begin(this.#testRows);
  }

  /** Makes up to `most` steps by compiled code, and gives how many: 0 where an ordinary one comes next. */
  #runCompiled(most: number): number {
    if (this.#breakdown !== null || this.#due || this.#testDue || this.#gathered > 0) return 0;
    const step = this.#step;
    if (!this.#compiled.isReady(step, most)) return 0;
    const count = Math.min(most, this.#stepsUntilLook());
    if (count <= 0) return 0;
    const compiled = this.#compiled.run(step, count, this.#weights.now, this.#rateAt, this.#batches);
    if (compiled === null) return 0;
    const { made, costs } = compiled;
    if (this.#batches === null) {
      this.history.recordRun(step, costs, made);
      this.pass.costs[0] = costs[made - 1];
      this.#costStep = step + made - 1;
    }
    this.#weights.jump(compiled.now, compiled.before);
    this.#standAt(step + made);
    this.#dueAtEpoch();
    return made;
  }

  /** How many steps may be made before something else than a step of full size comes: 0 is at once. */
  #stepsUntilLook(): number {
    if (this.#batch !== null) {
      const whole = Math.floor(this.samples / this.#batch.samples.rows);
      return whole - (this.#step % this.stepsPerEpoch);
    }
    if (this.#test === null) return Infinity;
    if (isDue(this.#step, this.#pace) && this.history.lastTestStep < this.#step) return 0;
    return nextDue(this.#step, this.#pace) - this.#step;
  }

  #dueAtEpoch(): void {
    if (this.#batch === null || this.#step % this.stepsPerEpoch !== 0) return;
    this.#due = isDue(this.#step / this.stepsPerEpoch, this.#pace);
  }

  /** Does one bounded piece of the step that is under way; false when broken down. */
  #piece(): boolean {
    if (this.#breakdown !== null && !this.#retry()) return false;
    if (this.#testDue && this.#test !== null) {
      this.#test.forwardPiece(this.parameters);
      if (this.#test.forwardDone) this.#recordTest(this.#test);
      return true;
    }
    if (this.#due) {
      this.#all.forwardPiece(this.parameters);
      return !this.#all.forwardDone || this.#settle();
    }
    return this.#batch === null || this.#batches === null
      ? this.#pieceOfAll()
      : this.#pieceOfBatch(this.#batch.pieces, this.#batches);
  }

  #pieceOfAll(): boolean {
    const all = this.#all;
    const whole = this.#whole;
    if (!all.forwardDone) {
      all.forwardPiece(this.parameters);
      if (!all.forwardDone) return true;
      if (!this.#settle()) return false;
      if (!whole || this.#testDue) return true;
    }
    all.backwardPiece(this.parameters);
    return all.backwardDone ? this.#update(this.pass) : true;
  }

  #pieceOfBatch(pieces: PassInPieces, batches: Batches): boolean {
    if (this.#gathered === 0) {
      this.#gathered = batches.gather(this.#step);
      pieces.begin(this.#gathered);
    }
    if (!pieces.forwardDone) {
      pieces.forwardPiece(this.parameters);
      if (!pieces.forwardDone) return true;
      // All samples include the batch: if its pass is not finite, theirs is not.
      if (!pieces.pass.finite && !this.evaluate()) return false;
    }
    pieces.backwardPiece(this.parameters);
    return pieces.backwardDone ? this.#update(pieces.pass) : true;
  }

  #update(pass: Pass): boolean {
    const { now, next } = this.#weights;
    const gradient = pass.gradient.values;
    const rate = this.nextRate;
    let finite: boolean;
    if (this.#vectorUpdate !== null) finite = this.#vectorUpdate(next, now, gradient, rate);
    else {
      this.#optimizer.update(next, now, gradient, this.#plan, rate);
      finite = allFinite(next.parameters);
    }
    if (!finite) {
      this.#breakUpdate(pass);
      return false;
    }
    this.#weights.forward();
    this.#standAt(this.#step + 1);
    this.#dueAtEpoch();
    return true;
  }

  /** The forward pass on all samples is complete: records its cost, or finds out what broke it. */
  #settle(): boolean {
    this.#due = false;
    if (!this.pass.finite) {
      this.#breakForward();
      return false;
    }
    this.#costStep = this.#step;
    this.history.recordRun(this.#step, this.pass.costs, 1);
    if (this.#batches !== null && this.#seenStep !== this.#step) {
      copyWeights(this.#seen, this.#weights.now);
      this.#seenBatches?.copyFrom(this.#batches);
      this.#seenStep = this.#step;
    }
    if (this.#test !== null && !this.#test.forwardDone) {
      this.#testDue = isDue(this.#step / (this.#batch === null ? 1 : this.stepsPerEpoch), this.#pace);
    }
    return true;
  }

  #recordTest(test: PassInPieces): void {
    this.#testDue = false;
    this.#testCost = test.pass.cost;
    this.history.recordTest(this.#step, test.pass.cost);
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
    if (this.#weights.back()) {
      this.#batches?.goBack(step - 1);
      this.#goTo(step - 1);
    }
    // In batches the cost is not looked at after every step, and may have been lost before this one.
    if (!this.pass.finite && this.#batches !== null && this.#seenStep >= 0) {
      copyWeights(this.#weights.now, this.#seen);
      if (this.#seenBatches !== null) this.#batches.copyFrom(this.#seenBatches);
      this.#weights.forget();
      this.#goTo(this.#seenStep);
    }
    const before = this.pass.finite ? magnitudeOf(broken!.matrix, this.pass, this.parameters) : 0;
    this.#break(step, broken, before);
  }

  #goTo(step: number): void {
    this.#standAt(step);
    this.#all.forward(this.parameters);
    this.#costStep = step;
  }

  /** The next parameters are not finite: because the gradient is not, or because the step is too long. */
  #breakUpdate(pass: Pass): void {
    this.#weights.spoil();
    const broken = findBrokenBackward(pass) ?? findBrokenParameters(pass, this.#weights.next.matrices);
    if (!this.evaluate()) return;
    let before = 0;
    const key = broken!.matrix;
    if (key.kind === "W" || key.kind === "b") {
      before = magnitudeOf(key, this.pass, this.parameters);
    } else if (this.#weights.before !== null) {
      const earlier = this.#weights.before.matrices;
      this.pass.forward(earlier, this.samples);
      this.pass.backward(earlier, this.samples);
      before = magnitudeOf(key, this.pass, earlier);
      this.#goTo(this.#step);
    }
    this.#break(this.#step + 1, broken, before);
  }

  #break(step: number, broken: Broken | null, before: number): void {
    if (broken === null) throw new Error("internal: nothing in the pass is broken");
    this.#gathered = 0;
    this.#due = false;
    this.#testDue = false;
    this.#brokenRate = this.learningRate;
    this.#breakdown = { step, ...broken, before };
  }
}
