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
  /** The cost of `rows` samples; 0 for none. Sums in NumPy's order. */
  readonly value: (
    Y: Float64Array,
    output: Float64Array,
    error: Float64Array,
    rows: number,
    columns: number,
  ) => number;
  /** gradient (rows, columns) = ∂cost/∂Ŷ. */
  readonly gradientInto: (
    gradient: Float64Array,
    Y: Float64Array,
    output: Float64Array,
    error: Float64Array,
    rows: number,
    columns: number,
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
