import type { OptimizerPlan } from "./plan.ts";

/** What an optimizer changes: all parameters in one flat array, and what it remembers between steps. */
export interface OptimizerState {
  readonly parameters: Float64Array;
  /** As long as `memorySize` says; all zeros at the start. */
  readonly memory: Float64Array;
}

/** How gradients change the parameters: a pure pair of the initial state and the update. */
export interface Optimizer<Plan extends OptimizerPlan = OptimizerPlan> {
  readonly name: Plan["kind"];
  /** How many numbers it remembers for that many parameters. */
  readonly memorySize: (parameters: number) => number;
  /**
   * Fills `next` with what one step makes of `now` and the gradient ∂cost/∂parameters; `now` is left as
   * it is. Allocates nothing.
   */
  readonly update: (next: OptimizerState, now: OptimizerState, gradient: Float64Array, plan: Plan) => void;
  /** The update of one matrix W. */
  readonly latex: string;
  /** Python for the names of a parameter, its gradient and the learning rate. */
  readonly numpy: (W: string, dW: string, learningRate: string) => string;
}

/** The optimizer's start: these parameters (not copied), and nothing remembered. */
export function initialState(optimizer: Optimizer, parameters: Float64Array): OptimizerState {
  return { parameters, memory: new Float64Array(optimizer.memorySize(parameters.length)) };
}
