import { power } from "../../functions/power.ts";
import type { TypedExpression } from "./typed-expression.ts";

/** The number that an expression of numbers alone is, such as −1/2; null for any other. */
export function foldNumber(expression: TypedExpression): number | null {
  switch (expression.kind) {
    case "number":
      return expression.value;
    case "negative": {
      const value = foldNumber(expression.argument);
      return value === null ? null : -value;
    }
    case "power": {
      const base = foldNumber(expression.argument);
      return base === null ? null : power(base, expression.exponent);
    }
    case "add":
    case "subtract":
    case "multiply":
    case "divide": {
      const left = foldNumber(expression.left);
      const right = foldNumber(expression.right);
      if (left === null || right === null) return null;
      return operations[expression.kind](left, right);
    }
    default:
      return null;
  }
}

const operations = {
  add: (a: number, b: number) => a + b,
  subtract: (a: number, b: number) => a - b,
  multiply: (a: number, b: number) => a * b,
  divide: (a: number, b: number) => a / b,
};
