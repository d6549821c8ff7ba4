import type { OptimizerPlan } from "./plan.ts";

/** What an optimizer changes: all parameters in one flat array, and what it remembers between steps. */
export interface OptimizerState {
  readonly parameters: Float64Array;
  /** As long as `memorySize` says, laid out as the optimizer's own file says; all zeros at the start. */
  readonly memory: Float64Array;
}

/**
 * How gradients change the parameters: a pure pair of the initial state and the update, with the numbers and
 * the order of operations of `torch.optim`, of which only + − × ÷ √ are needed.
 */
export interface Optimizer<Plan extends OptimizerPlan = OptimizerPlan> {
  readonly name: Plan["kind"];
  /** PyTorch's defaults, its learning rate among them; the lab's own for a momentum, which PyTorch has at 0. */
  readonly defaults: Plan;
  /** How many numbers it remembers for that many parameters. */
  readonly memorySize: (parameters: number) => number;
  /**
   * Fills `next` with what one step makes of `now` and the gradient ∂cost/∂parameters, at this step's
   * learning rate, whatever the plan's own is; `now` is left as it is. Allocates nothing.
   */
  readonly update: (
    next: OptimizerState,
    now: OptimizerState,
    gradient: Float64Array,
    plan: Plan,
    learningRate: number,
  ) => void;
  /** The update of one matrix W, one equation after the other; what is remembered begins as zeros. */
  readonly latex: readonly string[];
  /** The same in plain Unicode, an arrow towards what changes. */
  readonly text: readonly string[];
  /**
   * Python for the names of a parameter, of its gradient and of the learning rate. `step`, the number of
   * updates made before this one, has to be defined.
   */
  readonly numpy: (plan: Plan, W: string, dW: string, learningRate: string) => UpdateLines;
  /** Python for the expression of all parameters: `torch.optim.SGD(model.parameters(), lr=0.1)`. */
  readonly torch: (plan: Plan, parameters: string) => string;
  /** Python with `keras` defined, for the expression of the rate; Keras has an order of operations of its own. */
  readonly keras: (plan: Plan, learningRate: string) => string;
}

/** Lines of Python that update one parameter. */
export interface UpdateLines {
  /** Before the first step: what is remembered of it, with its initial values. */
  readonly memory: readonly string[];
  /** In every step, when its gradient is known. */
  readonly update: readonly string[];
}

/** The optimizer's start: these parameters (not copied), and nothing remembered. */
export function initialState(optimizer: Optimizer, parameters: Float64Array): OptimizerState {
  return { parameters, memory: new Float64Array(optimizer.memorySize(parameters.length)) };
}
