import type { Expression, Operator } from "./expression.ts";
import { dependsOnX } from "./expression.ts";
import { foldConstants } from "./fold-constants.ts";

/** How tightly a piece of code binds; a looser one stands in brackets. */
const level = { sum: 1, product: 2, sign: 3, power: 4, atom: 5 } as const;
type Level = (typeof level)[keyof typeof level];

interface Piece {
  readonly text: string;
  readonly level: Level;
}

/** What the ways of writing a formula as code differ in. */
interface Dialect {
  /** What stands for x. */
  readonly x: string;
  /** Before the names of functions and constants: `np.`. */
  readonly prefix: string;
  readonly extreme: (name: "maximum" | "minimum", left: string, right: string) => string;
  /** A branch of where that x has no part in. */
  readonly constantBranch: (text: string) => string;
  /**
   * What stands for x in a branch of where, in the places where that branch is not taken: automatic
   * differentiation multiplies its slope there by 0, which is NaN for a slope that is not finite.
   */
  readonly elsewhere?: string;
}

/** As a person types it, with any text in place of x: `x*exp(-x**2)`. */
export function writePlain(expression: Expression, x = "x"): string {
  return write(expression, {
    x,
    prefix: "",
    extreme: (name, left, right) => `${name}(${left}, ${right})`,
    constantBranch: (text) => text,
  }).text;
}

/** Python with `np` defined, for the name of an array. */
export function writeNumpy(expression: Expression, z: string): string {
  if (!dependsOnX(expression)) return `np.full_like(${z}, ${writeNumpyPiece(expression, z).text})`;
  return writeNumpyPiece(expression, z).text;
}

/** The same, ready to be multiplied as it stands. */
export function writeNumpyFactor(expression: Expression, z: string): string {
  const piece = writeNumpyPiece(expression, z);
  return piece.level === level.atom ? piece.text : `(${piece.text})`;
}

function writeNumpyPiece(expression: Expression, z: string): Piece {
  return write(expression, {
    x: z,
    prefix: "np.",
    extreme: (name, left, right) => `np.${name}(${left}, ${right})`,
    // A float, since an array of whole numbers refuses negative powers.
    constantBranch: (text) => (/^-?\d+$/.test(text) ? `${text}.0` : text),
  });
}

/** Python with `ops = keras.ops` defined, for the name of a tensor; parts without x are numbers. */
export function writeKeras(expression: Expression, z: string): string {
  const folded = foldConstants(expression);
  if (!dependsOnX(folded)) return `ops.full_like(${z}, ${write(folded, plainDialect).text})`;
  return write(folded, {
    x: z,
    prefix: "ops.",
    extreme: (name, left, right) => `ops.${name}(${left}, ${right})`,
    constantBranch: (text) => `ops.full_like(${z}, ${text})`,
    elsewhere: `ops.ones_like(${z})`,
  }).text;
}

/** Python with `torch` defined, for the name of a tensor; parts without x are numbers, since torch's functions want tensors. */
export function writeTorch(expression: Expression, z: string): string {
  const folded = foldConstants(expression);
  const full = (text: string): string => `torch.full_like(${z}, ${text})`;
  if (folded.kind === "number") return full(write(folded, plainDialect).text);
  return write(folded, {
    x: z,
    prefix: "torch.",
    extreme(name, left, right) {
      const bound = name === "maximum" ? "min" : "max";
      if (isNumber(right)) return `torch.clamp(${left}, ${bound}=${right})`;
      if (isNumber(left)) return `torch.clamp(${right}, ${bound}=${left})`;
      return `torch.${name}(${left}, ${right})`;
    },
    constantBranch: full,
    elsewhere: `torch.ones_like(${z})`,
  }).text;
}

const plainDialect: Dialect = {
  x: "x",
  prefix: "",
  extreme: (name, left, right) => `${name}(${left}, ${right})`,
  constantBranch: (text) => text,
};

function isNumber(text: string): boolean {
  return /^-?[\d.]+(e[+-]?\d+)?$/.test(text);
}

const bindings: Readonly<Record<Operator, { own: Level; left: Level; right: Level; sign: string }>> = {
  "+": { own: level.sum, left: level.sum, right: level.product, sign: " + " },
  "-": { own: level.sum, left: level.sum, right: level.product, sign: " - " },
  "*": { own: level.product, left: level.product, right: level.sign, sign: " * " },
  "/": { own: level.product, left: level.product, right: level.sign, sign: " / " },
  // Python reads −x**2 as −(x**2), x**−1 as x**(−1) and a**b**c as a**(b**c).
  "**": { own: level.power, left: level.atom, right: level.sign, sign: "**" },
};

function write(expression: Expression, dialect: Dialect): Piece {
  const atLeast = (one: Expression, least: Level): string => {
    const piece = write(one, dialect);
    return piece.level < least ? `(${piece.text})` : piece.text;
  };
  const whole = (one: Expression): string => write(one, dialect).text;
  switch (expression.kind) {
    case "number":
      return { text: String(expression.value), level: expression.value < 0 ? level.sign : level.atom };
    case "constant":
      return { text: dialect.prefix + expression.name, level: level.atom };
    case "x":
      return { text: dialect.x, level: level.atom };
    case "negative":
      return { text: `-${atLeast(expression.argument, level.sign)}`, level: level.sign };
    case "call":
      return {
        text: `${dialect.prefix}${expression.name}(${whole(expression.argument)})`,
        level: level.atom,
      };
    case "operation": {
      const { own, left, right, sign } = bindings[expression.operator];
      return { text: atLeast(expression.left, left) + sign + atLeast(expression.right, right), level: own };
    }
    case "extreme":
      return {
        text: dialect.extreme(expression.name, whole(expression.left), whole(expression.right)),
        level: level.atom,
      };
    case "choice": {
      const { left, relation, right, then, otherwise } = expression;
      const condition = `${whole(left)} ${relation} ${whole(right)}`;
      const choose = (first: string, second: string): string =>
        `${dialect.prefix}where(${condition}, ${first}, ${second})`;
      const branch = (one: Expression, taken: boolean): string => {
        if (!dependsOnX(one)) return dialect.constantBranch(whole(one));
        const { x, elsewhere } = dialect;
        if (elsewhere === undefined || isPolynomial(one)) return whole(one);
        return write(one, { ...dialect, x: taken ? choose(x, elsewhere) : choose(elsewhere, x) }).text;
      };
      return { text: choose(branch(then, true), branch(otherwise, false)), level: level.atom };
    }
  }
}

/** Whether it is made of x and numbers by + − ×, whole powers and bounds alone, so that its slope stays finite. */
function isPolynomial(expression: Expression): boolean {
  switch (expression.kind) {
    case "number":
    case "constant":
    case "x":
      return true;
    case "negative":
      return isPolynomial(expression.argument);
    case "extreme":
      return isPolynomial(expression.left) && isPolynomial(expression.right);
    case "operation": {
      const { operator, left, right } = expression;
      if (!isPolynomial(left)) return false;
      if (operator === "/") return right.kind === "number" && right.value !== 0;
      if (operator !== "**") return isPolynomial(right);
      return right.kind === "number" && Number.isInteger(right.value) && right.value > 0;
    }
    default:
      return false;
  }
}
