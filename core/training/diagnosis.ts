import type { MatrixKey } from "../network/names.ts";
import type { Breakdown } from "./frame.ts";

/** What went wrong with the numbers, and what would help: every remedy was tried. */
export interface Diagnosis {
  readonly breakdown: Breakdown;
  /** The broken step and up to three before it, ascending in step. */
  readonly chain: readonly ChainMagnitudes[];
  readonly remedies: readonly Remedy[];
}

/** The largest magnitude in every matrix of a step's chain, in the order in which a step computes them. */
export interface ChainMagnitudes {
  readonly step: number;
  /** Not finite where the matrix is not; absent where the step did not come so far. */
  readonly magnitudes: readonly { readonly matrix: MatrixKey; readonly largest: number }[];
}

/** A change with which a copy of the training survived the steps that it was tried for. */
export type Remedy = (
  | { readonly kind: "learning-rate"; readonly learningRate: number }
  | { readonly kind: "scaling"; readonly scaling: "standardise" }
) & {
  /** The step that it was tried from. */
  readonly from: number;
  /** How many steps it was tried for, all of them finite. */
  readonly survived: number;
  /** The cost where the trial ended; it is lower than where it began. */
  readonly cost: number;
};
