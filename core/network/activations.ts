import type { Activation } from "./activation.ts";
import { cube } from "./activations/cube.ts";
import { formulaActivation } from "./activations/formula.ts";
import { leakyRelu } from "./activations/leaky-relu.ts";
import { linear } from "./activations/linear.ts";
import { relu } from "./activations/relu.ts";
import { sigmoid } from "./activations/sigmoid.ts";
import { softmax } from "./activations/softmax.ts";
import { softplus } from "./activations/softplus.ts";
import { square } from "./activations/square.ts";
import { tanh } from "./activations/tanh.ts";
import type { ActivationName, ActivationPlan } from "./plan.ts";

export type { Activation };

/** Every activation under its name. */
export const activations = {
  linear,
  square,
  cube,
  sigmoid,
  tanh,
  relu,
  "leaky-relu": leakyRelu,
  softplus,
  softmax,
} as const satisfies Readonly<Record<ActivationName, Activation>>;

/** Formulas made ready, so that the same one is not read again at every frame. */
const compiled = new Map<string, Activation>();
/** Far more than an experiment has layers. */
const MOST_COMPILED = 64;

/**
 * The activation that a layer's plan asks for; the same plan gives the same object.
 *
 * @throws RangeError if it is a formula that cannot be read.
 */
export function activationOf(plan: ActivationPlan): Activation {
  if (typeof plan === "string") return activations[plan];
  let found = compiled.get(plan.formula);
  if (found === undefined) {
    found = formulaActivation(plan.formula);
    if (compiled.size >= MOST_COMPILED) compiled.clear();
    compiled.set(plan.formula, found);
  }
  return found;
}
