import { linkHorizontal } from "d3";
import type { MatrixKey } from "../../core/network/names.ts";
import type { NetworkPlan } from "../../core/network/plan.ts";

/** A unit's place; lengths in CSS pixels. */
export interface PlacedUnit {
  readonly unit: number;
  readonly x: number;
  readonly y: number;
}

/** The units of one layer, the inputs included, as one column. */
export interface PlacedLayer {
  /** The matrix that holds the units' outputs, one column per unit: X, or a layer's H. */
  readonly key: MatrixKey;
  readonly units: number;
  readonly x: number;
  readonly placed: readonly PlacedUnit[];
  /** Where the ellipsis stands and how many units it hides, or null. */
  readonly ellipsis: { readonly y: number; readonly hidden: number } | null;
  readonly radius: number;
}

/** One weight W[row, column] of a layer as a curve from its input to its unit. */
export interface PlacedEdge {
  readonly layer: number;
  readonly row: number;
  readonly column: number;
  readonly path: string;
}

export interface GraphLayout {
  readonly layers: readonly PlacedLayer[];
  readonly edges: readonly PlacedEdge[];
}

/** Layers with more units are folded to their first ones, an ellipsis and the last. */
export const MOST_UNITS = 16;
const FIRST_UNITS = 10;

/** Room for the names above the units, and below the last one. */
export const GRAPH_HEADER = 56;
const FOOTER = 16;
const SIDE = 72;
const LARGEST_RADIUS = 18;

/** Which units of a layer are drawn; null stands for the ellipsis. */
export function foldUnits(units: number): (number | null)[] {
  if (units <= MOST_UNITS) return Array.from({ length: units }, (_, unit) => unit);
  return [...Array.from({ length: FIRST_UNITS }, (_, unit) => unit), null, units - 1];
}

/** Places every unit and every weight between drawn units. */
export function layoutGraph(
  features: number,
  network: NetworkPlan,
  width: number,
  height: number,
): GraphLayout {
  const sizes = [features, ...network.layers.map(({ units }) => units)];
  const room = Math.max(40, height - GRAPH_HEADER - FOOTER);
  const span = Math.max(0, width - 2 * SIDE);
  const most = Math.max(...sizes.map((units) => foldUnits(units).length));
  const radius = Math.max(3, Math.min(LARGEST_RADIUS, (room / most) * 0.42));
  const pitch = Math.min(radius * 3.4, (room - 2 * radius) / Math.max(1, most - 1));

  const layers = sizes.map((units, index): PlacedLayer => {
    const slots = foldUnits(units);
    const x = SIDE + (span * index) / (sizes.length - 1);
    const top = GRAPH_HEADER + room / 2 - (pitch * (slots.length - 1)) / 2;
    const y = (slot: number): number => top + pitch * slot;
    const gap = slots.indexOf(null);
    return {
      key: index === 0 ? { kind: "X", layer: 0 } : { kind: "H", layer: index - 1 },
      units,
      x,
      placed: slots.flatMap((unit, slot) => (unit === null ? [] : [{ unit, x, y: y(slot) }])),
      ellipsis: gap < 0 ? null : { y: y(gap), hidden: units - slots.length + 1 },
      radius,
    };
  });
  return { layers, edges: layers.slice(1).flatMap((target, layer) => link(layers[layer], target, layer)) };
}

function link(source: PlacedLayer, target: PlacedLayer, layer: number): PlacedEdge[] {
  const curve = linkHorizontal<unknown, [number, number]>();
  return source.placed.flatMap((from) =>
    target.placed.map((to) => ({
      layer,
      row: from.unit,
      column: to.unit,
      path: curve({ source: [from.x + source.radius, from.y], target: [to.x - target.radius, to.y] }) ?? "",
    })),
  );
}

/** Width of an edge for a weight on the scale −limit … limit. */
export function edgeWidth(weight: number, limit: number): number {
  return 0.7 + (limit > 0 ? 4.8 * Math.min(1, Math.abs(weight) / limit) : 0);
}
