import type { ActivationName } from "./plan.ts";

/** What every activation has: its loops over whole matrices, and the ways to write it. */
interface Common {
  readonly name: ActivationName | "formula";
  /** For people, as short as a sign: `x²`, `tanh`. */
  readonly label: string;
  /** f written with a number in place of x: `(−0.29)²`. */
  readonly spell: (x: string) => string;
  /** Whether f is finite for an infinite argument, so that an overflow would not show in what follows. */
  readonly hidesInfinity: boolean;
  /** The conditions under which f(x) is a number, as `x > 0`; none where it is one for every x. */
  readonly domain: readonly string[];
  /** The points at which f′ jumps, as far as they can be told: 0 for ReLU. */
  readonly kinks: readonly number[];
  /**
   * out = f(z) for the first `rows` rows of row-major (rows, columns) arrays; `out` may be `z` itself.
   * Allocates nothing.
   */
  readonly applyInto: (out: Float64Array, z: Float64Array, rows: number, columns: number) => void;
  /**
   * The chain rule's step through the activation, in place: ∂cost/∂H becomes ∂cost/∂Z in the first `rows`
   * rows of `gradient`, given z and h = f(z). NaN and infinities propagate as in NumPy. Allocates nothing.
   */
  readonly multiplyByDerivativeInto: (
    gradient: Float64Array,
    z: Float64Array,
    h: Float64Array,
    rows: number,
    columns: number,
  ) => void;
  readonly latex: {
    /** f of an argument that is one symbol: `x` gives `x^{2}`. */
    readonly value: (x: string) => string;
    /** f′ of an argument that is one symbol. */
    readonly derivative: (x: string) => string;
  };
  /** Python with `torch` defined: f(z) for the name of a tensor. */
  readonly torch: { readonly value: (z: string) => string };
  /** Python with `ops = keras.ops` defined: what `keras.layers.Dense` takes as its activation. */
  readonly keras: string;
}

/** An activation f with its derivative f′, as one value: H = f(Z) acts on each element by itself. */
export interface ElementwiseActivation extends Common {
  readonly acts: "on elements";
  /** f(x). */
  readonly apply: (x: number) => number;
  /** f′(x); at a kink the value from one of its sides. */
  readonly derivative: (x: number) => number;
  /** Python with `np` defined, in the same order of operations as the loops above. */
  readonly numpy: {
    /** f(z) for the name of an array. */
    readonly value: (z: string) => string;
    /** f′(z) for the names of z and of h = f(z), ready to be multiplied as it stands. */
    readonly derivative: (z: string, h: string) => string;
  };
}

/** An activation of whole rows, H_i = f(Z_i), whose derivative is a Jacobian for each row. */
export interface RowActivation extends Common {
  readonly acts: "on rows";
  /** ∂Δ/∂Z_ij for ∂Δ/∂H with indices, and for the symbol of H. */
  readonly backwardLatex: (gradient: (indices: string) => string, h: string) => string;
  readonly numpy: {
    /** f(z) for the name of an array. */
    readonly value: (z: string) => string;
    /** Lines that leave f(z) in the name `h`, where one expression would say things twice. */
    readonly lines: (z: string, h: string) => readonly string[];
    /** ∂cost/∂Z for the names of ∂cost/∂H and of h = f(z). */
    readonly backward: (gradient: string, h: string) => string;
  };
}

/** H = f(Z), with its derivative; the shape stays. */
export type Activation = ElementwiseActivation | RowActivation;
