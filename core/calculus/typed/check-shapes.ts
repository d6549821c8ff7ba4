import { shorten } from "./check-text.ts";
import { valuesOf } from "./describe-mismatch.ts";
import { findRepairs, mendedAlone } from "./find-fixes.ts";
import type { KnownShape } from "./shape.ts";
import { inferShapes, type Shapes } from "./shapes.ts";
import type { TypedExpression } from "./typed-expression.ts";
import { problemAt, type TypedProblem } from "./typed-problem.ts";

/** How many operations that do not fit are told at once. */
const MOST_PROBLEMS = 10;

export type CheckedShapes =
  | { readonly ok: true; readonly shapes: Shapes }
  | {
      readonly ok: false;
      readonly problems: readonly [TypedProblem, ...TypedProblem[]];
      /** As far as they are known in spite of the mistakes. */
      readonly shapes: Shapes;
    };

/**
 * The shapes of an expression that was read from this text, or what does not fit, in NumPy's words, with the
 * texts that would fit. `sizes` are those of the names that have one already.
 */
export function checkShapes(
  text: string,
  expression: TypedExpression,
  sizes: ReadonlyMap<string, KnownShape> = new Map(),
): CheckedShapes {
  const { shapes, mismatches } = inferShapes(expression, sizes);
  if (mismatches.length === 0) return { ok: true, shapes };
  const repairs = findRepairs(text, expression, sizes, mismatches);
  const [first, ...others] = mismatches.slice(0, MOST_PROBLEMS).map((mismatch, i) => {
    const own = repairs.filter(
      (repair) => i === 0 || repair.edits.some(({ node }) => node === mismatch.node),
    );
    const fixes = own.map(({ fix }) => fix);
    const labels = fixes.length > 0 ? fixes.map(({ label }) => label) : mendedAlone(text, sizes, mismatch);
    const likeliest = labels.slice(0, 3).map((label) => shorten(label, 80));
    const values = valuesOf(mismatch, (node) => asTyped(text, node));
    if (likeliest.length === 0) return problemAt(text, mismatch.node, mismatch.code, values);
    const advice = `would fit: ${likeliest.join(", or ")}`;
    values.suggestion = likeliest.join(", ");
    return problemAt(text, mismatch.node, mismatch.code, values, { advice, fixes });
  });
  return { ok: false, problems: [first, ...others], shapes };
}

/** A node as it was typed, on one line. */
function asTyped(text: string, node: TypedExpression): string {
  return shorten(text.slice(node.from, node.to).replace(/\s+/g, " "));
}
