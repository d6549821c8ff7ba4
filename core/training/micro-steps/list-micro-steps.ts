import { listBackward } from "./backward-steps.ts";
import { listForward } from "./forward-steps.ts";
import { MicroSetting, type MicroPlan } from "./micro-plan.ts";
import type { MicroStep } from "./micro-step.ts";
import { updateStep } from "./update-step.ts";

/**
 * One update, line by line: A, B, …, Ŷ, Ỹ, Δ, then D, δW and δb from the last layer to the first, then all
 * weights at once.
 *
 * The NumPy lines run one after the other with X, Y, all W and b and `np` defined, and, once before the first
 * update, those of `memory`; they leave every matrix under its name, and the weights changed.
 */
export function listMicroSteps(plan: MicroPlan): MicroStep[] {
  const setting = new MicroSetting(plan);
  return [...listForward(setting), ...listBackward(setting), updateStep(setting)];
}
