import { builtInFunctions } from "./elementwise-function.ts";
import { latexOfFreeFunction, latexOfName, latexOfNumber } from "./latex-names.ts";
import type { Shapes } from "./shapes.ts";
import type { BinaryNode, ReductionNode, TypedExpression } from "./typed-expression.ts";

/** How tightly a piece binds; a looser one stands in brackets. Products of two kinds do not mix without them. */
const level = { sum: 1, product: 2, fraction: 3, power: 4, atom: 5 } as const;
type Level = (typeof level)[keyof typeof level];

/** Between a number and what it scales. */
const SCALE = String.raw`\,`;

interface Piece {
  readonly text: string;
  readonly level: Level;
  /** The sign of a product, to tell one kind from the other. */
  readonly sign?: string;
}

/**
 * The expression in LaTeX as the lab writes matrices: · for the matrix product, ∗ for the one element by
 * element, X^{∗2} for its power, numbers in front of what they scale. `shapes` are its own, to tell numbers
 * from matrices.
 */
export function writeTypedLatex(expression: TypedExpression, shapes: Shapes): string {
  const isNumber = (node: TypedExpression): boolean => shapes.nodes.get(node)?.dimensions === 0;
  return write(expression, isNumber).text;
}

type IsNumber = (node: TypedExpression) => boolean;

function write(node: TypedExpression, isNumber: IsNumber): Piece {
  const whole = (one: TypedExpression): string => write(one, isNumber).text;
  const atLeast = (one: TypedExpression, least: Level): string => bracket(write(one, isNumber), least);
  switch (node.kind) {
    case "number":
      return writeNumber(node.value);
    case "name": {
      const text = latexOfName(node.name);
      return { text, level: text.includes("^") ? level.power : level.atom };
    }
    case "negative":
      return { text: `-${atLeast(node.argument, level.product)}`, level: level.sum };
    case "add":
      return {
        text: `${whole(node.left)} + ${atLeast(node.right, level.product)}`,
        level: level.sum,
      };
    case "subtract":
      return {
        text: `${whole(node.left)} - ${atLeast(node.right, level.product)}`,
        level: level.sum,
      };
    case "divide":
      return { text: String.raw`\frac{${whole(node.left)}}{${whole(node.right)}}`, level: level.fraction };
    case "multiply":
    case "product":
      return writeProduct(node, isNumber);
    case "power": {
      const star = isNumber(node.argument) ? "" : String.raw`\ast `;
      const exponent = latexOfNumber(node.exponent);
      return { text: `${atLeast(node.argument, level.atom)}^{${star}${exponent}}`, level: level.power };
    }
    case "call": {
      const f = builtInFunctions.get(node.name);
      const argument = whole(node.argument);
      const text = f
        ? f.latex.value(argument)
        : String.raw`${latexOfFreeFunction(node.name)}\left(${argument}\right)`;
      return { text, level: level.power };
    }
    case "extreme": {
      const name = node.name === "maximum" ? String.raw`\max` : String.raw`\min`;
      const text = String.raw`${name}\left(${whole(node.argument)}, ${latexOfNumber(node.bound)}\right)`;
      return { text, level: level.power };
    }
    case "transpose":
      return {
        text: String.raw`${atLeast(node.argument, level.atom)}^{\mathsf{T}}`,
        level: level.power,
      };
    case "sum":
    case "mean":
      return writeReduction(node, whole(node.argument));
    case "trace":
      return { text: String.raw`\operatorname{tr}\left(${whole(node.argument)}\right)`, level: level.power };
  }
}

function writeProduct({ kind, left, right }: BinaryNode, isNumber: IsNumber): Piece {
  const v = write(right, isNumber);
  const scaled = kind === "multiply" && isNumber(left) && right.kind !== "number";
  const matrices = kind === "multiply" && !isNumber(left) && !isNumber(right);
  // A number in front of a name or a bracket needs no sign between; in front of a digit it does.
  const between = scaled && !/^[\d-]/.test(v.text) ? SCALE : String.raw` \cdot `;
  const sign = matrices ? String.raw` \ast ` : between;
  // A minus in front of the first factor stands in front of all of them.
  const minus = left.kind === "negative" ? "-" : "";
  const u = write(left.kind === "negative" ? left.argument : left, isNumber);
  const text = minus + inProduct(u, sign) + sign + inProduct(v, sign, true);
  return { text, level: level.product, sign };
}

/** A factor: a product of another kind stands in brackets, and so does any on the right; a number in front does not. */
function inProduct(piece: Piece, sign: string, right = false): string {
  const mixed = piece.sign !== undefined && piece.sign !== sign && piece.sign !== SCALE;
  return bracket(
    piece,
    mixed || (right && piece.sign !== undefined) ? level.fraction : level.product,
    !right,
  );
}

function writeReduction({ kind, axis, keepdims }: ReductionNode, argument: string): Piece {
  const along = axis === null ? "" : `_{\\text{${axis === 0 ? "rows" : "columns"}}}`;
  const name = kind === "sum" ? String.raw`\textstyle\sum` : String.raw`\operatorname{mean}`;
  // A sum along the columns is a column only where its axis is kept.
  const turned = axis === 1 && !keepdims ? String.raw`^{\mathsf{T}}` : "";
  return { text: String.raw`${name}${along}\left(${argument}\right)${turned}`, level: level.power };
}

function writeNumber(value: number): Piece {
  const text = latexOfNumber(value);
  if (value < 0) return { text, level: level.sum };
  if (text.includes("cdot")) return { text, level: level.product, sign: String.raw` \cdot ` };
  return { text, level: text.includes("^") ? level.power : level.atom };
}

/** In brackets where it binds more loosely, or where its minus would stand behind another sign. */
function bracket(piece: Piece, least: Level, first = false): string {
  const loose = piece.level < least || (!first && piece.text.startsWith("-"));
  return loose ? String.raw`\left(${piece.text}\right)` : piece.text;
}
