/** Where something stands in the typed text: the characters `from` … `to` − 1, counted from 0. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** A number in the text, `np.pi` and `np.e` among them. */
export interface NumberNode extends Place {
  readonly kind: "number";
  readonly value: number;
}

/** A matrix, a row or a scalar by its name. */
export interface NameNode extends Place {
  readonly kind: "name";
  readonly name: string;
}

/** −u. */
export interface NegativeNode extends Place {
  readonly kind: "negative";
  readonly argument: TypedExpression;
}

export type BinaryKind = "add" | "subtract" | "multiply" | "divide" | "product";

/** u + v, u − v, u * v and u / v element by element, broadcasting as NumPy does; `product` is u @ v. */
export interface BinaryNode extends Place {
  readonly kind: BinaryKind;
  readonly left: TypedExpression;
  readonly right: TypedExpression;
}

/** u**exponent, element by element. */
export interface PowerNode extends Place {
  readonly kind: "power";
  readonly argument: TypedExpression;
  readonly exponent: number;
}

/** f(u), element by element: f is one of `builtInFunctions`, or a free one such as f, g2 or h. */
export interface CallNode extends Place {
  readonly kind: "call";
  readonly name: string;
  readonly argument: TypedExpression;
}

/** `np.maximum(u, bound)` or `np.minimum(u, bound)`, element by element. */
export interface ExtremeNode extends Place {
  readonly kind: "extreme";
  readonly name: "maximum" | "minimum";
  readonly argument: TypedExpression;
  readonly bound: number;
}

/** u.T. */
export interface TransposeNode extends Place {
  readonly kind: "transpose";
  readonly argument: TypedExpression;
}

/** `np.sum(u, axis=…, keepdims=…)` and `np.mean` likewise; the axis is null for all elements. */
export interface ReductionNode extends Place {
  readonly kind: "sum" | "mean";
  readonly argument: TypedExpression;
  readonly axis: Axis | null;
  readonly keepdims: boolean;
}

export type Axis = 0 | 1;

/** `np.trace(u)` of a square matrix. */
export interface TraceNode extends Place {
  readonly kind: "trace";
  readonly argument: TypedExpression;
}

/**
 * An expression in matrices as it was typed. Brackets leave no node; a node's place is its own text without
 * the brackets around it.
 */
export type TypedExpression =
  | NumberNode
  | NameNode
  | NegativeNode
  | BinaryNode
  | PowerNode
  | CallNode
  | ExtremeNode
  | TransposeNode
  | ReductionNode
  | TraceNode;

/** The nodes that act on each element alone. */
export type ElementwiseNode = PowerNode | CallNode | ExtremeNode;

/** The expressions right below this one, from left to right. */
export function partsOfTyped(expression: TypedExpression): readonly TypedExpression[] {
  switch (expression.kind) {
    case "number":
    case "name":
      return [];
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
    case "product":
      return [expression.left, expression.right];
    case "negative":
    case "power":
    case "call":
    case "extreme":
    case "transpose":
    case "sum":
    case "mean":
    case "trace":
      return [expression.argument];
  }
}

/** The names of matrices, rows and scalars in it, in the order in which they first stand in it. */
export function namesOf(expression: TypedExpression): string[] {
  const names = new Set<string>();
  visit(expression, (one) => {
    if (one.kind === "name") names.add(one.name);
  });
  return [...names];
}

/** The names of the functions in it whose meaning is given from outside: f, g2, h. */
export function freeFunctionsOf(expression: TypedExpression): string[] {
  const names = new Set<string>();
  visit(expression, (one) => {
    if (one.kind === "call" && isFreeFunction(one.name)) names.add(one.name);
  });
  return [...names];
}

/** Whether this is the name of a function whose meaning is given from outside: f, g or h, with a number or without. */
export function isFreeFunction(name: string): boolean {
  return /^[fgh]\d*$/.test(name);
}

/** Whether two expressions say the same, wherever they stand in their texts. */
export function sameTyped(a: TypedExpression, b: TypedExpression): boolean {
  const [own, other] = [a, b].map((one) => JSON.stringify(labelOf(one)));
  if (own !== other) return false;
  const parts = partsOfTyped(b);
  return partsOfTyped(a).every((part, i) => sameTyped(part, parts[i]));
}

/** All that a node says beside its place and its parts. */
function labelOf(node: TypedExpression): readonly unknown[] {
  switch (node.kind) {
    case "number":
      // JSON has no −0.
      return [node.kind, Object.is(node.value, -0) ? "-0" : node.value];
    case "name":
      return [node.kind, node.name];
    case "power":
      return [node.kind, node.exponent];
    case "call":
      return [node.kind, node.name];
    case "extreme":
      return [node.kind, node.name, node.bound];
    case "sum":
    case "mean":
      return [node.kind, node.axis, node.keepdims];
    default:
      return [node.kind];
  }
}

/** The same expression with another in place of one of its nodes; what does not hold that node is shared. */
export function replaceNode(
  expression: TypedExpression,
  old: TypedExpression,
  replacement: TypedExpression,
): TypedExpression {
  return mapTyped(expression, (node) => (node === old ? replacement : null));
}

/** The same expression with what `change` gives in place of a node, from the top down, wherever it gives something. */
export function mapTyped(
  expression: TypedExpression,
  change: (node: TypedExpression) => TypedExpression | null,
): TypedExpression {
  const changed = change(expression);
  if (changed !== null) return changed;
  switch (expression.kind) {
    case "number":
    case "name":
      return expression;
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
    case "product": {
      const [left, right] = [mapTyped(expression.left, change), mapTyped(expression.right, change)];
      const same = left === expression.left && right === expression.right;
      return same ? expression : { ...expression, left, right };
    }
    default: {
      const argument = mapTyped(expression.argument, change);
      return argument === expression.argument ? expression : { ...expression, argument };
    }
  }
}

function visit(expression: TypedExpression, look: (one: TypedExpression) => void): void {
  look(expression);
  for (const part of partsOfTyped(expression)) visit(part, look);
}
