import type { MatrixKey } from "../../core/network/names.ts";
import type { Frame } from "../../core/training/frame.ts";
import { shadeOf, type Palette } from "../colour/diverging.ts";
import type { Cell, Emphasis } from "../state/focus.svelte.ts";
import { edgeWidth, type PlacedEdge } from "./graph-layout.ts";

/** How an edge looks at a step: its sign as colour and dashes, its size as width. */
export interface Stroke {
  readonly colour: string;
  readonly thickness: string;
  readonly dashes: string | null;
}

/** Colour of the thinnest edges, as a part of the scale: strong enough that their sign can be seen. */
const FAINTEST = 0.3;
const LIT_EXTRA = 1.5;

/** The edges of a step on the weights' scale −limit … limit; those that are looked at or emphasised are wider. */
export function strokeEdges(
  edges: readonly PlacedEdge[],
  frame: Frame,
  palette: Palette,
  limit: number,
  looked: Cell | null,
  emphasis: readonly Emphasis[] = [],
): Stroke[] {
  return edges.map((edge) => {
    const { columns, values } = frame.matrix({ kind: "W", layer: edge.layer });
    const weight = values[edge.row * columns + edge.column];
    const visible = Math.sign(weight) * Math.max(Math.abs(weight), FAINTEST * limit);
    const thickness =
      edgeWidth(weight, limit) + (isLit(edge, looked) || isEmphasised(edge, emphasis) ? LIT_EXTRA : 0);
    return {
      colour: palette.colours[shadeOf(visible, limit)],
      // Finer nobody can see, and every change is a line to be painted.
      thickness: thickness.toFixed(1),
      dashes: weight < 0 ? "9 3" : null,
    };
  });
}

/** Lit: the weight that is looked at, or all weights into or out of the unit that is looked at. */
export function isLit(edge: PlacedEdge, looked: Cell | null): boolean {
  if (!looked) return false;
  const { kind, layer } = looked.key;
  if (kind === "W" || kind === "dW") {
    return layer === edge.layer && looked.row === edge.row && looked.column === edge.column;
  }
  if (kind === "Z" || kind === "H") return layer === edge.layer && looked.column === edge.column;
  // What goes back to a unit comes through the weights that lead on from it.
  if (kind === "D") return layer + 1 === edge.layer && looked.column === edge.row;
  return kind === "X" && edge.layer === 0 && looked.column === edge.row;
}

/** Whether the weights that an edge belongs to are emphasised, or their gradient. */
export function isEmphasised(edge: Pick<PlacedEdge, "layer">, emphasis: readonly Emphasis[]): boolean {
  return emphasis.some(({ key }) => (key.kind === "W" || key.kind === "dW") && key.layer === edge.layer);
}

/** Whether the matrix whose columns are the units of a layer is emphasised: X, or a layer's Z or H. */
export function areUnitsEmphasised(units: MatrixKey, emphasis: readonly Emphasis[]): boolean {
  return emphasis.some(({ key }) =>
    units.kind === "X"
      ? key.kind === "X"
      : (key.kind === "Z" || key.kind === "H") && key.layer === units.layer,
  );
}
