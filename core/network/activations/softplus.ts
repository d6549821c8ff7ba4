import { sigmoid, softplus as logOfOnePlusExp } from "../../functions/saturating.ts";
import type { ElementwiseActivation } from "../activation.ts";

/** f(x) = ln(1 + eˣ), f′ = σ(x): ReLU without its kink. Never overflows: max(x, 0) + ln(1 + e^−|x|). */
export const softplus: ElementwiseActivation = {
  name: "softplus",
  acts: "on elements",
  label: "softplus",
  spell: (x) => `ln(1 + exp(${x}))`,
  hidesInfinity: true,
  domain: [],
  kinks: [],
  apply: logOfOnePlusExp,
  derivative: sigmoid,
  applyInto(out, z, rows, columns) {
    const count = rows * columns;
    for (let i = 0; i < count; i++) out[i] = logOfOnePlusExp(z[i]);
  },
  multiplyByDerivativeInto(gradient, z, _h, rows, columns) {
    const count = rows * columns;
    for (let i = 0; i < count; i++) gradient[i] *= sigmoid(z[i]);
  },
  latex: {
    value: (x) => String.raw`\ln(1 + e^{${x}})`,
    derivative: (x) => String.raw`\sigma(${x})`,
  },
  numpy: { value: (z) => `np.logaddexp(0, ${z})`, derivative: (z) => `(1 / (1 + np.exp(-${z})))` },
  // Linear only from where it is so to the last bit: from 20 on, as by default, it is not.
  torch: { value: (z) => `torch.nn.functional.softplus(${z}, threshold=40)` },
  keras: '"softplus"',
};
