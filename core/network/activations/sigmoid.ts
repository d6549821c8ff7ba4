import { sigmoid as logistic } from "../../functions/saturating.ts";
import type { ElementwiseActivation } from "../activation.ts";

/** f(x) = σ(x) = 1 / (1 + e⁻ˣ), f′ = σ(x) (1 − σ(x)). Saturates to exactly 0 and 1, never NaN for finite x. */
export const sigmoid: ElementwiseActivation = {
  name: "sigmoid",
  acts: "on elements",
  label: "σ",
  spell: (x) => `1 / (1 + exp(−(${x})))`,
  hidesInfinity: true,
  domain: [],
  kinks: [],
  apply: logistic,
  derivative(x) {
    const h = logistic(x);
    return h * (1 - h);
  },
  applyInto(out, z, rows, columns) {
    const count = rows * columns;
    for (let i = 0; i < count; i++) out[i] = logistic(z[i]);
  },
  multiplyByDerivativeInto(gradient, _z, h, rows, columns) {
    const count = rows * columns;
    for (let i = 0; i < count; i++) {
      const y = h[i];
      gradient[i] *= y * (1 - y);
    }
  },
  latex: {
    value: (x) => String.raw`\sigma(${x})`,
    derivative: (x) => String.raw`\sigma(${x})\,(1 - \sigma(${x}))`,
  },
  numpy: { value: (z) => `1 / (1 + np.exp(-${z}))`, derivative: (_z, h) => `(${h} * (1 - ${h}))` },
  torch: { value: (z) => `torch.sigmoid(${z})` },
  keras: '"sigmoid"',
};
