import type { Optimizer } from "./optimizer.ts";
import { adagrad } from "./optimizers/adagrad.ts";
import { adam } from "./optimizers/adam.ts";
import { momentum } from "./optimizers/momentum.ts";
import { nesterov } from "./optimizers/nesterov.ts";
import { rmsprop } from "./optimizers/rmsprop.ts";
import { sgd } from "./optimizers/sgd.ts";
import type { OptimizerName, OptimizerPlan } from "./plan.ts";

/** Every optimizer under its kind. */
export const optimizers: {
  readonly [Kind in OptimizerName]: Optimizer<Extract<OptimizerPlan, { kind: Kind }>>;
} = { sgd, momentum, nesterov, adagrad, rmsprop, adam };

/** The optimizer of a plan. It takes plans of the same kind only. */
export function optimizerOf(plan: OptimizerPlan): Optimizer {
  // A plan's kind decides both, which a type that does not follow the kind cannot say.
  return optimizers[plan.kind] as Optimizer;
}
