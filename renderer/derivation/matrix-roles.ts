import type { TensorSymbol } from "../../core/calculus/symbol.ts";
import type { NetworkProgram } from "../../core/derivation/network-program.ts";
import type { MatrixKey } from "../../core/network/names.ts";
import type { NetworkPlan } from "../../core/network/plan.ts";

/** What the places along an axis are. */
export type Meaning =
  | { readonly kind: "samples" | "features" | "outputs" }
  /** Units of a layer that is not the last; layers count from 0. */
  | { readonly kind: "units"; readonly layer: number };

export type Axis = "rows" | "columns";

/** What a named matrix of the formulas is in the lab. */
export interface Role {
  readonly symbol: TensorSymbol;
  /** Null where chain and graph do not draw it: what backpropagation shares, 1 − Ŷ, the cost. */
  readonly key: MatrixKey | null;
  readonly meaning: { readonly [axis in Axis]: Meaning | null };
}

/** The roles where there is no network. */
export const NO_ROLES: ReadonlyMap<string, Role> = new Map();

const SAMPLES: Meaning = { kind: "samples" };

/** Every named matrix of a network's formulas, by its code. */
export function rolesOf(
  { program, symbols, parameters }: NetworkProgram,
  network: NetworkPlan,
): Map<string, Role> {
  const { layers } = network;
  const last = layers.length - 1;
  const units = (layer: number): Meaning => {
    if (layer === last) return { kind: "outputs" };
    return layer < 0 ? { kind: "features" } : { kind: "units", layer };
  };
  const roles = new Map<string, Role>();
  const add = (
    symbol: TensorSymbol,
    key: MatrixKey | null,
    rows: Meaning | null,
    columns: Meaning | null,
  ): void => {
    if (!roles.has(symbol.code)) roles.set(symbol.code, { symbol, key, meaning: { rows, columns } });
  };
  const at = (kind: MatrixKey["kind"], layer = 0): [TensorSymbol, MatrixKey] => [
    symbols.of(kind, layer),
    { kind, layer },
  ];
  add(...at("X"), SAMPLES, units(-1));
  for (const { kind, layer } of parameters) {
    add(...at(kind, layer), kind === "W" ? units(layer - 1) : null, units(layer));
  }
  layers.forEach((_, layer) => {
    add(...at("Z", layer), SAMPLES, units(layer));
    add(...at("H", layer), SAMPLES, units(layer));
    add(symbols.shared("Z", layer), null, SAMPLES, units(layer));
    add(symbols.shared("H", layer), null, SAMPLES, units(layer));
  });
  add(...at("Y"), SAMPLES, units(last));
  add(...at("error"), SAMPLES, units(last));
  // What costs are written with besides: 1 − Y and 1 − Ŷ, which are drawn as Y and Ŷ, and the sums of Y's rows.
  for (const { symbol } of program.definitions) {
    const key = roles.get(symbol.code.replace(/^rest_of_/, ""))?.key ?? null;
    const along = symbol.axes === "none" ? null : SAMPLES;
    add(symbol, key, along, symbol.axes === "both" ? units(last) : null);
  }
  return roles;
}

/** Whether two axes have the same places. */
export function sameMeaning(one: Meaning, other: Meaning): boolean {
  if (one.kind !== other.kind) return false;
  return one.kind !== "units" || other.kind !== "units" || one.layer === other.layer;
}
