import type { Optimizer } from "../optimizer.ts";
import type { AdamPlan } from "../plan.ts";

/**
 * M ⇒ β₁ M + (1 − β₁) ∂Δ/∂W, S ⇒ β₂ S + (1 − β₂) (∂Δ/∂W)²,
 * W ⇒ W − μ / (1 − β₁ᵗ) · M / (√S / √(1 − β₂ᵗ) + ε) in the t-th step, element by element (Kingma & Ba 2015), in
 * the form of `torch.optim.Adam`, bias correction included.
 *
 * Memory for n parameters: M (n), S (n), then two numbers, 1 − β₁ᵗ and 1 − β₂ᵗ. Those run along as what M and
 * S would be had every gradient been 1, c ⇒ β c + (1 − β) from 0 on, since a power βᵗ has other last bits on
 * another machine; they come to rest 10⁻¹⁵ (β = 0.9) and 10⁻¹³ (β = 0.999) short of 1.
 *
 * Order: c₁′ = β₁ · c₁ + (1 − β₁), c₂′ = β₂ · c₂ + (1 − β₂), then per parameter
 * m′ = β₁ · m + (1 − β₁) · g, s′ = β₂ · s + ((1 − β₂) · g) · g,
 * w′ = w − ((μ / c₁′) · m′) / (√s′ / √c₂′ + ε).
 */
export const adam: Optimizer<AdamPlan> = {
  name: "adam",
  defaults: { kind: "adam", learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  memorySize: (parameters) => 2 * parameters + 2,
  update(next, now, gradient, { beta1, beta2, epsilon }, learningRate) {
    const from = now.parameters;
    const to = next.parameters;
    const count = from.length;
    const rest1 = 1 - beta1;
    const rest2 = 1 - beta2;
    const correction1 = beta1 * now.memory[2 * count] + rest1;
    const correction2 = beta2 * now.memory[2 * count + 1] + rest2;
    next.memory[2 * count] = correction1;
    next.memory[2 * count + 1] = correction2;
    const rate = learningRate / correction1;
    const root = Math.sqrt(correction2);
    for (let i = 0; i < count; i++) {
      const slope = gradient[i];
      const mean = beta1 * now.memory[i] + rest1 * slope;
      const squares = beta2 * now.memory[count + i] + rest2 * slope * slope;
      next.memory[i] = mean;
      next.memory[count + i] = squares;
      to[i] = from[i] - (rate * mean) / (Math.sqrt(squares) / root + epsilon);
    }
  },
  latex: [
    String.raw`M \Rightarrow \beta_1 M + (1 - \beta_1) \frac{\partial \Delta}{\partial W}`,
    String.raw`S \Rightarrow \beta_2 S + (1 - \beta_2) \left(\frac{\partial \Delta}{\partial W}\right)^{2}`,
    String.raw`W \Rightarrow W - \frac{\mu}{1 - \beta_1^{t}} M \Big/ \left(\sqrt{\frac{S}{1 - \beta_2^{t}}} + \varepsilon\right)`,
  ],
  text: [
    "M ⇐ β₁ M + (1 − β₁) ∂Δ/∂W",
    "S ⇐ β₂ S + (1 − β₂) (∂Δ/∂W)²",
    "W ⇐ W − μ / (1 − β₁ᵗ) · M / (√(S / (1 − β₂ᵗ)) + ε)",
  ],
  numpy: ({ beta1, beta2, epsilon }, W, dW, learningRate) => ({
    memory: [`m${W} = np.zeros_like(${W})`, `s${W} = np.zeros_like(${W})`],
    update: [
      `m${W} = ${beta1} * m${W} + (1 - ${beta1}) * ${dW}`,
      `s${W} = ${beta2} * s${W} + (1 - ${beta2}) * ${dW} * ${dW}`,
      `${W} -= ${learningRate} / (1 - ${beta1}**(step + 1)) * m${W} / ` +
        `(np.sqrt(s${W}) / np.sqrt(1 - ${beta2}**(step + 1)) + ${epsilon})`,
    ],
  }),
  torch: ({ learningRate, beta1, beta2, epsilon }, parameters) =>
    `torch.optim.Adam(${parameters}, lr=${learningRate}, betas=(${beta1}, ${beta2}), eps=${epsilon})`,
  keras: ({ beta1, beta2, epsilon }, learningRate) =>
    `keras.optimizers.Adam(${learningRate}, beta_1=${beta1}, beta_2=${beta2}, epsilon=${epsilon})`,
};
