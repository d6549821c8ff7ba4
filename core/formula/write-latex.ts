import type { Expression, Operator, Relation } from "./expression.ts";
import { knownFunctions } from "./known-functions.ts";

/** How tightly a piece binds; a looser one stands in brackets. */
const level = { sum: 1, product: 2, fraction: 3, power: 4, atom: 5 } as const;
type Level = (typeof level)[keyof typeof level];

interface Piece {
  readonly text: string;
  readonly level: Level;
}

const relationSigns: Readonly<Record<Relation, string>> = {
  "<": "<",
  "<=": String.raw`\leq`,
  ">": ">",
  ">=": String.raw`\geq`,
  "==": "=",
  "!=": String.raw`\neq`,
};

const opposites: Readonly<Record<Relation, Relation>> = {
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
  "==": "!=",
  "!=": "==",
};

/** The expression in LaTeX, with one symbol in place of x. */
export function writeLatex(expression: Expression, x: string): string {
  return write(expression, x).text;
}

function write(expression: Expression, x: string): Piece {
  const whole = (one: Expression): string => write(one, x).text;
  switch (expression.kind) {
    case "number":
      return writeNumber(expression.value);
    case "constant":
      return { text: expression.name === "pi" ? String.raw`\pi` : "e", level: level.atom };
    case "x":
      return { text: x, level: level.atom };
    case "negative":
      return { text: `-${bracket(write(expression.argument, x), level.product)}`, level: level.sum };
    case "call": {
      const { latex } = knownFunctions[expression.name];
      // e^u is a power, and stands in brackets as a base; so do the others, to be told from f²(u).
      return { text: latex(whole(expression.argument)), level: level.power };
    }
    case "operation":
      return writeOperation(expression.operator, expression.left, expression.right, x);
    case "extreme": {
      const name = expression.name === "maximum" ? String.raw`\max` : String.raw`\min`;
      return {
        text: String.raw`${name}\left(${whole(expression.left)}, ${whole(expression.right)}\right)`,
        level: level.atom,
      };
    }
    case "choice": {
      const { left, relation, right, then, otherwise } = expression;
      const condition = (one: Relation): string => `${whole(left)} ${relationSigns[one]} ${whole(right)}`;
      const rows = String.raw`${whole(then)} & ${condition(relation)} \\ ${whole(otherwise)} & ${condition(opposites[relation])}`;
      return { text: String.raw`\begin{cases} ${rows} \end{cases}`, level: level.sum };
    }
  }
}

function writeOperation(operator: Operator, left: Expression, right: Expression, x: string): Piece {
  const [u, v] = [write(left, x), write(right, x)];
  switch (operator) {
    case "+":
      return { text: `${bracket(u, level.sum)} + ${bracket(v, level.product)}`, level: level.sum };
    case "-":
      return { text: `${bracket(u, level.sum)} - ${bracket(v, level.product)}`, level: level.sum };
    case "*": {
      const text = String.raw`${bracket(u, level.product)} \cdot ${bracket(v, level.fraction)}`;
      return { text, level: level.product };
    }
    case "/":
      return { text: String.raw`\frac{${u.text}}{${v.text}}`, level: level.fraction };
    case "**":
      return { text: `${bracket(u, level.atom)}^{${v.text}}`, level: level.power };
  }
}

function bracket(piece: Piece, least: Level): string {
  return piece.level < least ? String.raw`\left(${piece.text}\right)` : piece.text;
}

/** 0.5, −2 or 1.5 · 10⁻⁷. */
function writeNumber(value: number): Piece {
  const [digits, exponent] = String(value).split("e");
  if (exponent === undefined) return { text: digits, level: value < 0 ? level.sum : level.atom };
  const power = `10^{${Number(exponent)}}`;
  if (digits === "1") return { text: power, level: level.power };
  return { text: String.raw`${digits} \cdot ${power}`, level: value < 0 ? level.sum : level.product };
}
