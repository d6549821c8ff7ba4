import type { Matrix } from "../matrix/matrix.ts";
import type { LayerParameters } from "../network/forward-output.ts";
import type { Penalty } from "../network/penalty.ts";
import type { CostName, NetworkPlan } from "../network/plan.ts";
import type { OptimizerPlan, Schedule } from "../optimizer/plan.ts";
import type { RandomState } from "../random/random-state.ts";

/** What is trained, and how: the parts of an experiment that the trainer reads. */
export interface Task {
  readonly network: NetworkPlan;
  readonly cost: CostName;
  readonly penalty?: Penalty | undefined;
  readonly training: {
    readonly optimizer: OptimizerPlan;
    readonly schedule?: Schedule | undefined;
    readonly batch: "full" | number;
  };
}

/** What the experiment's seed drew, before the first step. */
export interface Start {
  /** (samples, features). */
  readonly X: Matrix;
  /** (samples, targets). */
  readonly Y: Matrix;
  readonly parameters: readonly LayerParameters[];
  /** Samples kept out of training; missing or null without a split. */
  readonly test?: { readonly X: Matrix; readonly Y: Matrix } | null;
  /** X (samples, features) before its columns were scaled; missing or null without a scaling. */
  readonly raw?: Matrix | null;
  /** What X went through: (x − shift) ÷ scale, one of each per column; missing or null without a scaling. */
  readonly scaling?: { readonly shift: Float64Array; readonly scale: Float64Array } | null;
  /** The generator after these draws: it goes on with the batches. */
  readonly random: RandomState;
}
