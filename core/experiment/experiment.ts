/**
 * The experiment: what a person chose, as one plain JSON value.
 *
 * One `RandomState(seed)` draws everything, in this order: X, then every layer's W and b, then the
 * teacher's W and b where there is a teacher; while training in batches, one `permutation(m)` at the
 * start of each epoch.
 */
export interface Experiment {
  readonly format: "rematrix";
  readonly version: 1;
  readonly name: string;
  /** Markdown: what to look for. */
  readonly notes: string;
  /** Whole number, 0 … 2³²−1, as `np.random.seed` takes it. */
  readonly seed: number;
  readonly data: Data;
  readonly network: NetworkPlan;
  readonly weights: Weights;
  readonly cost: CostName;
  readonly training: TrainingPlan;
}

export type Data = GeneratedData | TableData | DatasetData;

/** X is drawn; Y comes from a hidden network or from fixed coefficients. */
export interface GeneratedData {
  readonly kind: "generate";
  readonly samples: number;
  readonly features: number;
  readonly draw: DataDraw;
  readonly target: Target;
}

/** The article's three ways to draw X, in NumPy's names. */
export type DataDraw =
  /** `rand(m, n)`: uniform in [0, 1). */
  | { readonly kind: "rand" }
  /** `randint(low, high, (m, n))`: whole numbers low … high−1. */
  | { readonly kind: "randint"; readonly low: number; readonly high: number }
  /** `sd * randn(m, n) + mean`. */
  | { readonly kind: "randn"; readonly mean: number; readonly sd: number };

export type Target =
  /** Y is the output of a hidden network of the same form and the same weight draw. */
  | { readonly kind: "teacher" }
  /** Y (m, 1) = X · coefficients; one coefficient per feature. */
  | { readonly kind: "linear"; readonly coefficients: readonly number[] };

/** X and Y as the person gives them; the names are optional and shown where there is room. */
export interface TableData {
  readonly kind: "table";
  readonly X: readonly (readonly number[])[];
  readonly Y: readonly (readonly number[])[];
  readonly features?: readonly string[];
  readonly targets?: readonly string[];
}

/** A data set that ships with the lab. */
export interface DatasetData {
  readonly kind: "dataset";
  readonly id: DatasetName;
}

export type DatasetName = "iris";

export interface NetworkPlan {
  readonly bias: boolean;
  readonly layers: readonly LayerPlan[];
}

export interface LayerPlan {
  readonly units: number;
  readonly activation: ActivationName;
}

export type ActivationName = "linear" | "square" | "cube" | "sigmoid" | "tanh" | "relu";

export type WeightDraw =
  /** `low + (high − low) * rand`. */
  | { readonly kind: "uniform"; readonly low: number; readonly high: number }
  /** `rand`: uniform in [0, 1). */
  | { readonly kind: "rand" }
  /** `sd * randn + mean`. */
  | { readonly kind: "normal"; readonly mean: number; readonly sd: number };

export type Weights = WeightDraw | GivenWeights;

/**
 * Weights written down number by number.
 *
 * `draw` is the draw these numbers stand in for: it is still made and thrown away, so that editing one
 * weight changes neither the teacher's weights nor the batches. Without it nothing is drawn for them,
 * and a teacher draws uniformly in −1 … 1.
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

/** sse = Σ(Y−Ŷ)², the article's; mse = sse ÷ entries. */
export type CostName = "sse" | "mse";

export interface TrainingPlan {
  readonly optimizer: { readonly kind: "sgd"; readonly learningRate: number };
  /** All samples in every step, or n samples at a time in shuffled order. */
  readonly batch: "full" | number;
  /** Training pauses when it reaches this step; null trains until somebody pauses it. */
  readonly stop: { readonly steps: number } | null;
}
