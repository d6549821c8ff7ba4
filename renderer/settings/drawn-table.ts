import type { TableData } from "../../core/data/plan.ts";
import type { Loaded } from "../../core/training/protocol.ts";

/** More numbers than this are no table to be typed in. */
const MOST_NUMBERS = 50_000;

/** The training samples on the screen as a table, X before it was scaled; null where they are too many. */
export function tableOf(loaded: Loaded): TableData | null {
  const { samples, features, targets, X, raw, Y, featureNames, targetNames } = loaded;
  if (samples * (features + targets) > MOST_NUMBERS) return null;
  return {
    kind: "table",
    X: rowsOf(raw ?? X, samples, features),
    Y: rowsOf(Y, samples, targets),
    features: [...featureNames],
    targets: [...targetNames],
  };
}

function rowsOf(values: Float64Array, rows: number, columns: number): number[][] {
  return Array.from({ length: rows }, (_, row) =>
    Array.from(values.subarray(row * columns, (row + 1) * columns)),
  );
}
