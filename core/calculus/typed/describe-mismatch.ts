import { writeShape, type Shape } from "./shape.ts";
import type { Mismatch } from "./shapes.ts";
import type { BinaryNode, TypedExpression } from "./typed-expression.ts";
import { writeMessage } from "./typed-problem.ts";

type TextOf = (node: TypedExpression) => string;

/** What does not fit, in NumPy's words. */
export function describeMismatch(mismatch: Mismatch, textOf: TextOf): string {
  return writeMessage(mismatch.code, valuesOf(mismatch, textOf));
}

/**
 * What the message about operands that do not fit is filled with; `textOf` gives the text of a node.
 */
export function valuesOf(mismatch: Mismatch, textOf: TextOf): Record<string, string | number> {
  switch (mismatch.code) {
    case "not-square": {
      const { node, shape } = mismatch;
      return { operand: textOf(node.argument), shape: writeShape(shape) };
    }
    case "axis": {
      const { node, shape } = mismatch;
      const axis = node.axis ?? 0;
      return { operand: textOf(node), axis, dimensions: shape.dimensions };
    }
    case "not-broadcast":
      return { ...operandValues(mismatch, textOf), operator: operators[mismatch.node.kind] };
    case "scalar-product":
      return operandValues(mismatch, textOf);
    case "not-aligned": {
      const { left, right } = mismatch;
      const outer = right.dimensions === 1 ? right.columns : right.rows;
      const dims = { innerDim: left.dimensions - 1, outerDim: 0 };
      return { ...operandValues(mismatch, textOf), inner: left.columns, outer, ...dims };
    }
  }
}

const operators = { add: "+", subtract: "-", multiply: "*", divide: "/", product: "@" };

function operandValues(
  { node, left, right }: { readonly node: BinaryNode; readonly left: Shape; readonly right: Shape },
  textOf: TextOf,
): Record<string, string> {
  return {
    left: bracketed(node.left, textOf),
    right: bracketed(node.right, textOf),
    leftShape: writeShape(left),
    rightShape: writeShape(right),
  };
}

/** An operand's text, in brackets where it would not stand alone beside an operator. */
function bracketed(operand: TypedExpression, textOf: TextOf): string {
  const loose = ["add", "subtract", "multiply", "divide", "product", "negative"].includes(operand.kind);
  return loose ? `(${textOf(operand)})` : textOf(operand);
}
