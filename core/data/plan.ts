/** Where the samples come from, as a person chose it. */
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
