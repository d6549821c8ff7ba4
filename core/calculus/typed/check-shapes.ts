import { shorten } from "./check-text.ts";
import { findRepairs, mendedAlone } from "./find-fixes.ts";
import { writeShape, type MatrixSize, type Shape } from "./shape.ts";
import { inferShapes, type Mismatch, type Shapes } from "./shapes.ts";
import type { BinaryNode, TypedExpression } from "./typed-expression.ts";
import { problemAt, type TypedProblem } from "./typed-problem.ts";

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
  sizes: ReadonlyMap<string, MatrixSize> = new Map(),
): CheckedShapes {
  const { shapes, mismatches } = inferShapes(expression, sizes);
  if (mismatches.length === 0) return { ok: true, shapes };
  const repairs = findRepairs(text, expression, sizes, mismatches);
  const [first, ...others] = mismatches.map((mismatch, i) => {
    const own = repairs.filter(
      (repair) => i === 0 || repair.edits.some(({ node }) => node === mismatch.node),
    );
    const fixes = own.map(({ fix }) => fix);
    const labels = fixes.length > 0 ? fixes.map(({ label }) => label) : mendedAlone(sizes, mismatch);
    const likeliest = labels.slice(0, 3).map((label) => shorten(label, 80));
    const values = valuesOf(text, mismatch);
    if (likeliest.length === 0) return problemAt(text, mismatch.node, mismatch.code, values);
    const advice = `would fit: ${likeliest.join(", or ")}`;
    values.suggestion = likeliest.join(", ");
    return problemAt(text, mismatch.node, mismatch.code, values, { advice, fixes });
  });
  return { ok: false, problems: [first, ...others], shapes };
}

function valuesOf(text: string, mismatch: Mismatch): Record<string, string | number> {
  switch (mismatch.code) {
    case "not-square": {
      const { node, shape } = mismatch;
      return { operand: operandText(text, node.argument, false), shape: writeShape(shape) };
    }
    case "axis": {
      const { node, shape } = mismatch;
      const axis = node.axis ?? 0;
      return { operand: operandText(text, node, false), axis, dimensions: shape.dimensions };
    }
    case "not-broadcast":
      return { ...operandValues(text, mismatch), operator: operators[mismatch.node.kind] };
    case "scalar-product":
      return operandValues(text, mismatch);
    case "not-aligned": {
      const { left, right } = mismatch;
      const outer = right.dimensions === 1 ? right.columns : right.rows;
      const dims = { innerDim: left.dimensions - 1, outerDim: 0 };
      return { ...operandValues(text, mismatch), inner: left.columns, outer, ...dims };
    }
  }
}

const operators = { add: "+", subtract: "-", multiply: "*", divide: "/", product: "@" };

function operandValues(
  text: string,
  { node, left, right }: { readonly node: BinaryNode; readonly left: Shape; readonly right: Shape },
): Record<string, string> {
  return {
    left: operandText(text, node.left, true),
    right: operandText(text, node.right, true),
    leftShape: writeShape(left),
    rightShape: writeShape(right),
  };
}

/** An operand as it was typed, on one line, in brackets where it would not stand alone beside an operator. */
function operandText(text: string, operand: TypedExpression, bracketed: boolean): string {
  const typed = shorten(text.slice(operand.from, operand.to).replace(/\s+/g, " "));
  const loose = ["add", "subtract", "multiply", "divide", "product", "negative"].includes(operand.kind);
  return bracketed && loose ? `(${typed})` : typed;
}
