import type { Data, Scaling, Split } from "../data/plan.ts";
import type { Penalty } from "../network/penalty.ts";
import type { CostName, NetworkPlan, Weights } from "../network/plan.ts";
import type { OptimizerPlan, Schedule } from "../optimizer/plan.ts";

/**
 * The experiment: what a person chose, as one plain JSON value.
 *
 * One `RandomState(seed)` draws everything, in this order: X (a pattern's noise included), then every
 * layer's W and b, then the teacher's W and b where there is a teacher, then one `permutation(m)` of all
 * samples where some are kept for testing; while training in batches, one `permutation(m)` of the training
 * samples at the start of each epoch.
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
  /** Samples that are kept out of training, or null: all are trained on. */
  readonly split: Split | null;
  readonly scaling: Scaling;
  readonly network: NetworkPlan;
  readonly weights: Weights;
  readonly cost: CostName;
  /** What large weights add to the cost; nothing where it is left out. */
  readonly penalty?: Penalty;
  readonly training: TrainingPlan;
}

export interface TrainingPlan {
  readonly optimizer: OptimizerPlan;
  /** How the learning rate changes with the steps; constant where it is left out. */
  readonly schedule?: Schedule;
  /** All samples in every step, or n samples at a time in shuffled order. */
  readonly batch: "full" | number;
  /** null trains until somebody pauses it. */
  readonly stop: StopPlan | null;
}

/** When training stops by itself: at least one condition, whichever comes first. */
export interface StopPlan {
  /** When this step is reached. */
  readonly steps?: number | undefined;
  /** After this many passes over the samples. */
  readonly epochs?: number | undefined;
  /** As soon as the cost on all training samples is known to be lower than this. */
  readonly costBelow?: number | undefined;
  /** When the lowest cost known so far has not got lower within this many epochs. */
  readonly noProgressFor?: number | undefined;
}
