import type { ElementwiseActivation } from "../activation.ts";

/** PyTorch's default. */
const SLOPE = 0.01;

/** f(x) = x where x > 0, else 0.01 x; f′ = 1 where x > 0, else 0.01, at the kink x = 0 too, as in PyTorch. */
export const leakyRelu: ElementwiseActivation = {
  name: "leaky-relu",
  acts: "on elements",
  label: "leaky ReLU",
  spell: (x) => `max(${x}, ${SLOPE}·(${x}))`,
  hidesInfinity: false,
  domain: [],
  kinks: [0],
  apply: (x) => (x > 0 ? x : SLOPE * x),
  derivative: (x) => (x > 0 ? 1 : SLOPE),
  applyInto(out, z, rows, columns) {
    const count = rows * columns;
    for (let i = 0; i < count; i++) {
      const x = z[i];
      out[i] = x > 0 ? x : SLOPE * x;
    }
  },
  multiplyByDerivativeInto(gradient, z, _h, rows, columns) {
    const count = rows * columns;
    for (let i = 0; i < count; i++) gradient[i] *= z[i] > 0 ? 1 : SLOPE;
  },
  latex: {
    value: (x) => String.raw`\max(${x}, ${SLOPE}\,${x})`,
    derivative: (x) => String.raw`[${x} > 0] + ${SLOPE}\,[${x} \leq 0]`,
  },
  numpy: {
    value: (z) => `np.where(${z} > 0, ${z}, ${SLOPE} * ${z})`,
    derivative: (z) => `np.where(${z} > 0, 1, ${SLOPE})`,
  },
  torch: { value: (z) => `torch.nn.functional.leaky_relu(${z}, ${SLOPE})` },
  keras: `lambda Z: ops.leaky_relu(Z, ${SLOPE})`,
};
