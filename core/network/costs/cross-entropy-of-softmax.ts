import { exp } from "../../functions/exponential.ts";
import { log1p } from "../../functions/log.ts";
import type { Cost } from "../cost.ts";
import { crossEntropy } from "./cross-entropy.ts";

/**
 * The cross-entropy of Ŷ = softmax(Z): Δ = (1/M) Σ_ij Y_ij (ln Σ_k e^Z_ik − Z_ij), ∂Δ/∂Z_ij =
 * (Ŷ_ij Σ_k Y_ik − Y_ij) / M, which is Ŷ − Y where the targets of a sample have the sum 1.
 *
 * Straight from Z, with the row's largest z taken away first, so that nothing overflows, no output rounds
 * to 0 under a logarithm, and a cost near 0 keeps its digits.
 */
export const crossEntropyOfSoftmax: Cost = {
  ...crossEntropy,
  reduction: "mean",
  fusedWith: "softmax",
  valueInto(out, Y, Z, _output, _error, rows, columns) {
    let sum = 0;
    for (let start = 0, i = 0; i < rows; i++, start += columns) {
      const end = start + columns;
      let top = start;
      for (let p = start + 1; p < end; p++) if (Z[p] > Z[top]) top = p;
      const largest = Z[top];
      // Σ e^(z − largest) without the largest itself, which is 1.
      let others = 0;
      for (let p = start; p < end; p++) if (p !== top) others += exp(Z[p] - largest);
      const logOfSum = log1p(others);
      for (let p = start; p < end; p++) sum += Y[p] * (logOfSum - (Z[p] - largest));
    }
    out[0] = rows === 0 ? 0 : sum / rows;
  },
  gradientInto(gradient, Y, _Z, output, _error, rows, columns, total) {
    for (let start = 0, i = 0; i < rows; i++, start += columns) {
      const end = start + columns;
      let targets = 0;
      for (let p = start; p < end; p++) targets += Y[p];
      for (let p = start; p < end; p++) gradient[p] = (output[p] * targets - Y[p]) / total;
    }
  },
  latex: {
    value: crossEntropy.latex.value,
    gradient: String.raw`\frac{1}{M} \left( \hat{Y}_{ij} \textstyle\sum_k Y_{ik} - Y_{ij} \right)`,
  },
  numpy: {
    value: (Y, Z) => valueOf(Y, `(${lessLargest(Z)})`),
    body: (Y, Z) => [`${Z} = ${lessLargest(Z)}`, `return ${valueOf(Y, Z)}`],
    gradient: (Y, _Z, output) => `(${output} * np.sum(${Y}, axis=1, keepdims=True) - ${Y}) / ${Y}.shape[0]`,
  },
  torch: { value: (Y, Z) => `torch.nn.functional.cross_entropy(${Z}, ${Y}, reduction="sum") / len(${Y})` },
  // TensorFlow's own cross-entropy takes it that the targets of a sample have the sum 1.
  keras: { value: (Y, Z) => `-ops.mean(ops.sum(${Y} * ops.log_softmax(${Z}, axis=-1), axis=-1))` },
};

/** Python for Z with each row's largest number taken away, which changes neither Ŷ nor the cost. */
function lessLargest(Z: string): string {
  return `${Z} - np.max(${Z}, axis=1, keepdims=True)`;
}

/** Python for the cost of such a Z; `logaddexp` loses no digits where all but one are far below 0. */
function valueOf(Y: string, Z: string): string {
  return `np.sum(${Y} * (np.logaddexp.reduce(${Z}, axis=1, keepdims=True) - ${Z})) / ${Y}.shape[0]`;
}
