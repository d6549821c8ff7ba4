import type { ElementwiseActivation } from "../activation.ts";

/** f(x) = x², f′(x) = 2x: the article's f₁. */
export const square: ElementwiseActivation = {
  name: "square",
  acts: "on elements",
  label: "x²",
  spell: (x) => `(${x})²`,
  hidesInfinity: false,
  domain: [],
  kinks: [],
  apply: (x) => x * x,
  derivative: (x) => 2 * x,
  applyInto(out, z, rows, columns) {
    const count = rows * columns;
    for (let i = 0; i < count; i++) {
      const x = z[i];
      out[i] = x * x;
    }
  },
  multiplyByDerivativeInto(gradient, z, _h, rows, columns) {
    const count = rows * columns;
    for (let i = 0; i < count; i++) gradient[i] *= 2 * z[i];
  },
  latex: { value: (x) => `${x}^{2}`, derivative: (x) => `2 ${x}` },
  numpy: { value: (z) => `${z}**2`, derivative: (z) => `(2 * ${z})` },
  torch: { value: (z) => `${z}**2` },
  keras: "lambda Z: Z**2",
};
