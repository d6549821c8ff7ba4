import type { Optimizer } from "../optimizer.ts";
import type { AdagradPlan } from "../plan.ts";

/**
 * S ⇒ S + (∂Δ/∂W)², W ⇒ W − μ ∂Δ/∂W / (√S + ε), element by element (Duchi et al. 2011), in the form of
 * `torch.optim.Adagrad` with lr_decay = 0 and initial_accumulator_value = 0.
 *
 * Memory: S, as the parameters lie. Order: s′ = s + g · g, w′ = w − (μ · g) / (√s′ + ε).
 */
export const adagrad: Optimizer<AdagradPlan> = {
  name: "adagrad",
  defaults: { kind: "adagrad", learningRate: 0.01, epsilon: 1e-10 },
  memorySize: (parameters) => parameters,
  update(next, now, gradient, { epsilon }, learningRate) {
    const from = now.parameters;
    const to = next.parameters;
    for (let i = 0; i < from.length; i++) {
      const slope = gradient[i];
      const squares = now.memory[i] + slope * slope;
      next.memory[i] = squares;
      to[i] = from[i] - (learningRate * slope) / (Math.sqrt(squares) + epsilon);
    }
  },
  latex: [
    String.raw`S \Rightarrow S + \left(\frac{\partial \Delta}{\partial W}\right)^{2}`,
    String.raw`W \Rightarrow W - \mu \frac{\partial \Delta}{\partial W} \Big/ \left(\sqrt{S} + \varepsilon\right)`,
  ],
  text: ["S ⇐ S + (∂Δ/∂W)²", "W ⇐ W − μ ∂Δ/∂W / (√S + ε)"],
  numpy: ({ epsilon }, W, dW, learningRate) => ({
    memory: [`s${W} = np.zeros_like(${W})`],
    update: [
      `s${W} = s${W} + ${dW} * ${dW}`,
      `${W} -= ${learningRate} * ${dW} / (np.sqrt(s${W}) + ${epsilon})`,
    ],
  }),
  torch: ({ learningRate, epsilon }, parameters) =>
    `torch.optim.Adagrad(${parameters}, lr=${learningRate}, eps=${epsilon})`,
  keras: ({ epsilon }, learningRate) =>
    `keras.optimizers.Adagrad(${learningRate}, initial_accumulator_value=0.0, epsilon=${epsilon})`,
};
