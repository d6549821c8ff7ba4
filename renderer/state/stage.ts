import type { Experiment } from "../../core/experiment/experiment.ts";
import type { Penalty } from "../../core/network/penalty.ts";
import type { CostName, NetworkPlan } from "../../core/network/plan.ts";
import { layoutFrame, type FrameLayout } from "../../core/training/frame.ts";
import type { Loaded } from "../../core/training/protocol.ts";

/** What all frames of one training have in common; replaced together with the first frame it belongs to. */
export interface Stage {
  readonly network: NetworkPlan;
  readonly cost: CostName;
  readonly penalty: Penalty | undefined;
  /** What the columns of X went through. */
  readonly scaling: Experiment["scaling"];
  /** How its weights are updated; the learning rate and the stop may have been changed since. */
  readonly training: Experiment["training"];
  readonly loaded: Loaded;
  readonly layout: FrameLayout;
}

/** The stage of an experiment that the engine has drawn. */
export function stageOf(experiment: Experiment, loaded: Loaded): Stage {
  const { network, cost, penalty, scaling, training } = experiment;
  const layout = layoutFrame({ ...loaded, network });
  return { network, cost, penalty, scaling, training, loaded, layout };
}
