import type { Factor, Index, Reference, Term } from "./expression.ts";

/** What every index letter becomes; letters that are not in it stay. */
export type Renaming = ReadonlyMap<string, Index>;

/** The term with its indices renamed, all at once; factors without any of them stay the very same objects. */
export function renameTerm(term: Term, renaming: Renaming): Term {
  return { ...term, factors: term.factors.map((factor) => renameFactor(factor, renaming)) };
}

/** The factor with its indices renamed; the same object where nothing changes. */
export function renameFactor(factor: Factor, renaming: Renaming): Factor {
  switch (factor.kind) {
    case "tensor":
    case "matrix":
    case "row-function": {
      const indices = renameIndices(factor.indices, renaming);
      return indices === factor.indices ? factor : { ...factor, indices };
    }
    case "delta": {
      const [one, other] = factor.indices;
      const indices = renameIndices(factor.indices, renaming);
      if (indices === factor.indices) return factor;
      return { ...factor, indices: [indices[0] ?? one, indices[1] ?? other] };
    }
    case "function": {
      const argument = renameReference(factor.argument, renaming);
      return argument === factor.argument ? factor : { ...factor, argument };
    }
    case "power": {
      const base = renameReference(factor.base, renaming);
      return base === factor.base ? factor : { ...factor, base };
    }
    case "derivative": {
      const of = renameReference(factor.of, renaming);
      const by = renameReference(factor.by, renaming);
      return of === factor.of && by === factor.by ? factor : { ...factor, of, by };
    }
  }
}

function renameReference(reference: Reference, renaming: Renaming): Reference {
  const indices = renameIndices(reference.indices, renaming);
  return indices === reference.indices ? reference : { ...reference, indices };
}

function renameIndices(indices: readonly Index[], renaming: Renaming): readonly Index[] {
  if (!indices.some(({ letter }) => renaming.has(letter))) return indices;
  return indices.map((index) => renaming.get(index.letter) ?? index);
}
