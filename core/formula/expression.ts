import type { FunctionName } from "./known-functions.ts";

/** A formula in x as a tree; the parser makes it as it was typed, rules make new ones of it. */
export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "constant"; readonly name: ConstantName }
  | { readonly kind: "x" }
  | { readonly kind: "negative"; readonly argument: Expression }
  | { readonly kind: "call"; readonly name: FunctionName; readonly argument: Expression }
  | {
      readonly kind: "operation";
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: "extreme";
      readonly name: "maximum" | "minimum";
      readonly left: Expression;
      readonly right: Expression;
    }
  | Choice;

/** `where(left relation right, then, otherwise)`. */
export interface Choice {
  readonly kind: "choice";
  readonly relation: Relation;
  readonly left: Expression;
  readonly right: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

export type ConstantName = "pi" | "e";
export type Operator = "+" | "-" | "*" | "/" | "**";
export type Relation = "<" | "<=" | ">" | ">=" | "==" | "!=";

/** The doubles next to π and e, as NumPy has them. */
export const constants: Readonly<Record<ConstantName, number>> = {
  pi: 3.141592653589793,
  e: 2.718281828459045,
};

export const x: Expression = { kind: "x" };

/** The expressions right below this one. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "number":
    case "constant":
    case "x":
      return [];
    case "negative":
    case "call":
      return [expression.argument];
    case "operation":
    case "extreme":
      return [expression.left, expression.right];
    case "choice":
      return [expression.left, expression.right, expression.then, expression.otherwise];
  }
}

/** Whether x stands anywhere in it. */
export function dependsOnX(expression: Expression): boolean {
  return expression.kind === "x" || partsOf(expression).some(dependsOnX);
}

/*
 * What rules build with: the same tree, without the zeros, ones and double signs that rules leave behind.
 */

export function number(value: number): Expression {
  return { kind: "number", value };
}

export function call(name: FunctionName, argument: Expression): Expression {
  return { kind: "call", name, argument };
}

/** −u. */
export function negative(u: Expression): Expression {
  if (u.kind === "number") return number(u.value === 0 ? 0 : -u.value);
  return u.kind === "negative" ? u.argument : { kind: "negative", argument: u };
}

/** u + v. */
export function sum(u: Expression, v: Expression): Expression {
  if (isNumber(u, 0)) return v;
  if (isNumber(v, 0)) return u;
  if (u.kind === "number" && v.kind === "number") return number(u.value + v.value);
  return v.kind === "negative" ? difference(u, v.argument) : operation("+", u, v);
}

/** u − v. */
export function difference(u: Expression, v: Expression): Expression {
  if (isNumber(v, 0)) return u;
  if (isNumber(u, 0)) return negative(v);
  if (u.kind === "number" && v.kind === "number") return number(u.value - v.value);
  return v.kind === "negative" ? sum(u, v.argument) : operation("-", u, v);
}

/** u · v. */
export function product(u: Expression, v: Expression): Expression {
  if (isNumber(u, 0) || isNumber(v, 0)) return number(0);
  if (isNumber(u, 1)) return v;
  if (isNumber(v, 1)) return u;
  if (isNumber(u, -1)) return negative(v);
  if (isNumber(v, -1)) return negative(u);
  if (u.kind === "number" && v.kind === "number") return number(u.value * v.value);
  if (u.kind === "negative") return negative(product(u.argument, v));
  if (v.kind === "negative") return negative(product(u, v.argument));
  return v.kind === "number" ? operation("*", v, u) : operation("*", u, v);
}

/** u / v. */
export function quotient(u: Expression, v: Expression): Expression {
  if (isNumber(u, 0)) return u;
  if (isNumber(v, 1)) return u;
  return u.kind === "negative" ? negative(quotient(u.argument, v)) : operation("/", u, v);
}

/** u to the power v. */
export function powerOf(u: Expression, v: Expression): Expression {
  if (isNumber(v, 0)) return number(1);
  return isNumber(v, 1) ? u : operation("**", u, v);
}

/** The first where left relation right, else the other. */
export function choose(
  condition: Omit<Choice, "kind" | "then" | "otherwise">,
  then: Expression,
  otherwise: Expression,
): Expression {
  if (then.kind === "number" && isNumber(otherwise, then.value)) return then;
  return { ...condition, kind: "choice", then, otherwise };
}

function operation(operator: Operator, left: Expression, right: Expression): Expression {
  return { kind: "operation", operator, left, right };
}

function isNumber(expression: Expression, value: number): boolean {
  return expression.kind === "number" && expression.value === value;
}
