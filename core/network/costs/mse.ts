import type { Cost } from "../cost.ts";
import { sumOfSquaresInto } from "./sum-of-squares.ts";

/** Δ = Σ (Y − Ŷ)² / N with N = samples · outputs entries, ∂Δ/∂Ŷ = −2 (Y − Ŷ) / N: the mean squared error. */
export const mse: Cost = {
  name: "mse",
  label: "Σ (Y − Ŷ)² / N",
  reduction: "mean",
  fusedWith: null,
  valueInto(out, _Y, _Z, _output, error, rows, columns) {
    const count = rows * columns;
    sumOfSquaresInto(out, error, count);
    if (count > 0) out[0] /= count;
  },
  gradientInto(gradient, _Y, _Z, _output, error, rows, columns, total) {
    const count = rows * columns;
    const entries = total * columns;
    for (let i = 0; i < count; i++) gradient[i] = (-2 * error[i]) / entries;
  },
  latex: {
    value: String.raw`\frac{1}{N} \sum_{ij} (Y_{ij} - \hat{Y}_{ij})^{2}`,
    gradient: String.raw`-\frac{2}{N}\,(Y_{ij} - \hat{Y}_{ij})`,
  },
  numpy: {
    value: (Y, _Z, output, error = `(${Y} - ${output})`) => `np.mean(${error}**2)`,
    gradient: (Y, _Z, output, error = `(${Y} - ${output})`) => `-2 * ${error} / ${Y}.size`,
  },
  torch: { value: (Y, _Z, output, error = `(${Y} - ${output})`) => `(${error}**2).mean()` },
  keras: { value: (Y, _Z, output, error = `(${Y} - ${output})`) => `ops.mean(${error}**2)` },
};
