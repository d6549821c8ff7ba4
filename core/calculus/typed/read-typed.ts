import { checkShapes } from "./check-shapes.ts";
import { parseTyped, type TypedVocabulary } from "./parse-typed.ts";
import type { KnownShape } from "./shape.ts";
import type { Shapes } from "./shapes.ts";
import type { TypedExpression } from "./typed-expression.ts";
import type { TypedProblem } from "./typed-problem.ts";

export type ReadTyped =
  | { readonly ok: true; readonly expression: TypedExpression; readonly shapes: Shapes }
  | { readonly ok: false; readonly problems: readonly [TypedProblem, ...TypedProblem[]] };

/**
 * Reads an expression and checks its shapes: `parseTyped`, then `checkShapes` with the sizes of the names
 * that have one already.
 */
export function readTyped(
  text: string,
  sizes: ReadonlyMap<string, KnownShape> = new Map(),
  vocabulary: TypedVocabulary = {},
): ReadTyped {
  const parsed = parseTyped(text, vocabulary);
  if (!parsed.ok) return parsed;
  const checked = checkShapes(text, parsed.expression, sizes);
  if (!checked.ok) return { ok: false, problems: checked.problems };
  return { ok: true, expression: parsed.expression, shapes: checked.shapes };
}
