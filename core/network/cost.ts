import type { CostName } from "./plan.ts";

/**
 * A cost with its gradient, as one value: the numbers and the ways to write them.
 *
 * Y, the output Ŷ and the error Ỹ = Y − Ŷ are row-major (rows, columns), one row per sample; arrays may
 * be longer than that.
 */
export interface Cost {
  readonly name: CostName;
  /** For people, short: `Σ (Y − Ŷ)²`. */
  readonly label: string;
  /**
   * out[0] = the cost of `rows` samples, 0 for none, summed in NumPy's order. It is not returned, since
   * the engine would make an object of a returned number at every step.
   */
  readonly valueInto: (
    out: Float64Array,
    Y: Float64Array,
    output: Float64Array,
    error: Float64Array,
    rows: number,
    columns: number,
  ) => void;
  /**
   * gradient (rows, columns) = ∂cost/∂Ŷ, where these rows are some or all of the `total` samples that the
   * cost is taken over.
   */
  readonly gradientInto: (
    gradient: Float64Array,
    Y: Float64Array,
    output: Float64Array,
    error: Float64Array,
    rows: number,
    columns: number,
    total: number,
  ) => void;
  readonly latex: {
    /** The cost of samples i and outputs j. */
    readonly value: string;
    /** ∂Δ/∂Ŷ_ij. */
    readonly gradient: string;
  };
  /** Python with `np` defined, for the names of Y and Ŷ. */
  readonly numpy: {
    readonly value: (Y: string, output: string) => string;
    readonly gradient: (Y: string, output: string) => string;
  };
}
