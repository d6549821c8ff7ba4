import type { MatrixKey, MatrixKind } from "../../core/network/names.ts";
import type { LayerPlan } from "../../core/network/plan.ts";
import { drawnKey } from "../chain/relations.ts";
import type { MicroLook, Role } from "../micro/look.ts";

/** What a micro-step does in the graph. */
export interface GraphMarks {
  /** Of each column of nodes, the inputs first: what is done with its numbers. */
  readonly columns: readonly (Role | null)[];
  /** Whether the output of a column's unit is known for a sample. */
  readonly knows: (column: number, sample: number, unit: number) => boolean;
  /** Of each layer's edges: what is done with its weights. */
  readonly edges: readonly (Role | null)[];
}

/** Marks the columns whose Z, H or D a micro-step reads or writes, and the edges of its W, b and their δ. */
export function markGraph(look: MicroLook, layers: readonly LayerPlan[]): GraphMarks {
  const last = layers.length - 1;
  const roleOf = (kinds: readonly MatrixKind[], layer: number): Role | null => {
    const roles = kinds.map((kind) => look.veil({ kind, layer }).role);
    return roles.includes("written") ? "written" : roles.includes("read") ? "read" : null;
  };
  /** Error and cost are made of the outputs: they have no column of their own. */
  const ofOutputs = (layer: number): Role | null =>
    layer === last && roleOf(["error", "cost"], 0) !== null ? "read" : null;
  return {
    columns: [
      roleOf(["X"], 0),
      ...layers.map((_, layer) => roleOf(["Z", "H", "D"], layer) ?? ofOutputs(layer)),
    ],
    knows(index, sample, unit) {
      if (index === 0) return true;
      const key: MatrixKey = drawnKey({ kind: "H", layer: index - 1 }, layers);
      const { shows, rows } = look.veil(key);
      if (shows === "rows") return sample < rows;
      return shows === "all" || (shows === "first" && sample === 0 && unit === 0);
    },
    edges: layers.map((_, layer) => roleOf(["W", "b", "dW", "db"], layer)),
  };
}
