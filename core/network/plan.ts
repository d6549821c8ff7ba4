/** A network, its weights and its cost, as a person chose them. */
export interface NetworkPlan {
  readonly bias: boolean;
  readonly layers: readonly LayerPlan[];
}

export interface LayerPlan {
  readonly units: number;
  readonly activation: ActivationPlan;
}

/** An activation that the lab brings; softmax only in the last layer. */
export type ActivationName =
  "linear" | "square" | "cube" | "sigmoid" | "tanh" | "relu" | "leaky-relu" | "softplus" | "softmax";

/** A function of one's own in x, in Python's spelling: `x*exp(-x**2)`. */
export interface FormulaActivation {
  readonly formula: string;
}

export type ActivationPlan = ActivationName | FormulaActivation;

export type WeightDraw =
  /** `low + (high − low) * rand`. */
  | { readonly kind: "uniform"; readonly low: number; readonly high: number }
  /** `rand`: uniform in [0, 1). */
  | { readonly kind: "rand" }
  /** `sd * randn + mean`. */
  | { readonly kind: "normal"; readonly mean: number; readonly sd: number }
  /**
   * `uniform(-a, a)` with a = √(6 ÷ (inputs + units)), for tanh and sigmoid; b = 0, and nothing is drawn for
   * it. Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks" (2010).
   */
  | { readonly kind: "xavier" }
  /**
   * `normal(0, √(2 ÷ inputs))`, for relu; b = 0, and nothing is drawn for it. He, Zhang, Ren and Sun,
   * "Delving Deep into Rectifiers" (2015).
   */
  | { readonly kind: "he" }
  /** Nothing is drawn. All units of a layer stay equal: it teaches why weights are drawn at all. */
  | { readonly kind: "zeros" };

export type Weights = WeightDraw | GivenWeights;

/**
 * Weights written down number by number.
 *
 * `draw` is the draw these numbers stand in for: it is still made and thrown away, so that editing one
 * weight changes neither the teacher's weights nor the batches. Without it, as with zeros, nothing
 * is drawn for them, and a teacher draws uniformly in −1 … 1.
 */
export interface GivenWeights {
  readonly kind: "given";
  readonly layers: readonly GivenLayer[];
  readonly draw?: WeightDraw;
}

/** W (inputs, units); b (units) where the network has a bias, else null. */
export interface GivenLayer {
  readonly W: readonly (readonly number[])[];
  readonly b: readonly number[] | null;
}

/**
 * sse = Σ(Y−Ŷ)², the article's; mse = sse ÷ entries; bce, the binary cross-entropy, summed over the
 * outputs, and cross-entropy, over the classes, each as the mean over the samples.
 */
export type CostName = "sse" | "mse" | "bce" | "cross-entropy";
