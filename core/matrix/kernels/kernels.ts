import type { LinearMemory } from "../../wasm/web-assembly.ts";

/**
 * The three products of a training step, in place and without allocation, and the memory that they reach.
 *
 * Whoever implements them, the bits are the same: every element is summed over the inner index in ascending
 * order, each product rounded before it is added. `out` must not share memory with `a` or `b`; sizes are the
 * caller's business, since checking them here would cost more than a small product.
 */
export interface Kernels {
  readonly name: "plain" | "simd";
  /** The memory that `allocate` takes from and that other code may work on; null where it is anywhere. */
  readonly memory: LinearMemory | null;
  /** Room for that many numbers, all zeros, where these kernels are at their fastest. */
  readonly allocate: (length: number) => Float64Array;
  /** out (m,n) = A (m,k) · B (k,n). */
  readonly multiplyInto: Product;
  /** out (m,n) = Aᵀ · B for A (k,m) and B (k,n); or added to what `out` holds, as a sum that goes on. */
  readonly multiplyTransposedLeftInto: (
    out: Float64Array,
    a: Float64Array,
    b: Float64Array,
    k: number,
    m: number,
    n: number,
    accumulate: boolean,
  ) => void;
  /** out (m,n) = A · Bᵀ for A (m,k) and B (n,k). */
  readonly multiplyTransposedRightInto: Product;
}

/** A product of row-major matrices: the result, both factors, and the three sizes in the kernel's order. */
export type Product = (
  out: Float64Array,
  a: Float64Array,
  b: Float64Array,
  m: number,
  k: number,
  n: number,
) => void;
