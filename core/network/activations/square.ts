import type { Activation } from "../activation.ts";

/** f(x) = x², f′(x) = 2x: the article's f₁. */
export const square: Activation = {
  name: "square",
  label: "x²",
  spell: (x) => `(${x})²`,
  hidesInfinity: false,
  apply: (x) => x * x,
  derivative: (x) => 2 * x,
  applyInto(out, z, count) {
    for (let i = 0; i < count; i++) {
      const x = z[i];
      out[i] = x * x;
    }
  },
  multiplyByDerivativeInto(gradient, z, _h, count) {
    for (let i = 0; i < count; i++) gradient[i] *= 2 * z[i];
  },
  latex: { value: (x) => `${x}^{2}`, derivative: (x) => `2 ${x}` },
  numpy: { value: (z) => `${z}**2`, derivative: (z) => `(2 * ${z})` },
};
