import type { Activation } from "./activation.ts";
import { cube } from "./activations/cube.ts";
import { linear } from "./activations/linear.ts";
import { relu } from "./activations/relu.ts";
import { sigmoid } from "./activations/sigmoid.ts";
import { square } from "./activations/square.ts";
import { tanh } from "./activations/tanh.ts";
import type { ActivationName } from "./plan.ts";

export type { Activation };

/** Every activation under its name. */
export const activations: Readonly<Record<ActivationName, Activation>> = {
  linear,
  square,
  cube,
  sigmoid,
  tanh,
  relu,
};
