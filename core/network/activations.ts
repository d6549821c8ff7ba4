import type { Activation } from "./activation.ts";
import { cube } from "./activations/cube.ts";
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

/** The activation that a layer's plan asks for. */
export function activationOf(plan: ActivationPlan): Activation {
  return activations[plan];
}
