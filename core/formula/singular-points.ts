import { dependsOnX, partsOf, type Expression } from "./expression.ts";
import { valueOf } from "./fold-constants.ts";
import { knownFunctions } from "./known-functions.ts";
import { writePlain } from "./write-code.ts";

/**
 * The points where the formula or its derivative may jump, ascending, as far as they can be told: the zeros
 * of what stands under abs and sign, of u − v for maximum(u, v), minimum(u, v) and where(u < v, …), for
 * every one that is a straight line in x.
 */
export function kinksOf(expression: Expression): number[] {
  const points = new Set<number>();
  const collect = (one: Expression): void => {
    const line = turningLine(one);
    if (line !== null && line.slope !== 0) {
      const point = -line.offset / line.slope;
      if (Number.isFinite(point)) points.add(point === 0 ? 0 : point);
    }
    partsOf(one).forEach(collect);
  };
  collect(expression);
  return [...points].sort((a, b) => a - b);
}

/** The conditions under which a formula has a value, in the order in which they stand in it: `x > 0`. */
export function domainOf(expression: Expression): string[] {
  const conditions = new Set<string>();
  const collect = (one: Expression): void => {
    partsOf(one).forEach(collect);
    const condition = conditionOf(one);
    if (condition !== null && partsOf(one).some(dependsOnX)) conditions.add(condition);
  };
  collect(expression);
  return [...conditions];
}

/** What has to hold for this one operation to have a value. */
function conditionOf(one: Expression): string | null {
  if (one.kind === "call") {
    const { domain } = knownFunctions[one.name];
    return domain && `${writePlain(one.argument)} ${domain}`;
  }
  if (one.kind !== "operation") return null;
  if (one.operator === "/") return dependsOnX(one.right) ? `${writePlain(one.right)} != 0` : null;
  if (one.operator !== "**") return null;
  if (dependsOnX(one.right)) return `${writePlain(one.left)} > 0`;
  const exponent = valueOf(one.right);
  if (Number.isInteger(exponent)) return exponent < 0 ? `${writePlain(one.left)} != 0` : null;
  return `${writePlain(one.left)} ${exponent < 0 ? ">" : ">="} 0`;
}

interface Line {
  readonly slope: number;
  readonly offset: number;
}

/** The line on whose zero an operation turns; null where it does not turn, or on something else. */
function turningLine(one: Expression): Line | null {
  switch (one.kind) {
    case "call":
      return knownFunctions[one.name].kinked ? lineOf(one.argument) : null;
    case "extreme":
    case "choice":
      return combine(lineOf(one.left), lineOf(one.right), -1);
    default:
      return null;
  }
}

/** slope · x + offset, or null for anything else. */
function lineOf(expression: Expression): Line | null {
  if (!dependsOnX(expression)) return { slope: 0, offset: valueOf(expression) };
  switch (expression.kind) {
    case "x":
      return { slope: 1, offset: 0 };
    case "negative":
      return stretch(lineOf(expression.argument), -1);
    case "operation": {
      const { operator, left, right } = expression;
      if (operator === "+" || operator === "-") {
        return combine(lineOf(left), lineOf(right), operator === "+" ? 1 : -1);
      }
      if (operator === "*" && !dependsOnX(left)) return stretch(lineOf(right), valueOf(left));
      if (operator === "*" && !dependsOnX(right)) return stretch(lineOf(left), valueOf(right));
      return operator === "/" && !dependsOnX(right) ? stretch(lineOf(left), 1 / valueOf(right)) : null;
    }
    default:
      return null;
  }
}

function stretch(line: Line | null, factor: number): Line | null {
  return line && { slope: line.slope * factor, offset: line.offset * factor };
}

function combine(a: Line | null, b: Line | null, factor: number): Line | null {
  return a && b && { slope: a.slope + factor * b.slope, offset: a.offset + factor * b.offset };
}
