import type { Optimizer } from "../optimizer.ts";
import type { SgdPlan } from "../plan.ts";

/**
 * W ⇒ W − μ ∂Δ/∂W: gradient descent as the article has it; it remembers nothing.
 *
 * Order: w − μ · g.
 */
export const sgd: Optimizer<SgdPlan> = {
  name: "sgd",
  defaults: { kind: "sgd", learningRate: 0.001 },
  memorySize: () => 0,
  update(next, now, gradient, _plan, learningRate) {
    const from = now.parameters;
    const to = next.parameters;
    for (let i = 0; i < from.length; i++) to[i] = from[i] - learningRate * gradient[i];
  },
  latex: [String.raw`W \Rightarrow W - \mu \frac{\partial \Delta}{\partial W}`],
  text: ["W ⇐ W − μ ∂Δ/∂W"],
  numpy: (_plan, W, dW, learningRate) => ({ memory: [], update: [`${W} -= ${learningRate} * ${dW}`] }),
  torch: ({ learningRate }, parameters) => `torch.optim.SGD(${parameters}, lr=${learningRate})`,
  keras: (_plan, learningRate) => `keras.optimizers.SGD(${learningRate})`,
};
