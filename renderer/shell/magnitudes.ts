import type { MatrixKey } from "../../core/network/names.ts";
import type { ChainMagnitudes } from "../../core/training/diagnosis.ts";
import { sameKey } from "../state/focus.svelte.ts";

/** The largest magnitude of one matrix at one step. */
export interface Magnitude {
  /** Null where it is not finite. */
  readonly largest: number | null;
  /** The length of its bar, 0 … 1, on a logarithmic scale; 1 where it is not finite. */
  readonly share: number;
}

/** Magnitudes as a table: a row for each step, a column for each matrix in the order of the chain. */
export interface MagnitudeTable {
  readonly matrices: readonly MatrixKey[];
  readonly rows: readonly {
    readonly step: number;
    /** One for each matrix; null where the step did not come so far. */
    readonly cells: readonly (Magnitude | null)[];
  }[];
}

/** The shortest bar of a number that is not 0. */
const SHORTEST = 0.06;

/**
 * Lays the magnitudes of the last steps out as a table. Its bars are logarithmic, from the smallest
 * magnitude that is not 0 to the largest finite one of all steps.
 */
export function layoutMagnitudes(chain: readonly ChainMagnitudes[]): MagnitudeTable {
  const matrices: MatrixKey[] = [];
  let lowest = Infinity;
  let highest = -Infinity;
  for (const { magnitudes } of chain) {
    for (const { matrix, largest } of magnitudes) {
      if (!matrices.some((key) => sameKey(key, matrix))) matrices.push(matrix);
      if (largest === 0 || !Number.isFinite(largest)) continue;
      lowest = Math.min(lowest, Math.log10(largest));
      highest = Math.max(highest, Math.log10(largest));
    }
  }
  const shareOf = (largest: number): number => {
    if (!Number.isFinite(largest)) return 1;
    if (largest === 0) return 0;
    if (highest <= lowest) return SHORTEST;
    return SHORTEST + ((1 - SHORTEST) * (Math.log10(largest) - lowest)) / (highest - lowest);
  };
  const rows = chain.map(({ step, magnitudes }) => ({
    step,
    cells: matrices.map((key): Magnitude | null => {
      const found = magnitudes.find(({ matrix }) => sameKey(matrix, key));
      if (!found) return null;
      const { largest } = found;
      return { largest: Number.isFinite(largest) ? largest : null, share: shareOf(largest) };
    }),
  }));
  return { matrices, rows };
}
