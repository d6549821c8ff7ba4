import {
  call,
  choose,
  constants,
  dependsOnX,
  difference,
  negative,
  number,
  powerOf,
  product,
  quotient,
  sum,
  type Expression,
} from "./expression.ts";
import { knownFunctions } from "./known-functions.ts";

/**
 * ∂expression/∂x by the rules of differentiation, lightly simplified. At a kink it is the value from one
 * side: `maximum(u, v)` has v's slope where both are equal, so that maximum(x, 0) has ReLU's slope 0 at 0.
 */
export function derivativeOf(expression: Expression): Expression {
  switch (expression.kind) {
    case "number":
    case "constant":
      return number(0);
    case "x":
      return number(1);
    case "negative":
      return negative(derivativeOf(expression.argument));
    case "call": {
      const inner = derivativeOf(expression.argument);
      return product(knownFunctions[expression.name].derivative(expression.argument), inner);
    }
    case "operation":
      return operationRules[expression.operator](expression.left, expression.right);
    case "extreme": {
      const { name, left, right } = expression;
      const relation = name === "maximum" ? ">" : "<";
      return choose({ relation, left, right }, derivativeOf(left), derivativeOf(right));
    }
    case "choice":
      return choose(
        { relation: expression.relation, left: expression.left, right: expression.right },
        derivativeOf(expression.then),
        derivativeOf(expression.otherwise),
      );
  }
}

type Rule = (u: Expression, v: Expression) => Expression;

const operationRules: Readonly<Record<"+" | "-" | "*" | "/" | "**", Rule>> = {
  "+": (u, v) => sum(derivativeOf(u), derivativeOf(v)),
  "-": (u, v) => difference(derivativeOf(u), derivativeOf(v)),
  "*": (u, v) => sum(product(derivativeOf(u), v), product(u, derivativeOf(v))),
  "/": (u, v) => {
    const du = derivativeOf(u);
    if (!dependsOnX(v)) return quotient(du, v);
    return difference(quotient(du, v), quotient(product(u, derivativeOf(v)), powerOf(v, number(2))));
  },
  "**": (u, v) => {
    if (!dependsOnX(v)) return product(product(v, powerOf(u, oneLess(v))), derivativeOf(u));
    const power = powerOf(u, v);
    const byExponent = product(product(power, logarithmOf(u)), derivativeOf(v));
    if (!dependsOnX(u)) return byExponent;
    return sum(byExponent, product(product(v, powerOf(u, oneLess(v))), derivativeOf(u)));
  },
};

/** v − 1, also for an exponent typed as −2. */
function oneLess(v: Expression): Expression {
  const plain = v.kind === "negative" ? negative(v.argument) : v;
  return difference(plain, number(1));
}

function logarithmOf(u: Expression): Expression {
  return u.kind === "constant" && constants[u.name] === constants.e ? number(1) : call("log", u);
}
