import type { ActivationName, CostName } from "./plan.ts";

/** An expression for the names of Y, Z, Ŷ and Ỹ = Y − Ŷ; without the last, the difference is written out. */
export type CostText = (Y: string, Z: string, output: string, error?: string) => string;

/**
 * A cost with its gradient, as one value: the numbers and the ways to write them.
 *
 * Y, Z of the last layer, the output Ŷ = f(Z) and the error Ỹ = Y − Ŷ are row-major (rows, columns), one
 * row per sample; arrays may be longer than that. Nothing here allocates.
 */
export interface Cost {
  readonly name: CostName;
  /** For people, short: `Σ (Y − Ŷ)²`. */
  readonly label: string;
  /** How the samples' costs come together; a sample's is that of a single row. */
  readonly reduction: "sum" | "mean";
  /**
   * The activation of the last layer whose derivative is already in the gradient: together they have a
   * simple form without division. The gradient is then ∂cost/∂Z, else it is ∂cost/∂Ŷ and this is null.
   */
  readonly fusedWith: ActivationName | null;
  /**
   * out[0] = the cost of `rows` samples, 0 for none. It is not returned, since the engine would make an
   * object of a returned number at every step.
   */
  readonly valueInto: (
    out: Float64Array,
    Y: Float64Array,
    Z: Float64Array,
    output: Float64Array,
    error: Float64Array,
    rows: number,
    columns: number,
  ) => void;
  /**
   * gradient (rows, columns) = ∂cost/∂Ŷ, or ∂cost/∂Z where `fusedWith` is not null; these rows are some or
   * all of the `total` samples that the cost is taken over.
   */
  readonly gradientInto: (
    gradient: Float64Array,
    Y: Float64Array,
    Z: Float64Array,
    output: Float64Array,
    error: Float64Array,
    rows: number,
    columns: number,
    total: number,
  ) => void;
  readonly latex: {
    /** The cost of samples i and outputs j. */
    readonly value: string;
    /** ∂Δ/∂Ŷ_ij, or ∂Δ/∂Z_ij where `fusedWith` is not null. */
    readonly gradient: string;
  };
  /** Python with `np` defined, for the names of Y, Z, Ŷ, and of the error where it has one. */
  readonly numpy: {
    readonly value: CostText;
    readonly gradient: CostText;
    /** The value as the body of a function, where one expression would say things twice. */
    readonly body?: (Y: string, Z: string, output: string) => readonly string[];
  };
  /** Python with `torch` defined. */
  readonly torch: { readonly value: CostText };
  /** Python with `ops = keras.ops` defined, for tensors whose first axis is the samples. */
  readonly keras: { readonly value: CostText };
}
