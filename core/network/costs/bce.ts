import type { Cost } from "../cost.ts";
import {
  clampedInverse,
  clampedInverseOfRest,
  clampedLog,
  clampedLogOfRest,
  kerasLog,
} from "./clamped-logarithm.ts";

/**
 * Δ = −(1/M) Σ_ij Y ln Ŷ + (1 − Y) ln(1 − Ŷ), ∂Δ/∂Ŷ = ((1 − Y)/(1 − Ŷ) − Y/Ŷ) / M: the binary
 * cross-entropy, summed over the outputs of a sample, as the mean over M samples.
 *
 * Logarithms are taken as −100 at least, as in PyTorch's BCELoss. Its slopes are kept finite too, but from
 * where a double ends (Ŷ = e^−100, 1 − Ŷ = 2^−53) instead of from 10^−12 on, so that they are those of the
 * value for longer. An output outside 0 … 1 makes the cost NaN.
 */
export const bce: Cost = {
  name: "bce",
  label: "−Σ (Y ln Ŷ + (1 − Y) ln(1 − Ŷ)) / M",
  reduction: "mean",
  fusedWith: null,
  valueInto(out, Y, _Z, output, _error, rows, columns) {
    const count = rows * columns;
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const y = Y[i];
      const h = output[i];
      sum -= y * clampedLog(h) + (1 - y) * clampedLogOfRest(h);
    }
    out[0] = count === 0 ? 0 : sum / rows;
  },
  gradientInto(gradient, Y, _Z, output, _error, rows, columns, total) {
    const count = rows * columns;
    for (let i = 0; i < count; i++) {
      const y = Y[i];
      const h = output[i];
      gradient[i] = ((1 - y) * clampedInverseOfRest(h) - y * clampedInverse(h)) / total;
    }
  },
  latex: {
    value: String.raw`-\frac{1}{M} \sum_{ij} \left( Y_{ij} \ln \hat{Y}_{ij} + (1 - Y_{ij}) \ln (1 - \hat{Y}_{ij}) \right)`,
    gradient: String.raw`\frac{1}{M} \left( \frac{1 - Y_{ij}}{1 - \hat{Y}_{ij}} - \frac{Y_{ij}}{\hat{Y}_{ij}} \right)`,
  },
  numpy: {
    value: (Y, _Z, output) =>
      `-np.sum(${Y} * np.maximum(np.log(${output}), -100) + (1 - ${Y}) * np.maximum(np.log1p(-${output}), -100)) / ${Y}.shape[0]`,
    gradient: (Y, _Z, output) =>
      `((1 - ${Y}) / np.maximum(1 - ${output}, 2.0**-53) - ${Y} / np.maximum(${output}, np.exp(-100))) / ${Y}.shape[0]`,
  },
  torch: {
    value: (Y, _Z, output) =>
      `torch.nn.functional.binary_cross_entropy(${output}, ${Y}, reduction="sum") / len(${Y})`,
  },
  keras: {
    value: (Y, _Z, output) => {
      const terms = `${Y} * ${kerasLog(output)} + (1 - ${Y}) * ${kerasLog(`1 - ${output}`)}`;
      return `-ops.mean(ops.sum(${terms}, axis=-1))`;
    },
  },
};
