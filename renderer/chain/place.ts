import { nameDescent, type MatrixKey, type MatrixName } from "../../core/network/names.ts";
import type { LayerPlan } from "../../core/network/plan.ts";
import { drawnKey } from "./relations.ts";
import { spellCell } from "./picture.ts";
import type { Cell } from "../state/focus.svelte.ts";

/** A number of D⁽ˡ⁾, the way down at Z⁽ˡ⁾, which no tile shows. */
export interface DescentPlace {
  readonly key: { readonly kind: "D"; readonly layer: number };
  readonly row: number;
  readonly column: number;
}

/** A number that can be looked into: a cell of the chain, also of a sample beyond those shown, or one of D. */
export type Place = Cell | DescentPlace;

/** How the matrices of the network are called. */
export type NameOf = (key: MatrixKey) => MatrixName;

/** A cell of the chain. */
export function cellAt(key: MatrixKey, row: number, column: number): Cell {
  return { key, row, column };
}

/** A number of D⁽ˡ⁾; layers count from 0. */
export function descentAt(layer: number, row: number, column: number): DescentPlace {
  return { key: { kind: "D", layer }, row, column };
}

/** Whether a place is one of D. */
export function isDescent(place: Place): place is DescentPlace {
  return place.key.kind === "D";
}

/** Whether two places are the same number. */
export function samePlace(one: Place, other: Place): boolean {
  const { key, row, column } = one;
  return (
    key.kind === other.key.kind &&
    key.layer === other.key.layer &&
    row === other.row &&
    column === other.column
  );
}

/** `D1[4,2]`: a place as NumPy spells it. */
export function spellPlace(place: Place, nameOf: NameOf): string {
  if (!isDescent(place)) return spellCell(place, nameOf);
  return `${nameDescent(place.key.layer).code}[${place.row},${place.column}]`;
}

/** Where a place is drawn: D⁽ˡ⁾ belongs to Z⁽ˡ⁾, and a linear layer's H is its Z. */
export function drawnCell(place: Place, layers: readonly LayerPlan[]): Cell {
  const { row, column } = place;
  const key: MatrixKey = isDescent(place) ? { kind: "Z", layer: place.key.layer } : place.key;
  return { key: drawnKey(key, layers), row, column };
}
