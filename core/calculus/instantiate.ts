import { summedIndices, type Expression, type Index } from "./expression.ts";
import type { Letters } from "./letters.ts";
import type { Definition } from "./program.ts";
import { renameTerm } from "./rename.ts";

/**
 * A definition's body at given indices: its free indices become these, and what it sums over gets letters that
 * are not in use, so that none clashes.
 */
export function instantiate(
  { indices: formal, body }: Definition,
  actual: readonly Index[],
  letters: Letters,
): Expression {
  return body.map((term) => {
    const renaming = new Map<string, Index>();
    formal.forEach(({ letter }, axis) => renaming.set(letter, actual[axis]));
    for (const { letter, size } of summedIndices(term, formal)) {
      renaming.set(letter, letters.fresh(letter, size));
    }
    return renameTerm(term, renaming);
  });
}
