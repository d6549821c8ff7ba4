import type { Kernels } from "../matrix/kernels/kernels.ts";
import { Parameters } from "../network/parameters.ts";
import type { NetworkPlan } from "../network/plan.ts";
import type { Optimizer, OptimizerState } from "../optimizer/optimizer.ts";

/** The weights of one step and what the optimizer remembers of it; flat, and as matrices for the pass. */
export interface Weights extends OptimizerState {
  readonly matrices: Parameters;
}

/** All zeros, in memory that the kernels can reach. */
export function createWeights(
  network: NetworkPlan,
  features: number,
  optimizer: Optimizer,
  kernels: Pick<Kernels, "allocate">,
): Weights {
  const matrices = new Parameters(network, features, (length) => kernels.allocate(length));
  const parameters = matrices.values;
  return { parameters, memory: kernels.allocate(optimizer.memorySize(parameters.length)), matrices };
}

/** Copies numbers from one step's weights to another's of the same network. */
export function copyWeights(to: OptimizerState, from: OptimizerState): void {
  to.parameters.set(from.parameters);
  to.memory.set(from.memory);
}

/**
 * The weights of this step and of the one before, and room for the next: three that take turns, so that
 * going forward or one step back copies nothing. The room holds the step before the last until it is used.
 */
export class RecentWeights {
  #now: Weights;
  #before: Weights;
  #next: Weights;
  #held = 0;

  constructor(create: () => Weights) {
    this.#now = create();
    this.#before = create();
    this.#next = create();
  }

  get now(): Weights {
    return this.#now;
  }

  /** Room for the next step's weights. Whoever fills it calls `forward`, or else `spoil`. */
  get next(): Weights {
    return this.#next;
  }

  /** The weights one step before, null if they are not known. */
  get before(): Weights | null {
    return this.#held > 0 ? this.#before : null;
  }

  /** The next step's weights are complete and become this step's. */
  forward(): void {
    const free = this.#before;
    this.#before = this.#now;
    this.#now = this.#next;
    this.#next = free;
    if (this.#held < 2) this.#held++;
  }

  /** Some steps on at once: copies this step's weights and those of the step before. */
  jump(now: OptimizerState, before: OptimizerState): void {
    copyWeights(this.#now, before);
    copyWeights(this.#next, now);
    this.#held = 0;
    this.forward();
  }

  /** One step back; false if the weights of the step before are not known. */
  back(): boolean {
    if (this.#held === 0) return false;
    const gone = this.#now;
    this.#now = this.#before;
    this.#before = this.#next;
    this.#next = gone;
    this.#held--;
    return true;
  }

  /** The room was filled, but not with a step: what it held is lost. */
  spoil(): void {
    if (this.#held > 1) this.#held = 1;
  }

  /** This step's weights were replaced from elsewhere: nothing is known of the steps before. */
  forget(): void {
    this.#held = 0;
  }
}
