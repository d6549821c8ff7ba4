/** Where the samples come from, as a person chose it. */
export type Data = GeneratedData | PatternData | TableData | DatasetData;

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
  /**
   * Y is the output of a hidden network of the same form and the same weight draw (uniform in −1 … 1 where
   * that draws nothing), which sees X as the network does: scaled.
   */
  | { readonly kind: "teacher" }
  /** Y (m, 1) = X · coefficients, of X before it is scaled; one coefficient per feature. */
  | { readonly kind: "linear"; readonly coefficients: readonly number[] };

/**
 * Points of two classes in the plane, or of a function, drawn with noise: `drawPattern` says how. Y is one
 * column: 0 or 1 for the classes, a number for plane and sine.
 */
export interface PatternData {
  readonly kind: "pattern";
  readonly id: PatternName;
  readonly samples: number;
  /** Standard deviation of the normal noise, 0 or greater: added to X of classes, to Y of functions. */
  readonly noise: number;
}

/** Two classes of two features, but for plane and sine, which are functions of two and of one. */
export type PatternName = "xor" | "circles" | "spiral" | "moons" | "gauss" | "plane" | "sine";

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

export type DatasetName = "iris" | "wine" | "breast-cancer" | "diabetes" | "digits";

/** Samples kept out of training: `test` is their share of all, greater than 0 and less than 1. */
export interface Split {
  readonly test: number;
}

/**
 * What every column of X goes through before the network: nothing; (x − mean) ÷ standard deviation; or
 * (x − min) ÷ (max − min). Mean, deviation and range are those of the training samples.
 */
export type Scaling = "none" | "standardise" | "range";
