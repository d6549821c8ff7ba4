import type { Cost } from "../cost.ts";
import { sumOfSquaresInto } from "./sum-of-squares.ts";

/** Δ = Σ (Y − Ŷ)², ∂Δ/∂Ŷ = −2 (Y − Ŷ): the article's cost, the sum of squared errors. */
export const sse: Cost = {
  name: "sse",
  label: "Σ (Y − Ŷ)²",
  reduction: "sum",
  fusedWith: null,
  valueInto(out, _Y, _Z, _output, error, rows, columns) {
    sumOfSquaresInto(out, error, rows * columns);
  },
  gradientInto(gradient, _Y, _Z, _output, error, rows, columns) {
    const count = rows * columns;
    for (let i = 0; i < count; i++) gradient[i] = -2 * error[i];
  },
  latex: {
    value: String.raw`\sum_{ij} (Y_{ij} - \hat{Y}_{ij})^{2}`,
    gradient: String.raw`-2\,(Y_{ij} - \hat{Y}_{ij})`,
  },
  numpy: {
    value: (Y, _Z, output, error = `(${Y} - ${output})`) => `np.sum(${error}**2)`,
    gradient: (Y, _Z, output, error = `(${Y} - ${output})`) => `-2 * ${error}`,
  },
  torch: { value: (Y, _Z, output, error = `(${Y} - ${output})`) => `(${error}**2).sum()` },
  keras: { value: (Y, _Z, output, error = `(${Y} - ${output})`) => `ops.sum(${error}**2)` },
};
