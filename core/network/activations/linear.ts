import type { Activation } from "../activation.ts";

/** f(x) = x, f′(x) = 1: no activation. */
export const linear: Activation = {
  name: "linear",
  label: "x",
  spell: (x) => x,
  hidesInfinity: false,
  apply: (x) => x,
  derivative: () => 1,
  applyInto(out, z, count) {
    if (out === z) return;
    for (let i = 0; i < count; i++) out[i] = z[i];
  },
  multiplyByDerivativeInto() {},
  latex: { value: (x) => x, derivative: () => "1" },
  numpy: { value: (z) => z, derivative: (z) => `np.ones_like(${z})` },
};
