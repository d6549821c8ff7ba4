import type { Optimizer } from "./optimizer.ts";
import type { OptimizerPlan } from "./plan.ts";
import { sgd } from "./sgd.ts";

/** Every optimizer under its kind. */
export const optimizers: {
  readonly [Kind in OptimizerPlan["kind"]]: Optimizer<Extract<OptimizerPlan, { kind: Kind }>>;
} = { sgd };
