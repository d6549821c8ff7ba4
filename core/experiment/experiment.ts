import type { Data } from "../data/plan.ts";
import type { CostName, NetworkPlan, Weights } from "../network/plan.ts";
import type { OptimizerPlan } from "../optimizer/plan.ts";

/**
 * The experiment: what a person chose, as one plain JSON value.
 *
 * One `RandomState(seed)` draws everything, in this order: X, then every layer's W and b, then the
 * teacher's W and b where there is a teacher; while training in batches, one `permutation(m)` at the
 * start of each epoch.
 */
export interface Experiment {
  readonly format: "rematrix";
  readonly version: 1;
  readonly name: string;
  /** Markdown: what to look for. */
  readonly notes: string;
  /** Whole number, 0 … 2³²−1, as `np.random.seed` takes it. */
  readonly seed: number;
  readonly data: Data;
  readonly network: NetworkPlan;
  readonly weights: Weights;
  readonly cost: CostName;
  readonly training: TrainingPlan;
}

export interface TrainingPlan {
  readonly optimizer: OptimizerPlan;
  /** All samples in every step, or n samples at a time in shuffled order. */
  readonly batch: "full" | number;
  /** Training pauses when it reaches this step; null trains until somebody pauses it. */
  readonly stop: { readonly steps: number } | null;
}
