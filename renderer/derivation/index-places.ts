import type { AxisLetters } from "../../core/calculus/axes.ts";
import type { LocalRule } from "../../core/calculus/derivation.ts";
import type { Expression, Factor, Index, Reference } from "../../core/calculus/expression.ts";
import type { Axis, Meaning, Role } from "./matrix-roles.ts";
import { sameMeaning } from "./matrix-roles.ts";

/** One axis on which an index stands. */
export interface Place {
  /** The matrix, by its code. */
  readonly code: string;
  readonly axis: Axis;
}

/** An index with every axis on which it stands, and what it runs over. */
export interface PlacedIndex {
  readonly index: Index;
  readonly places: readonly Place[];
  readonly meaning: Meaning | null;
}

/** Indices that run over the same places, in order of appearance. */
export interface IndexGroup {
  readonly meaning: Meaning | null;
  readonly size: number;
  readonly indices: readonly Index[];
}

/** Where every index of these expressions stands, by its letter, in order of appearance. */
export function placeIndices(
  factors: readonly Factor[],
  roles: ReadonlyMap<string, Role>,
): Map<string, PlacedIndex> {
  const found = new Map<string, { index: Index; places: Place[] }>();
  const add = (index: Index, place: Place | null): void => {
    const entry = found.get(index.letter) ?? { index, places: [] };
    const known = entry.places.some((one) => one.code === place?.code && one.axis === place.axis);
    if (place !== null && !known) entry.places.push(place);
    found.set(index.letter, entry);
  };
  for (const reference of factors.flatMap(referencesIn)) {
    const { rows, columns } = axesOf(reference);
    if (rows !== null) add(rows, { code: reference.symbol.code, axis: "rows" });
    if (columns !== null) add(columns, { code: reference.symbol.code, axis: "columns" });
  }
  for (const factor of factors) if (factor.kind === "delta") for (const one of factor.indices) add(one, null);
  const meanings = new Map([...found].map(([letter, { places }]) => [letter, meaningOf(places, roles)]));
  spreadMeanings(factors, meanings);
  return new Map(
    [...found].map(([letter, entry]) => [letter, { ...entry, meaning: meanings.get(letter) ?? null }]),
  );
}

/** Both indices of a δ run over the same places. */
function spreadMeanings(factors: readonly Factor[], meanings: Map<string, Meaning | null>): void {
  for (let learned = true; learned;) {
    learned = false;
    for (const factor of factors) {
      if (factor.kind !== "delta") continue;
      const [one, other] = factor.indices.map(({ letter }) => letter);
      const known = meanings.get(one) ?? meanings.get(other) ?? null;
      if (known === null || (meanings.get(one) && meanings.get(other))) continue;
      meanings.set(one, known);
      meanings.set(other, known);
      learned = true;
    }
  }
}

function meaningOf(places: readonly Place[], roles: ReadonlyMap<string, Role>): Meaning | null {
  for (const { code, axis } of places) {
    const meaning = roles.get(code)?.meaning[axis] ?? null;
    if (meaning !== null) return meaning;
  }
  return null;
}

/** The indices of more than one place, gathered by what they run over. */
export function groupIndices(placed: ReadonlyMap<string, PlacedIndex>): IndexGroup[] {
  const groups: { meaning: Meaning | null; size: number; indices: Index[] }[] = [];
  for (const { index, meaning } of placed.values()) {
    if (index.size === 1) continue;
    const own = groups.find(
      (group) =>
        group.size === index.size &&
        (group.meaning === null || meaning === null
          ? group.meaning === meaning
          : sameMeaning(group.meaning, meaning)),
    );
    if (own === undefined) groups.push({ meaning, size: index.size, indices: [index] });
    else own.indices.push(index);
  }
  return groups;
}

/** All factors of expressions, and of a rule by itself. */
export function factorsIn(expressions: readonly Expression[], local: LocalRule | null): Factor[] {
  const own = expressions.flatMap((expression) => expression.flatMap(({ factors }) => factors));
  if (local === null) return own;
  const right = local.right.flatMap(({ factors }) => factors);
  const { left } = local;
  if (left.kind !== "derivative-of-factor") return [...own, left, ...right];
  return [...own, left.of, { kind: "tensor", ...left.by, atPlace: false }, ...right];
}

/** Every named matrix with its indices in a factor. */
function referencesIn(factor: Factor): Reference[] {
  switch (factor.kind) {
    case "tensor":
      return [factor];
    case "function":
      return [factor.argument];
    case "power":
      return [factor.base];
    case "derivative":
      return [factor.of, factor.by];
    case "row-function":
      return [{ symbol: factor.argument, indices: factor.indices }];
    case "delta":
    case "matrix":
      return [];
  }
}

/** Which index of a reference stands on which axis. */
function axesOf({ symbol, indices }: Reference): AxisLetters {
  const [first = null, second = null] = indices;
  return symbol.axes === "columns" ? { rows: null, columns: first } : { rows: first, columns: second };
}
