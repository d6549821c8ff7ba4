import type { Optimizer } from "../optimizer.ts";
import type { MomentumPlan } from "../plan.ts";

/**
 * V ⇒ β V + ∂Δ/∂W, W ⇒ W − μ V: gradient descent with momentum (Polyak 1964), in the form of
 * `torch.optim.SGD(momentum=β, dampening=0)`.
 *
 * Memory: V, as the parameters lie. Order: v′ = β · v + g, w′ = w − μ · v′.
 */
export const momentum: Optimizer<MomentumPlan> = {
  name: "momentum",
  defaults: { kind: "momentum", learningRate: 0.001, momentum: 0.9 },
  memorySize: (parameters) => parameters,
  update(next, now, gradient, plan, learningRate) {
    const beta = plan.momentum;
    const from = now.parameters;
    const to = next.parameters;
    for (let i = 0; i < from.length; i++) {
      const velocity = beta * now.memory[i] + gradient[i];
      next.memory[i] = velocity;
      to[i] = from[i] - learningRate * velocity;
    }
  },
  latex: [
    String.raw`V \Rightarrow \beta V + \frac{\partial \Delta}{\partial W}`,
    String.raw`W \Rightarrow W - \mu V`,
  ],
  text: ["V ⇐ β V + ∂Δ/∂W", "W ⇐ W − μ V"],
  numpy: (plan, W, dW, learningRate) => ({
    memory: [`v${W} = np.zeros_like(${W})`],
    update: [`v${W} = ${plan.momentum} * v${W} + ${dW}`, `${W} -= ${learningRate} * v${W}`],
  }),
  torch: (plan, parameters) =>
    `torch.optim.SGD(${parameters}, lr=${plan.learningRate}, momentum=${plan.momentum})`,
  // Keras takes no whole number, not even 0.
  keras: ({ momentum }, learningRate) =>
    momentum === 0
      ? `keras.optimizers.SGD(${learningRate})`
      : `keras.optimizers.SGD(${learningRate}, momentum=${momentum})`,
};
