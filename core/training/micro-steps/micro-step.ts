import type { FormulaPart } from "../../network/formula-parts.ts";
import type { MatrixKey } from "../../network/names.ts";

/** What a micro-step does. */
export type MicroKind =
  /** Z = input · W, + b where there is a bias. */
  | "product"
  /** H = f(Z). */
  | "activation"
  /** Ỹ = Y − Ŷ. */
  | "error"
  /** Δ. */
  | "cost"
  /** D of the last layer, from the error. */
  | "last-descent"
  /** D of a layer before it, from that of the layer after. */
  | "descent"
  /** δW = c · input.T · D. */
  | "gradient"
  /** δb = c · Σ D over the samples. */
  | "bias-gradient"
  /** All weights and biases take their step. */
  | "update";

/** One line of an update's computation: matrices are read, others are written. */
export interface MicroStep {
  readonly kind: MicroKind;
  /** Counted from 0; 0 where the step belongs to no layer. */
  readonly layer: number;
  /** What is written: one matrix, but all weights and biases in an update. */
  readonly targets: readonly Target[];
  readonly reads: readonly MatrixKey[];
  /** The formula, an update's perhaps in several lines. */
  readonly formula: readonly (readonly FormulaPart[])[];
  /** The same lines for LaTeX. */
  readonly latex: readonly string[];
  /** Python with `np` and everything that was written before it defined. */
  readonly numpy: readonly string[];
  /** Python that has to have run once before the first update: what the optimizer remembers, at its start. */
  readonly memory: readonly string[];
}

/** A matrix that is written, and what its cell (i, j) is made of. */
export interface Target {
  readonly key: MatrixKey;
  /**
   * Two whose elements meet pair by pair and are summed: a row and a column; one whose elements are summed;
   * or none.
   */
  readonly factors: readonly Source[];
  /** What else goes into the cell. */
  readonly beside: readonly Source[];
}

/** A part of a matrix that is read for the cell (i, j). */
export interface Source {
  readonly key: MatrixKey;
  readonly row: Index;
  readonly column: Index;
}

/** Which row or column of a source: that of the cell's row i or column j, the first one, or all. */
export type Index = "i" | "j" | "first" | "all";

/** A part of a matrix in numbers: a row, a column, a cell, or all of it; null is all. */
export interface Part {
  readonly key: MatrixKey;
  readonly row: number | null;
  readonly column: number | null;
}

/** The part of a source that the cell (row, column) is made of. */
export function partAt(source: Source, row: number, column: number): Part {
  const at = (index: Index): number | null =>
    index === "all" ? null : index === "first" ? 0 : index === "i" ? row : column;
  return { key: source.key, row: at(source.row), column: at(source.column) };
}

/** The same place in another matrix. */
export function placeIn(key: MatrixKey): Source {
  return { key, row: "i", column: "j" };
}

/** The whole row of the cell in another matrix. */
export function rowOf(key: MatrixKey): Source {
  return { key, row: "i", column: "all" };
}
