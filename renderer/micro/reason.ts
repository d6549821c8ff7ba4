import type { MatrixKey, MatrixName } from "../../core/network/names.ts";
import { writeName } from "../../core/naming.ts";
import type { Experiment } from "../../core/experiment/experiment.ts";
import type { NetworkPlan } from "../../core/network/plan.ts";
import { costOf } from "../../core/network/costs.ts";
import type { MicroStep } from "../../core/training/micro-steps/micro-step.ts";
import type { Messages } from "../messages/locale.svelte.ts";

/** Why a micro-step is made, in one sentence. */
export function reasonOf(
  step: MicroStep,
  network: NetworkPlan,
  { cost, penalty, training }: Pick<Experiment, "cost" | "penalty" | "training">,
  nameOf: (key: MatrixKey) => MatrixName,
  text: Messages["micro"],
): string {
  if (step.kind === "update") return text.updates[training.optimizer.kind];
  const { activation } = network.layers[step.layer];
  const { specialReasons } = text;
  if (step.kind === "activation" && activation === "softmax") return specialReasons.softmax;
  if (step.kind === "last-descent") {
    if (costOf(cost, activation).fusedWith !== null) return specialReasons.oneWithCost;
    if (activation === "linear") return specialReasons.noActivation;
    if (activation === "softmax") return specialReasons.softmaxBack;
  }
  if (step.kind === "cost" && penalty !== undefined && (penalty.l1 > 0 || penalty.l2 > 0)) {
    return specialReasons.penalty;
  }
  const [{ factors }] = step.targets;
  const weights: MatrixKey =
    step.kind === "descent" ? { kind: "W", layer: step.layer + 1 } : { kind: "W", layer: step.layer };
  const input = step.kind === "product" || step.kind === "gradient" ? factors[0].key : weights;
  return text.reasons[step.kind]({
    layer: step.layer + 1,
    input: writeName(nameOf(input)),
    weights: writeName(nameOf(weights)),
  });
}
