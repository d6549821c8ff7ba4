import type { Factor, Index } from "../../core/calculus/expression.ts";
import { indicesOf } from "../../core/calculus/expression.ts";
import { writeFactor, writeReference } from "../../core/calculus/write-text.ts";
import type { Messages } from "../messages/locale.svelte.ts";
import type { PlacedIndex } from "./index-places.ts";
import type { Axis, Meaning, Role } from "./matrix-roles.ts";
import type { Note } from "./pointing.ts";

type Texts = Messages["derivation"];

/** Longer formulas are only hinted at in a note. */
const LONGEST = 18;

/** What there is to say of what is pointed at, in one line. */
export function tellNote(note: Note, roles: ReadonlyMap<string, Role>, texts: Texts): string {
  const { notes } = texts;
  switch (note.kind) {
    case "unit":
      return notes.unit;
    case "index":
      return tellIndex(note.placed, note.free, roles, texts);
    case "matrix":
      return tellMatrix(note.role, texts);
    case "delta": {
      const { from, to, indices } = note;
      return notes.delta(`δ_${indices.map(letterOf).join("")}`, letterOf(from), letterOf(to));
    }
    case "delta-stays": {
      const [one, other] = note.indices.map(letterOf);
      return notes.deltaStays(`δ_${one}${other}`, one, other);
    }
    case "factor":
      return tellFactor(note.factor, roles, texts);
    case "dot":
      return notes.dot(hint(note.left), hint(note.right), note.summed && letterOf(note.summed));
    case "star":
      return notes.star(note.place.map(letterOf).join(", "));
    case "transpose": {
      const { matrix, outer, inner } = note;
      if (outer === null || inner === null) return notes.transpose(hint(matrix));
      return notes.transposeFree(hint(matrix), letterOf(outer), letterOf(inner));
    }
  }
}

/** What places along an axis are called. */
export function tellMeaning(meaning: Meaning | null, texts: Texts): string {
  const { meanings } = texts;
  if (meaning === null) return meanings.other;
  return meaning.kind === "units" ? meanings.units(meaning.layer + 1) : meanings[meaning.kind];
}

function tellIndex(
  { index, places, meaning }: PlacedIndex,
  free: boolean,
  roles: ReadonlyMap<string, Role>,
  texts: Texts,
): string {
  const along = (axis: Axis): string[] =>
    places.flatMap((place) => {
      const role = roles.get(place.code);
      return place.axis === axis && role !== undefined ? [role.symbol.text] : [];
    });
  const axes = (["rows", "columns"] as const)
    .filter((axis) => along(axis).length > 0)
    .map((axis) => texts.axes[axis](along(axis).join(", ")));
  const runs = texts.runs(tellMeaning(meaning, texts), index.size);
  return texts.notes.index(index.letter, runs, axes.join("; "), free);
}

function tellMatrix({ symbol, key, meaning }: Role, texts: Texts): string {
  const { notes } = texts;
  if (key === null && symbol.axes === "both") return notes.shared(symbol);
  const parts = [
    ...(meaning.rows === null || symbol.rows === 1 ? [] : [notes.rowsAre(tellMeaning(meaning.rows, texts))]),
    ...(meaning.columns === null || symbol.columns === 1
      ? []
      : [notes.columnsAre(tellMeaning(meaning.columns, texts))]),
  ];
  return notes.matrix(symbol, parts.join(", "));
}

function tellFactor(factor: Factor, roles: ReadonlyMap<string, Role>, texts: Texts): string {
  const { notes } = texts;
  if (factor.kind === "derivative") {
    return notes.derivative(factor.of.symbol.text, factor.by.symbol.text, indicesOf(factor).length);
  }
  if (factor.kind === "function" && factor.order === 1) {
    return notes.slope(writeFactor(factor), factor.function.name, writeReference(factor.argument));
  }
  const role = factor.kind === "tensor" ? roles.get(factor.symbol.code) : undefined;
  return role === undefined ? notes.factor(writeFactor(factor)) : tellMatrix(role, texts);
}

function letterOf({ letter, size }: Index): string {
  return size === 1 ? "0" : letter;
}

function hint(text: string): string {
  return text.length > LONGEST ? "[…]" : text;
}
