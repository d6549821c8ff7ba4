import type { MatrixKey, MatrixKind, MatrixName } from "../../core/network/names.ts";

const LAYERED: readonly MatrixKind[] = ["W", "b", "Z", "H", "dW", "db"];
const SINGLE: readonly MatrixKind[] = ["X", "Y", "error", "cost"];
/** 1 − M is lit as M. */
const REST = "rest_of_";

/** Finds the matrix of a network behind a name as code spells it; null where the network has none. */
export function matrixKeys(
  layers: number,
  nameOf: (key: MatrixKey) => MatrixName,
): (code: string) => MatrixKey | null {
  const found = new Map<string, MatrixKey>();
  const add = (key: MatrixKey): void => {
    const { code } = nameOf(key);
    if (!found.has(code)) found.set(code, key);
  };
  for (const kind of SINGLE) add({ kind, layer: 0 });
  for (let layer = 0; layer < layers; layer++) for (const kind of LAYERED) add({ kind, layer });
  return (code) => found.get(code.startsWith(REST) ? code.slice(REST.length) : code) ?? null;
}
