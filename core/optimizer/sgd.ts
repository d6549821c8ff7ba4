import type { Optimizer } from "./optimizer.ts";
import type { OptimizerPlan } from "./plan.ts";

/** W ⇒ W − μ ∂Δ/∂W: gradient descent as the article has it; it remembers nothing. */
export const sgd: Optimizer<Extract<OptimizerPlan, { kind: "sgd" }>> = {
  name: "sgd",
  memorySize: () => 0,
  update(next, now, gradient, { learningRate }) {
    const from = now.parameters;
    const to = next.parameters;
    for (let i = 0; i < from.length; i++) to[i] = from[i] - learningRate * gradient[i];
  },
  latex: String.raw`W \Rightarrow W - \mu \frac{\partial \Delta}{\partial W}`,
  numpy: (W, dW, learningRate) => `${W} -= ${learningRate} * ${dW}`,
};
