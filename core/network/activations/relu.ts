import type { ElementwiseActivation } from "../activation.ts";

/** f(x) = max(x, 0), f′ = 1 where x > 0, else 0; at the kink x = 0 the derivative is taken as 0. */
export const relu: ElementwiseActivation = {
  name: "relu",
  acts: "on elements",
  label: "ReLU",
  spell: (x) => `max(0, ${x})`,
  hidesInfinity: true,
  domain: [],
  kinks: [0],
  // Compared this way round, NaN stays NaN, as in np.maximum.
  apply: (x) => (x <= 0 ? 0 : x),
  derivative: (x) => (x > 0 ? 1 : 0),
  applyInto(out, z, rows, columns) {
    const count = rows * columns;
    for (let i = 0; i < count; i++) {
      const x = z[i];
      out[i] = x <= 0 ? 0 : x;
    }
  },
  multiplyByDerivativeInto(gradient, z, _h, rows, columns) {
    // Multiplied, not replaced by 0: an infinite gradient becomes NaN, as in NumPy.
    const count = rows * columns;
    for (let i = 0; i < count; i++) gradient[i] *= z[i] > 0 ? 1 : 0;
  },
  latex: {
    value: (x) => String.raw`\max(${x}, 0)`,
    derivative: (x) => String.raw`[${x} > 0]`,
  },
  numpy: { value: (z) => `np.maximum(${z}, 0)`, derivative: (z) => `(${z} > 0)` },
  torch: { value: (z) => `torch.relu(${z})` },
  keras: '"relu"',
};
