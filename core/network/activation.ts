import type { ActivationName } from "./plan.ts";

/**
 * An activation f with its derivative f′, as one value: the numbers, the loops over whole matrices, and
 * the ways to write it. H = f(Z) acts on each element and keeps the shape.
 */
export interface Activation {
  readonly name: ActivationName;
  /** For people, as short as a sign: `x²`, `tanh`. */
  readonly label: string;
  /** f written with a number in place of x: `(−0.29)²`. */
  readonly spell: (x: string) => string;
  /** Whether f is finite for an infinite argument, so that an overflow would not show in what follows. */
  readonly hidesInfinity: boolean;
  /** f(x). */
  readonly apply: (x: number) => number;
  /** f′(x). */
  readonly derivative: (x: number) => number;
  /** out[i] = f(z[i]) for the first `count` elements; `out` may be `z` itself. */
  readonly applyInto: (out: Float64Array, z: Float64Array, count: number) => void;
  /**
   * gradient[i] *= f′(z[i]) for the first `count` elements, given h = f(z): the chain rule's step through
   * the activation. NaN and infinities propagate as in NumPy.
   */
  readonly multiplyByDerivativeInto: (
    gradient: Float64Array,
    z: Float64Array,
    h: Float64Array,
    count: number,
  ) => void;
  readonly latex: {
    /** f of an argument that is one symbol: `x` gives `x^{2}`. */
    readonly value: (x: string) => string;
    /** f′ of an argument that is one symbol. */
    readonly derivative: (x: string) => string;
  };
  /** Python with `np` defined, in the same order of operations as the loops above. */
  readonly numpy: {
    /** f(z) for the name of an array. */
    readonly value: (z: string) => string;
    /** f′(z) for the names of z and of h = f(z), ready to be multiplied as it stands. */
    readonly derivative: (z: string, h: string) => string;
  };
}
