import type { Shape } from "./shape.ts";
import { mapTyped, type TypedExpression } from "./typed-expression.ts";

/**
 * The same computation with every vector written as a column, as textbooks do: `x @ A @ x` of an x with one axis is
 * `x.T @ A @ x` of a column. What has one axis is (n,1) afterwards, and single numbers that are products of vectors
 * are (1,1); everything else keeps its shape. The values are the same.
 */
export function layAsColumns(
  expression: TypedExpression,
  shapeOf: (node: TypedExpression) => Shape,
): TypedExpression {
  const axesOf = (node: TypedExpression): number => shapeOf(node).dimensions;
  const change = (node: TypedExpression): TypedExpression | null => {
    switch (node.kind) {
      case "add":
      case "subtract":
      case "multiply":
      case "divide": {
        // Beside a matrix a vector is broadcast as the row that it is to NumPy.
        const side = (one: TypedExpression): TypedExpression =>
          axesOf(one) === 1 && axesOf(node) === 2 ? turn(lay(one)) : lay(one);
        return { ...node, left: side(node.left), right: side(node.right) };
      }
      case "product": {
        const row = axesOf(node.left) === 1;
        const left = row ? turn(lay(node.left)) : lay(node.left);
        const product = { ...node, left, right: lay(node.right) };
        return row && axesOf(node.right) === 2 ? turn(product) : product;
      }
      case "transpose":
        return axesOf(node.argument) < 2 ? lay(node.argument) : null;
      case "sum":
      case "mean": {
        const argument = lay(node.argument);
        if (axesOf(node.argument) < 2) return { ...node, argument, axis: null };
        if (node.axis === null || node.keepdims) return { ...node, argument };
        const kept = { ...node, argument, keepdims: true };
        return node.axis === 0 ? turn(kept) : kept;
      }
      default:
        return null;
    }
  };
  const lay = (node: TypedExpression): TypedExpression => mapTyped(node, change);
  return lay(expression);
}

/** u.T, and u again for u.T. */
function turn(argument: TypedExpression): TypedExpression {
  if (argument.kind === "transpose") return argument.argument;
  const { from, to } = argument;
  return { kind: "transpose", argument, from, to };
}
