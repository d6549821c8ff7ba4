import type { Derivation } from "../../../core/calculus/derivation.ts";
import { lettersOf } from "../../../core/calculus/expression.ts";
import type { Exercise } from "../../../core/calculus/practice/exercise.ts";
import { symbolsIn } from "../../../core/calculus/program.ts";
import type { TensorSymbol } from "../../../core/calculus/symbol.ts";
import type { KnownNames } from "../../../core/calculus/rich-text.ts";

/** What sentences about an exercise may name: every matrix of the derivation, every index of the exercise. */
export function knownNames({ derivation, terms }: Exercise): KnownNames {
  return {
    bases: new Set(symbolsOf(derivation).map(({ text }) => text.replace(/⁽.*/, ""))),
    indices: new Set(terms.flatMap((term) => [...lettersOf(term)])),
  };
}

function symbolsOf({ program, shared, by }: Derivation): TensorSymbol[] {
  const defined = program.definitions.flatMap(({ symbol, body }) => [symbol, ...symbolsIn(body)]);
  return [...defined, ...shared.map(({ symbol }) => symbol), by];
}
