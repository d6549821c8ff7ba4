import { softplus } from "../../functions/saturating.ts";
import type { Cost } from "../cost.ts";
import { bce } from "./bce.ts";

/**
 * The binary cross-entropy of Ŷ = σ(Z): Δ = (1/M) Σ_ij ln(1 + e^Z) − Y Z, ∂Δ/∂Z = (Ŷ − Y) / M.
 *
 * Straight from Z, so that no output rounds to 0 or 1 under a logarithm: exact however wrong the network is.
 */
export const bceOfSigmoid: Cost = {
  ...bce,
  reduction: "mean",
  fusedWith: "sigmoid",
  valueInto(out, Y, Z, _output, _error, rows, columns) {
    const count = rows * columns;
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const z = Z[i];
      const y = Y[i];
      // ln(1 + e^z) − y z with the part that grows taken together: z (1 − y) above 0, −z y below.
      sum += softplus(-Math.abs(z)) + (z > 0 ? z * (1 - y) : -z * y);
    }
    out[0] = count === 0 ? 0 : sum / rows;
  },
  gradientInto(gradient, Y, _Z, output, _error, rows, columns, total) {
    const count = rows * columns;
    for (let i = 0; i < count; i++) gradient[i] = (output[i] - Y[i]) / total;
  },
  latex: {
    value: bce.latex.value,
    gradient: String.raw`\frac{1}{M} (\hat{Y}_{ij} - Y_{ij})`,
  },
  numpy: {
    // ln(1 + e^−z) = −ln σ(z) and ln(1 + e^z) = −ln(1 − σ(z)): no differences, so a small cost keeps its digits.
    value: (Y, Z) =>
      `np.sum(${Y} * np.logaddexp(0, -${Z}) + (1 - ${Y}) * np.logaddexp(0, ${Z})) / ${Y}.shape[0]`,
    gradient: (Y, _Z, output) => `(${output} - ${Y}) / ${Y}.shape[0]`,
  },
  torch: {
    value: (Y, Z) =>
      `torch.nn.functional.binary_cross_entropy_with_logits(${Z}, ${Y}, reduction="sum") / len(${Y})`,
  },
  keras: {
    value: (Y, Z) => `ops.mean(ops.sum(ops.binary_crossentropy(${Y}, ${Z}, from_logits=True), axis=-1))`,
  },
};
