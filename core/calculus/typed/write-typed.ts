import { constants } from "../../formula/expression.ts";
import { functionOf, isNumpyFunction, type ElementwiseFunction } from "./elementwise-function.ts";
import type { BinaryKind, CallNode, TypedExpression } from "./typed-expression.ts";

/** How tightly a piece of Python binds; a looser one stands in brackets. */
const level = { sum: 1, product: 2, sign: 3, power: 4, atom: 5 } as const;
type Level = (typeof level)[keyof typeof level];

interface Piece {
  readonly text: string;
  readonly level: Level;
}

type WriteCall = (node: CallNode, argument: string) => string;

interface Manner {
  readonly call: WriteCall;
  readonly keep: (node: TypedExpression) => string | null;
}

/**
 * As a person types it in NumPy's spelling, with no more brackets than it needs:
 * `np.sum((Y - f(X @ W1))**2)`. A node that `keep` gives a text for is written as that text.
 */
export function writeTyped(
  expression: TypedExpression,
  keep: (node: TypedExpression) => string | null = () => null,
): string {
  const call: WriteCall = ({ name }, u) => `${isNumpyFunction(name) ? "np." : ""}${name}(${u})`;
  return write(expression, { call, keep }).text;
}

/**
 * Python that runs with nothing but `np` and the names defined: functions that NumPy does not have are
 * written out.
 *
 * @throws Error if a free function stands in it and `free` does not give its meaning.
 */
export function writeRunnable(
  expression: TypedExpression,
  free: ReadonlyMap<string, ElementwiseFunction> = new Map(),
): string {
  const call: WriteCall = (node, u) => {
    if (isNumpyFunction(node.name)) return `np.${node.name}(${u})`;
    const text = functionOf(node, free).numpy.value(u);
    return /^np\.\w+\([^()]*\)$/.test(text) ? text : `(${text})`;
  };
  return write(expression, { call, keep: () => null }).text;
}

const binaries: Readonly<Record<BinaryKind, { sign: string; own: Level; right: Level }>> = {
  add: { sign: " + ", own: level.sum, right: level.product },
  subtract: { sign: " - ", own: level.sum, right: level.product },
  multiply: { sign: " * ", own: level.product, right: level.sign },
  divide: { sign: " / ", own: level.product, right: level.sign },
  product: { sign: " @ ", own: level.product, right: level.sign },
};

/** How tightly a node binds, written with its operator. */
function levelOf(node: TypedExpression): Level {
  if (node.kind === "negative") return level.sign;
  if (node.kind === "power") return level.power;
  return "left" in node ? binaries[node.kind].own : level.atom;
}

function write(expression: TypedExpression, manner: Manner): Piece {
  const kept = manner.keep(expression);
  if (kept !== null) return { text: kept, level: levelOf(expression) };
  const whole = (one: TypedExpression): string => write(one, manner).text;
  const atLeast = (one: TypedExpression, least: Level): string => {
    const piece = write(one, manner);
    return piece.level < least ? `(${piece.text})` : piece.text;
  };
  const atom = (text: string): Piece => ({ text, level: level.atom });
  switch (expression.kind) {
    case "number":
      return writeNumber(expression.value);
    case "name":
      return atom(expression.name);
    case "negative":
      return { text: `-${atLeast(expression.argument, level.sign)}`, level: level.sign };
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
    case "product": {
      const { sign, own, right } = binaries[expression.kind];
      return { text: atLeast(expression.left, own) + sign + atLeast(expression.right, right), level: own };
    }
    case "power": {
      const text = `${atLeast(expression.argument, level.atom)}**${writeNumber(expression.exponent).text}`;
      return { text, level: level.power };
    }
    case "call":
      return atom(manner.call(expression, whole(expression.argument)));
    case "extreme":
      return atom(
        `np.${expression.name}(${whole(expression.argument)}, ${writeNumber(expression.bound).text})`,
      );
    case "transpose": {
      // 2.T would be the number 2. and a T.
      const digits = expression.argument.kind === "number";
      const inner = digits ? `(${whole(expression.argument)})` : atLeast(expression.argument, level.atom);
      return atom(`${inner}.T`);
    }
    case "sum":
    case "mean": {
      const axis = expression.axis === null ? "" : `, axis=${expression.axis}`;
      const keepdims = expression.keepdims ? ", keepdims=True" : "";
      return atom(`np.${expression.kind}(${whole(expression.argument)}${axis}${keepdims})`);
    }
    case "trace":
      return atom(`np.trace(${whole(expression.argument)})`);
  }
}

function writeNumber(value: number): Piece {
  if (value === constants.pi) return { text: "np.pi", level: level.atom };
  if (value === constants.e) return { text: "np.e", level: level.atom };
  const negative = value < 0 || Object.is(value, -0);
  return { text: negative ? `-${-value}` : String(value), level: negative ? level.sign : level.atom };
}
