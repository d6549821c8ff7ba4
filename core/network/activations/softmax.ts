import { exp } from "../../functions/exponential.ts";
import type { RowActivation } from "../activation.ts";

/**
 * h_j = e^z_j / Σ_k e^z_k over each row: positive numbers with the sum 1, the classes' probabilities.
 *
 * Backward through the Jacobian ∂h_j/∂z_k = h_j (δ_jk − h_k): ∂cost/∂z_j = h_j (g_j − Σ_k g_k h_k). The
 * row's largest z is taken away first, which changes nothing but that e^z cannot overflow.
 */
export const softmax: RowActivation = {
  name: "softmax",
  acts: "on rows",
  label: "softmax",
  spell: (x) => `exp(${x}) / Σ exp(z)`,
  hidesInfinity: true,
  domain: [],
  kinks: [],
  applyInto(out, z, rows, columns) {
    for (let start = 0, i = 0; i < rows; i++, start += columns) {
      const end = start + columns;
      let largest = -Infinity;
      for (let p = start; p < end; p++) if (z[p] > largest) largest = z[p];
      let sum = 0;
      for (let p = start; p < end; p++) {
        const power = exp(z[p] - largest);
        out[p] = power;
        sum += power;
      }
      for (let p = start; p < end; p++) out[p] /= sum;
    }
  },
  multiplyByDerivativeInto(gradient, _z, h, rows, columns) {
    for (let start = 0, i = 0; i < rows; i++, start += columns) {
      const end = start + columns;
      let sum = 0;
      for (let p = start; p < end; p++) sum += gradient[p] * h[p];
      for (let p = start; p < end; p++) gradient[p] = h[p] * (gradient[p] - sum);
    }
  },
  latex: {
    value: (x) => String.raw`\operatorname{softmax}(${x})`,
    derivative: (x) => {
      const h = (index: string): string => String.raw`\operatorname{softmax}_{${index}}(${x})`;
      return String.raw`${h("j")}\,(\delta_{jk} - ${h("k")})`;
    },
  },
  backwardLatex: (gradient, h) =>
    String.raw`${h}_{ij} \left( ${gradient("ij")} - \textstyle\sum_k ${gradient("ik")}\, ${h}_{ik} \right)`,
  numpy: {
    value(z) {
      const powers = `np.exp(${z} - np.max(${z}, axis=1, keepdims=True))`;
      return `${powers} / np.sum(${powers}, axis=1, keepdims=True)`;
    },
    lines: (z, h) => [
      `${h} = np.exp(${z} - np.max(${z}, axis=1, keepdims=True))`,
      `${h} = ${h} / np.sum(${h}, axis=1, keepdims=True)`,
    ],
    backward: (gradient, h) => `${h} * (${gradient} - np.sum(${gradient} * ${h}, axis=1, keepdims=True))`,
  },
  torch: { value: (z) => `torch.softmax(${z}, dim=1)` },
  keras: '"softmax"',
};
