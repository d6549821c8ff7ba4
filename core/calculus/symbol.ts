/**
 * A named matrix, row, column or number of the formulas, in every way it is written. Two symbols are the same
 * if their code is.
 */
export interface TensorSymbol {
  /** As code spells it: `W1`, `Yhat`. */
  readonly code: string;
  /** Plain Unicode: `W⁽¹⁾`, `Ŷ`. */
  readonly text: string;
  readonly latex: string;
  /** For a screen reader: `W 1`, `Y hat`. */
  readonly spoken: string;
  readonly rows: number;
  readonly columns: number;
  /** Which of its axes carry an index: a matrix has both, a row (1, n) its columns, a number none. */
  readonly axes: Axes;
}

export type Axes = "both" | "columns" | "rows" | "none";

/** A function of one number, f, with f′: what acts on each element by itself. */
export interface ElementwiseSymbol {
  /** `f₁`, `ln`; two with the same name are the same function. */
  readonly name: string;
  readonly latex: string;
  readonly spoken: string;
  /** What it does, as short as a sign: `x²`. */
  readonly label: string;
  /** What f′ is called where it has a name of its own: `σ` for softplus; null writes f′. */
  readonly derivativeName: string | null;
  /** f and f′ in full for an argument that is one symbol, as LaTeX, for the reasons. */
  readonly formula: { readonly value: (x: string) => string; readonly derivative: (x: string) => string };
  readonly apply: (x: number) => number;
  readonly derivative: (x: number) => number;
  /** Python with `np` defined, for the names of x and of f(x); the derivative ready to be multiplied. */
  readonly numpy: {
    readonly value: (x: string) => string;
    readonly derivative: (x: string, value: string) => string;
  };
  /** The points at which f′ jumps. */
  readonly kinks: readonly number[];
}
