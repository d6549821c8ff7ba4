import type { Optimizer } from "../optimizer.ts";
import type { NesterovPlan } from "../plan.ts";

/**
 * V ⇒ β V + ∂Δ/∂W, W ⇒ W − μ (∂Δ/∂W + β V): Nesterov's momentum (Sutskever et al. 2013), in the form of
 * `torch.optim.SGD(momentum=β, dampening=0, nesterov=True)`.
 *
 * Memory: V, as the parameters lie. Order: v′ = β · v + g, w′ = w − μ · (g + β · v′).
 */
export const nesterov: Optimizer<NesterovPlan> = {
  name: "nesterov",
  defaults: { kind: "nesterov", learningRate: 0.001, momentum: 0.9 },
  memorySize: (parameters) => parameters,
  update(next, now, gradient, plan, learningRate) {
    const beta = plan.momentum;
    const from = now.parameters;
    const to = next.parameters;
    for (let i = 0; i < from.length; i++) {
      const slope = gradient[i];
      const velocity = beta * now.memory[i] + slope;
      next.memory[i] = velocity;
      to[i] = from[i] - learningRate * (slope + beta * velocity);
    }
  },
  latex: [
    String.raw`V \Rightarrow \beta V + \frac{\partial \Delta}{\partial W}`,
    String.raw`W \Rightarrow W - \mu \left(\frac{\partial \Delta}{\partial W} + \beta V\right)`,
  ],
  text: ["V ⇐ β V + ∂Δ/∂W", "W ⇐ W − μ (∂Δ/∂W + β V)"],
  numpy: (plan, W, dW, learningRate) => ({
    memory: [`v${W} = np.zeros_like(${W})`],
    update: [
      `v${W} = ${plan.momentum} * v${W} + ${dW}`,
      `${W} -= ${learningRate} * (${dW} + ${plan.momentum} * v${W})`,
    ],
  }),
  // PyTorch refuses nesterov without a momentum, where both are plain gradient descent.
  torch: ({ learningRate, momentum }, parameters) =>
    momentum === 0
      ? `torch.optim.SGD(${parameters}, lr=${learningRate})`
      : `torch.optim.SGD(${parameters}, lr=${learningRate}, momentum=${momentum}, nesterov=True)`,
  keras: ({ momentum }, learningRate) =>
    momentum === 0
      ? `keras.optimizers.SGD(${learningRate})`
      : `keras.optimizers.SGD(${learningRate}, momentum=${momentum}, nesterov=True)`,
};
