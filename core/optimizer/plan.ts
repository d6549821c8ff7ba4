/** How gradients change the weights, as a person chose it; μ is `learningRate`, above 0 in all of them. */
export type OptimizerPlan = SgdPlan | MomentumPlan | NesterovPlan | AdagradPlan | RmspropPlan | AdamPlan;

export type OptimizerName = OptimizerPlan["kind"];

/** Gradient descent: W ⇒ W − μ ∂cost/∂W. */
export interface SgdPlan {
  readonly kind: "sgd";
  readonly learningRate: number;
}

/** Gradient descent along a decaying sum of all gradients so far; `momentum` in 0 … 1, 1 left out. */
export interface MomentumPlan {
  readonly kind: "momentum";
  readonly learningRate: number;
  readonly momentum: number;
}

/** Momentum that looks one step ahead. */
export interface NesterovPlan {
  readonly kind: "nesterov";
  readonly learningRate: number;
  readonly momentum: number;
}

/** Steps that shorten with the sum of all squared gradients; `epsilon`, above 0, keeps them finite. */
export interface AdagradPlan {
  readonly kind: "adagrad";
  readonly learningRate: number;
  readonly epsilon: number;
}

/** Steps divided by the root of a moving mean of squared gradients; `alpha` in 0 … 1, 1 left out. */
export interface RmspropPlan {
  readonly kind: "rmsprop";
  readonly learningRate: number;
  readonly alpha: number;
  readonly epsilon: number;
}

/** Moving means of gradients (`beta1`) and of their squares (`beta2`), both in 0 … 1, 1 left out. */
export interface AdamPlan {
  readonly kind: "adam";
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** How the learning rate changes with the steps, as a person chose it. */
export type Schedule = ConstantSchedule | StepSchedule | ExponentialSchedule | CosineSchedule;

/** The rate as it was typed. */
export interface ConstantSchedule {
  readonly kind: "constant";
}

/** Times `factor` after every `every` steps. */
export interface StepSchedule {
  readonly kind: "step";
  readonly every: number;
  readonly factor: number;
}

/** Times `factor` after each step. */
export interface ExponentialSchedule {
  readonly kind: "exponential";
  readonly factor: number;
}

/** Down half a cosine wave to `lowest` within `steps` steps; there it stays. */
export interface CosineSchedule {
  readonly kind: "cosine";
  readonly steps: number;
  readonly lowest: number;
}
