import type { ElementwiseActivation } from "../activation.ts";

/**
 * f(x) = x³, f′(x) = 3x²: the article's f₂.
 *
 * Computed as x·x·x, and written so for NumPy too: `x**3` goes through `pow`, whose last bit differs.
 */
export const cube: ElementwiseActivation = {
  name: "cube",
  acts: "on elements",
  label: "x³",
  spell: (x) => `(${x})³`,
  hidesInfinity: false,
  domain: [],
  kinks: [],
  apply: (x) => x * x * x,
  derivative: (x) => 3 * (x * x),
  applyInto(out, z, rows, columns) {
    const count = rows * columns;
    for (let i = 0; i < count; i++) {
      const x = z[i];
      out[i] = x * x * x;
    }
  },
  multiplyByDerivativeInto(gradient, z, _h, rows, columns) {
    const count = rows * columns;
    for (let i = 0; i < count; i++) {
      const x = z[i];
      gradient[i] *= 3 * (x * x);
    }
  },
  latex: { value: (x) => `${x}^{3}`, derivative: (x) => `3 ${x}^{2}` },
  numpy: { value: (z) => `${z} * ${z} * ${z}`, derivative: (z) => `(3 * ${z}**2)` },
  torch: { value: (z) => `${z} * ${z} * ${z}` },
  keras: "lambda Z: Z * Z * Z",
};
