import type { Schedule } from "./plan.ts";

/**
 * How the learning rate changes, as one value: a pure function of the step, and the ways to write it. Steps
 * are updates: the update from step t to t + 1 is made at the rate of step t.
 */
export interface ScheduleRule<Plan extends Schedule = Schedule> {
  readonly name: Plan["kind"];
  /** What choosing it begins with. */
  readonly defaults: Plan;
  /** The rate of the update from `step` on, in + − × ÷ alone; `learningRate` is the one that was typed. */
  readonly rateAt: (plan: Plan, learningRate: number, step: number) => number;
  /** μ_t, the rate of step t. */
  readonly latex: string;
  /** A Python expression for the rate, from the names of the typed rate and of the step. */
  readonly numpy: (plan: Plan, learningRate: string, step: string) => string;
  /** Null where the optimizer's own rate is all. */
  readonly torch: ((plan: Plan) => TorchSchedule) | null;
  /** Python with `keras` defined, for the name of the typed rate: what a Keras optimizer takes as its rate. */
  readonly keras: (plan: Plan, learningRate: string) => string;
}

/** A `torch.optim.lr_scheduler` of the variable `optimizer`. */
export interface TorchSchedule {
  /** The expression that makes it. */
  readonly scheduler: string;
  /** The line after `optimizer.step()`, for the variables `scheduler` and `step`, the updates made before. */
  readonly advance: string;
}
