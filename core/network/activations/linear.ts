import type { ElementwiseActivation } from "../activation.ts";

/** f(x) = x, f′(x) = 1: no activation. */
export const linear: ElementwiseActivation = {
  name: "linear",
  acts: "on elements",
  label: "x",
  spell: (x) => x,
  hidesInfinity: false,
  domain: [],
  kinks: [],
  apply: (x) => x,
  derivative: () => 1,
  applyInto(out, z, rows, columns) {
    if (out === z) return;
    const count = rows * columns;
    for (let i = 0; i < count; i++) out[i] = z[i];
  },
  multiplyByDerivativeInto() {},
  latex: { value: (x) => x, derivative: () => "1" },
  numpy: { value: (z) => z, derivative: (z) => `np.ones_like(${z})` },
  torch: { value: (z) => z },
  keras: '"linear"',
};
