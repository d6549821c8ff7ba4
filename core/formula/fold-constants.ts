import { dependsOnX, number, type Expression } from "./expression.ts";
import { compileProgram } from "./program.ts";

/** The value of an expression without x. */
export function valueOf(expression: Expression): number {
  const out = new Float64Array(1);
  compileProgram(expression).run(out, out, 1);
  return out[0];
}

/** The same expression with a number in place of every part that x has no part in. */
export function foldConstants(expression: Expression): Expression {
  if (!dependsOnX(expression)) return number(valueOf(expression));
  switch (expression.kind) {
    case "number":
    case "constant":
    case "x":
      return expression;
    case "negative":
    case "call":
      return { ...expression, argument: foldConstants(expression.argument) };
    case "operation":
    case "extreme":
      return { ...expression, left: foldConstants(expression.left), right: foldConstants(expression.right) };
    case "choice": {
      const { left, right } = expression;
      const then = foldConstants(expression.then);
      const otherwise = foldConstants(expression.otherwise);
      if (dependsOnX(left) || dependsOnX(right)) {
        return { ...expression, left: foldConstants(left), right: foldConstants(right), then, otherwise };
      }
      const holds = valueOf({ ...expression, then: number(1), otherwise: number(0) }) === 1;
      return holds ? then : otherwise;
    }
  }
}
