import type { MatrixKey } from "../../core/network/names.ts";
import type { LayerPlan } from "../../core/network/plan.ts";
import { sameKey, type Emphasis } from "../state/focus.svelte.ts";
import { drawnKey } from "./relations.ts";

/** Which axes of an emphasised matrix are lit; neither where the matrix is meant as a whole. */
export interface LitAxes {
  readonly rows: boolean;
  readonly columns: boolean;
}

/** What is emphasised of a drawn matrix, or null; a linear layer's H is its Z. */
export function litAxes(
  emphasis: readonly Emphasis[],
  drawn: MatrixKey,
  layers: readonly LayerPlan[],
): LitAxes | null {
  const own = emphasis.filter(({ key }) => sameKey(drawnKey(key, layers), drawn));
  if (own.length === 0) return null;
  return {
    rows: own.some(({ axis }) => axis === "rows"),
    columns: own.some(({ axis }) => axis === "columns"),
  };
}
