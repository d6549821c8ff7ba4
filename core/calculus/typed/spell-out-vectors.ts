import { inferShapes, shapeIn, type Shapes } from "./shapes.ts";
import type { KnownShape } from "./shape.ts";
import { mapTyped, type TypedExpression } from "./typed-expression.ts";

/**
 * The same computation in matrices alone, for what works with two axes everywhere: each vector is written as
 * the row that `Shape` lays it out as, with the transposes that its products need, and every sum or mean
 * along an axis keeps it. What is no vector stays as it is; the values are the same, in the same layout.
 *
 * @throws Error if a node of the expression has no shape in `shapes`.
 */
export function spellOutVectors(expression: TypedExpression, shapes: Shapes): TypedExpression {
  const axesOf = (node: TypedExpression): number => shapeIn(shapes, node).dimensions;
  const turn = (argument: TypedExpression): TypedExpression => {
    const { from, to } = argument;
    return { kind: "transpose", argument, from, to };
  };
  const change = (node: TypedExpression): TypedExpression | null => {
    switch (node.kind) {
      case "product": {
        const column = axesOf(node.right) === 1;
        const right = column ? turn(spell(node.right)) : spell(node.right);
        const product = { ...node, left: spell(node.left), right };
        // A matrix times a column is a column; NumPy makes a vector of it, which lies as a row.
        return column && axesOf(node.left) === 2 ? turn(product) : product;
      }
      case "transpose":
        return axesOf(node.argument) < 2 ? spell(node.argument) : null;
      case "sum":
      case "mean": {
        const argument = spell(node.argument);
        if (node.axis === null || axesOf(node.argument) < 2) {
          return { ...node, argument, axis: null, keepdims: false };
        }
        const kept = { ...node, argument, keepdims: true };
        return node.axis === 1 && !node.keepdims ? turn(kept) : kept;
      }
      default:
        return null;
    }
  };
  const spell = (node: TypedExpression): TypedExpression => mapTyped(node, change);
  return spell(expression);
}

/** The expression in matrices alone, with its shapes, for names of these sizes. */
export function inMatrices(
  expression: TypedExpression,
  sizes: ReadonlyMap<string, KnownShape>,
): { readonly expression: TypedExpression; readonly shapes: Shapes } {
  const spelled = spellOutVectors(expression, inferShapes(expression, sizes).shapes);
  return { expression: spelled, shapes: inferShapes(spelled, sizes).shapes };
}
