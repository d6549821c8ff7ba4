import type { Optimizer } from "../optimizer.ts";
import type { RmspropPlan } from "../plan.ts";

/**
 * S ⇒ α S + (1 − α) (∂Δ/∂W)², W ⇒ W − μ ∂Δ/∂W / (√S + ε), element by element (Hinton's lecture 6e, 2012), in
 * the form of `torch.optim.RMSprop`, not centered and without momentum.
 *
 * Memory: S, as the parameters lie. Order: s′ = α · s + ((1 − α) · g) · g, w′ = w − (μ · g) / (√s′ + ε).
 */
export const rmsprop: Optimizer<RmspropPlan> = {
  name: "rmsprop",
  defaults: { kind: "rmsprop", learningRate: 0.01, alpha: 0.99, epsilon: 1e-8 },
  memorySize: (parameters) => parameters,
  update(next, now, gradient, { alpha, epsilon }, learningRate) {
    const rest = 1 - alpha;
    const from = now.parameters;
    const to = next.parameters;
    for (let i = 0; i < from.length; i++) {
      const slope = gradient[i];
      const squares = alpha * now.memory[i] + rest * slope * slope;
      next.memory[i] = squares;
      to[i] = from[i] - (learningRate * slope) / (Math.sqrt(squares) + epsilon);
    }
  },
  latex: [
    String.raw`S \Rightarrow \alpha S + (1 - \alpha) \left(\frac{\partial \Delta}{\partial W}\right)^{2}`,
    String.raw`W \Rightarrow W - \mu \frac{\partial \Delta}{\partial W} \Big/ \left(\sqrt{S} + \varepsilon\right)`,
  ],
  text: ["S ⇐ α S + (1 − α) (∂Δ/∂W)²", "W ⇐ W − μ ∂Δ/∂W / (√S + ε)"],
  numpy: ({ alpha, epsilon }, W, dW, learningRate) => ({
    memory: [`s${W} = np.zeros_like(${W})`],
    update: [
      `s${W} = ${alpha} * s${W} + (1 - ${alpha}) * ${dW} * ${dW}`,
      `${W} -= ${learningRate} * ${dW} / (np.sqrt(s${W}) + ${epsilon})`,
    ],
  }),
  torch: ({ learningRate, alpha, epsilon }, parameters) =>
    `torch.optim.RMSprop(${parameters}, lr=${learningRate}, alpha=${alpha}, eps=${epsilon})`,
  keras: ({ alpha, epsilon }, learningRate) =>
    `keras.optimizers.RMSprop(${learningRate}, rho=${alpha}, epsilon=${epsilon})`,
};
