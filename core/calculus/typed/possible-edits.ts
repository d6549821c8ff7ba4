import type { Mismatch } from "./shapes.ts";
import { kindOfName, type Dimensions, type KnownShape } from "./shape.ts";
import {
  mapTyped,
  partsOfTyped,
  replaceNode,
  type BinaryNode,
  type TypedExpression,
} from "./typed-expression.ts";

/** One change that might make shapes fit. */
export interface Edit {
  /** What is changed. */
  readonly node: TypedExpression;
  /** What stands in its place. */
  readonly replacement: TypedExpression;
  /** How far it goes from what was typed: 0 keeps an axis or writes a capital, 1 turns matrices, 2 is another operation. */
  readonly distance: 0 | 1 | 2;
  readonly apply: (whole: TypedExpression) => TypedExpression;
}

/** What might be meant where shapes do not fit: `.T` here and there, operands swapped, @ for *, keepdims. */
export function editsFor(mismatch: Mismatch, given: ReadonlyMap<string, KnownShape>): Edit[] {
  const { code, node } = mismatch;
  switch (code) {
    case "axis": {
      const axes =
        node.axis === 1 && mismatch.shape.dimensions === 1 ? ([0, null] as const) : ([null] as const);
      return axes.map((axis) => edit(node, { ...node, axis }, 0));
    }
    case "not-square":
      return isBinary(node.argument) ? editsOfOperands(node.argument) : [];
    case "scalar-product":
      return [...capitals(node, given), ...editsOfOperands(node).filter(({ distance }) => distance === 2)];
    case "not-aligned":
    case "not-broadcast": {
      const kept = code === "not-broadcast" ? [...keptAxes(node.left), ...keptAxes(node.right)] : [];
      return [...kept, ...editsOfOperands(node, mismatch.left.dimensions, mismatch.right.dimensions)];
    }
  }
}

/** What might be meant by one operation with two operands; what has one axis only has nothing to turn. */
export function editsOfOperands(
  node: BinaryNode,
  leftDimensions: Dimensions = 2,
  rightDimensions: Dimensions = 2,
): Edit[] {
  const [left, right] = [turned(node.left), turned(node.right)];
  const edits: Edit[] = [];
  if (leftDimensions === 2) edits.push(edit(node, { ...node, left }, 1));
  if (rightDimensions === 2) edits.push(edit(node, { ...node, right }, 1));
  if (leftDimensions === 2 && rightDimensions === 2) edits.push(edit(node, { ...node, left, right }, 1));
  const swapped = { left: node.right, right: node.left };
  if (node.kind === "product") {
    edits.push(edit(node, { ...node, ...swapped }, 1), edit(node, { ...node, kind: "multiply" }, 2));
  }
  if (node.kind === "multiply") {
    edits.push(edit(node, { ...node, kind: "product" }, 2));
    edits.push(edit(node, { ...node, ...swapped, kind: "product" }, 2));
  }
  return edits;
}

export function isBinary(node: TypedExpression): node is BinaryNode {
  return "left" in node;
}

function edit(node: TypedExpression, replacement: TypedExpression, distance: Edit["distance"]): Edit {
  return { node, replacement, distance, apply: (whole) => replaceNode(whole, node, replacement) };
}

/** u.T, and u again for u.T. */
function turned(node: TypedExpression): TypedExpression {
  if (node.kind === "transpose") return node.argument;
  return { kind: "transpose", argument: node, from: node.from, to: node.to };
}

/** Keeps the axis of sums and means on the way down through what acts on each element alone. */
function keptAxes(node: TypedExpression): Edit[] {
  if ((node.kind === "sum" || node.kind === "mean") && node.axis !== null && !node.keepdims) {
    return [edit(node, { ...node, keepdims: true }, 0)];
  }
  const opaque = ["product", "transpose", "sum", "mean", "trace"].includes(node.kind);
  return opaque ? [] : partsOfTyped(node).flatMap(keptAxes);
}

/** X instead of x, where a small letter made a single number of what is multiplied as a matrix. */
function capitals(node: BinaryNode, given: ReadonlyMap<string, KnownShape>): Edit[] {
  return [node.left, node.right].flatMap((operand) => {
    if (operand.kind !== "name" || kindOfName(operand.name) !== "scalar" || given.has(operand.name))
      return [];
    const name = operand.name.charAt(0).toUpperCase() + operand.name.slice(1);
    const apply = (expression: TypedExpression): TypedExpression =>
      mapTyped(expression, (one) =>
        one.kind === "name" && one.name === operand.name ? { ...one, name } : null,
      );
    return [{ node: operand, replacement: { ...operand, name }, distance: 0 as const, apply }];
  });
}
