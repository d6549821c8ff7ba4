import { sumOfSquaresInto } from "./costs/sum-of-squares.ts";
import type { Parameters } from "./parameters.ts";

/**
 * What large weights cost, as a person chose it: l1 · Σ|W| + l2 · ΣW² over all weights of all layers. Biases
 * go free. Both factors are 0 or greater.
 */
export interface Penalty {
  readonly l1: number;
  readonly l2: number;
}

/**
 * out[0] = l1 · Σ|W| + l2 · ΣW². Order: both sums layer after layer, `np.sum(np.abs(W1)) + np.sum(np.abs(W2))`,
 * Σ|W| of one layer from its first element to its last, ΣW² of one layer in NumPy's order; then l1 · Σ|W|
 * + l2 · ΣW². Allocates nothing.
 */
export function penaltyInto(out: Float64Array, { l1, l2 }: Penalty, { W }: Parameters): void {
  let magnitudes = 0;
  let squares = 0;
  for (let l = 0; l < W.length; l++) {
    magnitudes += sumOfMagnitudes(W[l]);
    sumOfSquaresInto(out, W[l], W[l].length);
    squares += out[0];
  }
  out[0] = l1 * magnitudes + l2 * squares;
}

/**
 * gradient += ∂penalty/∂W = l1 · sign(W) + 2 · l2 · W, biases left alone. At W = 0, where |W| has a kink, its
 * slope counts as 0: every number from −1 to 1 is a subgradient there, and PyTorch's is 0 too.
 *
 * Order: g + (l1 · sign(w) + (2 · l2) · w). Allocates nothing.
 */
export function addPenaltyGradient(gradient: Parameters, { l1, l2 }: Penalty, { W }: Parameters): void {
  const twice = 2 * l2;
  for (let l = 0; l < W.length; l++) {
    const weights = W[l];
    const slopes = gradient.W[l];
    for (let i = 0; i < weights.length; i++) {
      const w = weights[i];
      const sign = w > 0 ? 1 : w < 0 ? -1 : 0;
      slopes[i] += l1 * sign + twice * w;
    }
  }
}

/** The penalty as it is written, for weights W⁽¹⁾, W⁽²⁾, … */
export const penaltyLatex = {
  value: String.raw`\lambda_1 \sum_{lij} \left|W^{(l)}_{ij}\right| + \lambda_2 \sum_{lij} \left(W^{(l)}_{ij}\right)^{2}`,
  gradient: String.raw`\lambda_1 \operatorname{sign} W + 2 \lambda_2 W`,
} as const;

/** The penalty in Python with `np` defined, in the order of the loops above. */
export const penaltyNumpy = {
  /** Its value, for the names of all weights. */
  value: (penalty: Penalty, weights: readonly string[]): string =>
    writeValue(
      penalty,
      weights,
      (W) => `np.sum(np.abs(${W}))`,
      (W) => `np.sum(${W}**2)`,
    ),
  /** What it adds to the gradient of one weight matrix. */
  gradient: ({ l1, l2 }: Penalty, W: string): string => {
    const terms = [...(l1 === 0 ? [] : [`${l1} * np.sign(${W})`]), ...(l2 === 0 ? [] : [`2 * ${l2} * ${W}`])];
    return terms.length === 0 ? "0" : terms.join(" + ");
  },
} as const;

/** The penalty in Python with `torch` defined, for the names of all weights. */
export const penaltyTorch = {
  value: (penalty: Penalty, weights: readonly string[]): string =>
    writeValue(
      penalty,
      weights,
      (W) => `${W}.abs().sum()`,
      (W) => `(${W}**2).sum()`,
    ),
} as const;

/** The penalty in Python with `keras` defined: the regularizer of a layer's weights. */
export const penaltyKeras = {
  value: ({ l1, l2 }: Penalty): string => `keras.regularizers.L1L2(l1=${l1}, l2=${l2})`,
} as const;

function writeValue(
  { l1, l2 }: Penalty,
  weights: readonly string[],
  magnitudes: (W: string) => string,
  squares: (W: string) => string,
): string {
  const total = (of: (W: string) => string): string =>
    weights.length === 1 ? of(weights[0]) : `(${weights.map(of).join(" + ")})`;
  const terms = [
    ...(l1 === 0 ? [] : [`${l1} * ${total(magnitudes)}`]),
    ...(l2 === 0 ? [] : [`${l2} * ${total(squares)}`]),
  ];
  return terms.length === 0 ? "0" : terms.join(" + ");
}

function sumOfMagnitudes(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += Math.abs(values[i]);
  return total;
}
