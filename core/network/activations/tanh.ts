import { tanh as hyperbolicTangent } from "../../functions/saturating.ts";
import type { ElementwiseActivation } from "../activation.ts";

/** f(x) = tanh x, f′ = 1 − tanh² x. */
export const tanh: ElementwiseActivation = {
  name: "tanh",
  acts: "on elements",
  label: "tanh",
  spell: (x) => `tanh(${x})`,
  hidesInfinity: true,
  domain: [],
  kinks: [],
  apply: hyperbolicTangent,
  derivative(x) {
    const h = hyperbolicTangent(x);
    return 1 - h * h;
  },
  applyInto(out, z, rows, columns) {
    const count = rows * columns;
    for (let i = 0; i < count; i++) out[i] = hyperbolicTangent(z[i]);
  },
  multiplyByDerivativeInto(gradient, _z, h, rows, columns) {
    const count = rows * columns;
    for (let i = 0; i < count; i++) {
      const y = h[i];
      gradient[i] *= 1 - y * y;
    }
  },
  latex: {
    value: (x) => String.raw`\tanh(${x})`,
    derivative: (x) => String.raw`1 - \tanh^{2}(${x})`,
  },
  numpy: { value: (z) => `np.tanh(${z})`, derivative: (_z, h) => `(1 - ${h}**2)` },
  torch: { value: (z) => `torch.tanh(${z})` },
  keras: '"tanh"',
};
