import { clampedInverse, clampedInverseOfRest } from "./costs/clamped-logarithm.ts";
import { costOf } from "./costs.ts";
import type { ActivationPlan, CostName } from "./plan.ts";

/**
 * How the way down the cost is written: δW⁽ˡ⁾ = −∂Δ/∂W⁽ˡ⁾ = c · H⁽ˡ⁻¹⁾.T · D⁽ˡ⁾ and δb⁽ˡ⁾ = c · Σᵢ D⁽ˡ⁾, with
 * one constant c and D⁽ˡ⁾ = −∂Δ/∂Z⁽ˡ⁾ ÷ c, which therefore has the sign of the drawn δ:
 *
 * D⁽ˡ⁾ = (D⁽ˡ⁺¹⁾ · W⁽ˡ⁺¹⁾.T) * f′(Z⁽ˡ⁾), and for the last layer L
 *
 * | cost          | last layer | c   | D⁽ᴸ⁾                                   |
 * | ------------- | ---------- | --- | -------------------------------------- |
 * | sse           | any        | 2   | Ỹ * f′(Z⁽ᴸ⁾), with Ỹ = Y − Ŷ           |
 * | mse           | any        | 2/N | Ỹ * f′(Z⁽ᴸ⁾), N = samples · outputs    |
 * | bce           | sigmoid    | 1/M | Y − Ŷ, M = samples                     |
 * | bce           | other      | 1/M | (Y/Ŷ − (1 − Y)/(1 − Ŷ)) * f′(Z⁽ᴸ⁾)     |
 * | cross-entropy | softmax    | 1/M | Y − Ŷ Σ_k Y_k, the sum over the sample |
 * | cross-entropy | other      | 1/M | Y/Ŷ * f′(Z⁽ᴸ⁾)                         |
 *
 * Where the targets of every sample have the sum 1, Y − Ŷ Σ_k Y_k is Ỹ, too. Behind softmax, which acts on whole rows, E * f′(Z) stands for Ŷ * (E − Σ_k E_k Ŷ_k).
 */
export interface Descent {
  /** c = numerator ÷ (1, the entries N of Y, or its rows M). */
  readonly numerator: 1 | 2;
  readonly divisor: "one" | "entries" | "samples";
  /** Whether `startInto` gives D⁽ᴸ⁾ itself; else E = −∂Δ/∂Ŷ ÷ c, which is still to meet the activation. */
  readonly fused: boolean;
  /** What `startInto` gives, for people. */
  readonly form: DescentForm;
  /** out = E or D⁽ᴸ⁾ of the first `rows` rows of Y and Ŷ (rows, columns), row-major. Allocates nothing. */
  readonly startInto: (
    out: Float64Array,
    Y: Float64Array,
    output: Float64Array,
    rows: number,
    columns: number,
  ) => void;
}

/** `error` Y − Ŷ · `error-of-sum` Y − Ŷ ΣY · `odds` Y/Ŷ − (1 − Y)/(1 − Ŷ) · `share` Y/Ŷ. */
export type DescentForm = "error" | "error-of-sum" | "odds" | "share";

const errorInto: Descent["startInto"] = (out, Y, output, rows, columns) => {
  const count = rows * columns;
  for (let i = 0; i < count; i++) out[i] = Y[i] - output[i];
};

const squares = { numerator: 2, fused: false, form: "error", startInto: errorInto } as const;
const logarithms = { numerator: 1, divisor: "samples" } as const;

const sse: Descent = { ...squares, divisor: "one" };
const mse: Descent = { ...squares, divisor: "entries" };

const bceOfSigmoid: Descent = { ...logarithms, fused: true, form: "error", startInto: errorInto };

const bce: Descent = {
  ...logarithms,
  fused: false,
  form: "odds",
  startInto(out, Y, output, rows, columns) {
    const count = rows * columns;
    for (let i = 0; i < count; i++) {
      const y = Y[i];
      out[i] = y * clampedInverse(output[i]) - (1 - y) * clampedInverseOfRest(output[i]);
    }
  },
};

const crossEntropyOfSoftmax: Descent = {
  ...logarithms,
  fused: true,
  form: "error-of-sum",
  startInto(out, Y, output, rows, columns) {
    for (let start = 0, i = 0; i < rows; i++, start += columns) {
      const end = start + columns;
      let targets = 0;
      for (let p = start; p < end; p++) targets += Y[p];
      for (let p = start; p < end; p++) out[p] = Y[p] - output[p] * targets;
    }
  },
};

const crossEntropy: Descent = {
  ...logarithms,
  fused: false,
  form: "share",
  startInto(out, Y, output, rows, columns) {
    const count = rows * columns;
    for (let i = 0; i < count; i++) out[i] = Y[i] * clampedInverse(output[i]);
  },
};

/** For each cost how it begins by itself, and together with the activation that it is one with. */
const descents: Readonly<Record<CostName, { readonly alone: Descent; readonly fused: Descent | null }>> = {
  sse: { alone: sse, fused: null },
  mse: { alone: mse, fused: null },
  bce: { alone: bce, fused: bceOfSigmoid },
  "cross-entropy": { alone: crossEntropy, fused: crossEntropyOfSoftmax },
};

/** How the way down a cost begins behind this activation of the last layer. */
export function descentOf(name: CostName, last: ActivationPlan): Descent {
  const { alone, fused } = descents[name];
  if (costOf(name, last).fusedWith === null) return alone;
  if (fused === null) throw new Error(`internal: the cost ${name} has no descent behind its activation`);
  return fused;
}

/** What c is divided by: 1, N = samples · outputs, or M = samples. */
export function divisorOf({ divisor }: Descent, samples: number, outputs: number): number {
  return divisor === "one" ? 1 : divisor === "entries" ? samples * outputs : samples;
}
