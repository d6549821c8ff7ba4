import type { MatrixKey } from "../../core/network/names.ts";
import type { LayerPlan } from "../../core/network/plan.ts";
import { sameKey, type Cell } from "../state/focus.svelte.ts";

/** Part of a matrix: a whole row, a whole column, or one cell where both are set. */
export interface Span {
  readonly key: MatrixKey;
  readonly row: number | null;
  readonly column: number | null;
}

/** The input of a layer: X, or the output of the layer before. */
export function inputOf(layer: number): MatrixKey {
  return layer === 0 ? { kind: "X", layer: 0 } : { kind: "H", layer: layer - 1 };
}

/**
 * The key under which a matrix is drawn: a linear layer's H is its Z, and is drawn once, as Z.
 * X and Y, error and cost have no layer.
 */
export function drawnKey(key: MatrixKey, layers: readonly LayerPlan[]): MatrixKey {
  if (key.kind === "H" && layers[key.layer].activation === "linear") return { ...key, kind: "Z" };
  return key;
}

/** Everything that a cell is made of, or that it changes: what lights up with it. */
export function sourcesOf(cell: Cell, layers: readonly LayerPlan[], bias: boolean): Span[] {
  const { key, row, column } = cell;
  const { layer } = key;
  const drawn = (source: MatrixKey): MatrixKey => drawnKey(source, layers);
  switch (key.kind) {
    case "Z": {
      const spans: Span[] = [
        { key: drawn(inputOf(layer)), row, column: null },
        { key: { kind: "W", layer }, row: null, column },
      ];
      if (bias) spans.push({ key: { kind: "b", layer }, row: 0, column });
      return spans;
    }
    case "H":
      return [{ key: { kind: "Z", layer }, row, column }];
    case "error":
      return [
        { key: { kind: "Y", layer: 0 }, row, column },
        { key: drawn({ kind: "H", layer: layers.length - 1 }), row, column },
      ];
    case "W":
      return [{ key: { kind: "dW", layer }, row, column }];
    case "dW":
      return [
        { key: { kind: "W", layer }, row, column },
        { key: drawn(inputOf(layer)), row: null, column: row },
      ];
    case "b":
      return [{ key: { kind: "db", layer }, row, column }];
    case "db":
      return [{ key: { kind: "b", layer }, row, column }];
    case "X":
      // Drawn only where the columns were scaled.
      return [{ key: { kind: "raw", layer: 0 }, row, column }];
    case "raw":
      return [{ key: { kind: "X", layer: 0 }, row, column }];
    case "D":
      return [{ key: { kind: "Z", layer }, row, column }];
    case "Y":
    case "cost":
      return [];
  }
}

/** The spans that lie in one matrix. */
export function spansIn(spans: readonly Span[], key: MatrixKey): Span[] {
  return spans.filter((span) => sameKey(span.key, key));
}
