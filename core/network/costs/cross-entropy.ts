import type { Cost } from "../cost.ts";
import { clampedInverse, clampedLog, kerasLog } from "./clamped-logarithm.ts";

/**
 * Δ = −(1/M) Σ_ij Y ln Ŷ, ∂Δ/∂Ŷ = −Y / (M Ŷ): the cross-entropy, as the mean over M samples. Targets may
 * be anything from 0 to 1, one-hot or not.
 *
 * Logarithms are taken as −100 at least, and slopes are kept finite from there on, as in `bce`. An output
 * below 0 makes the cost NaN.
 */
export const crossEntropy: Cost = {
  name: "cross-entropy",
  label: "−Σ Y ln Ŷ / M",
  reduction: "mean",
  fusedWith: null,
  valueInto(out, Y, _Z, output, _error, rows, columns) {
    const count = rows * columns;
    let sum = 0;
    for (let i = 0; i < count; i++) sum -= Y[i] * clampedLog(output[i]);
    out[0] = count === 0 ? 0 : sum / rows;
  },
  gradientInto(gradient, Y, _Z, output, _error, rows, columns, total) {
    const count = rows * columns;
    for (let i = 0; i < count; i++) gradient[i] = (-Y[i] * clampedInverse(output[i])) / total;
  },
  latex: {
    value: String.raw`-\frac{1}{M} \sum_{ij} Y_{ij} \ln \hat{Y}_{ij}`,
    gradient: String.raw`-\frac{1}{M} \frac{Y_{ij}}{\hat{Y}_{ij}}`,
  },
  numpy: {
    value: (Y, _Z, output) => `-np.sum(${Y} * np.maximum(np.log(${output}), -100)) / ${Y}.shape[0]`,
    gradient: (Y, _Z, output) => `-${Y} / np.maximum(${output}, np.exp(-100)) / ${Y}.shape[0]`,
  },
  torch: {
    value: (Y, _Z, output) => `-(${Y} * torch.log(${output}).clamp(min=-100)).sum() / len(${Y})`,
  },
  keras: {
    value: (Y, _Z, output) => `-ops.mean(ops.sum(${Y} * ${kerasLog(output)}, axis=-1))`,
  },
};
