import type { Matrix } from "../matrix/matrix.ts";
import type { LayerParameters } from "../network/forward-output.ts";
import type { CostName, NetworkPlan } from "../network/plan.ts";
import type { OptimizerPlan } from "../optimizer/plan.ts";
import type { RandomState } from "../random/random-state.ts";

/** What is trained, and how: the parts of an experiment that the trainer reads. */
export interface Task {
  readonly network: NetworkPlan;
  readonly cost: CostName;
  readonly training: { readonly optimizer: OptimizerPlan; readonly batch: "full" | number };
}

/** X before its columns were scaled, and what it went through; missing or null without a scaling. */
export interface Unscaled {
  readonly raw?: Matrix | null;
  readonly scaling?: { readonly shift: Float64Array; readonly scale: Float64Array } | null;
}

/** What the experiment's seed drew, before the first step. */
export interface Start extends Unscaled {
  /** (samples, features). */
  readonly X: Matrix;
  /** (samples, targets). */
  readonly Y: Matrix;
  readonly parameters: readonly LayerParameters[];
  /** The generator after these draws: it goes on with the batches. */
  readonly random: RandomState;
}
