import type { SyntaxNode } from "@lezer/common";
import { shorten } from "./check-text.ts";
import { foldNumber } from "./fold-number.ts";
import { isNumpy, labCalls, methods, numpyCalls, type CallName } from "./known-words.ts";
import type { TypedReader } from "./parse-typed.ts";
import { complainMethod, complainUnknown } from "./unknown-call.ts";
import { argumentsOf, childrenOf, type CallArguments } from "./syntax-nodes.ts";
import { isFreeFunction, type Axis, type Place, type TypedExpression } from "./typed-expression.ts";
import { fixAt } from "./typed-problem.ts";

/** A call as it is typed: what is called, and with what. */
interface Call extends CallArguments {
  readonly node: SyntaxNode;
  readonly callee: SyntaxNode;
  /** As messages name it: `np.sum`, `.sum` for a method, `sigmoid`. */
  readonly shown: string;
  /** What a method is called on: its first argument. */
  readonly object: SyntaxNode | null;
  readonly depth: number;
}

/** Reads `f(u)`, `np.sum(u, axis=0)` or `u.dot(v)`; null, and problems noted, where it is none of these. */
export function readCall(reader: TypedReader, node: SyntaxNode, depth: number): TypedExpression | null {
  const [callee, list] = childrenOf(node);
  const given = argumentsOf(list);
  const call = { node, callee, object: null, depth, ...given };
  if (callee.name === "VariableName") {
    const name = reader.word(callee);
    if (isFreeFunction(name) || labCalls.has(name))
      return readElementwise(reader, { ...call, shown: name }, name);
    const known = numpyCalls.get(name);
    if (known === undefined) return complainUnknown(reader, call, name);
    return readKnown(reader, { ...call, shown: name }, name, known);
  }
  if (callee.name !== "MemberExpression") {
    return reader.complain(callee, "name-called", { name: shorten(reader.word(callee)) });
  }
  const [object, , property] = childrenOf(callee);
  const name = reader.word(property);
  const linalg = object.name === "MemberExpression" && /^(np|numpy)\.linalg$/.test(reader.word(object));
  if (linalg && name === "norm") return readKnown(reader, { ...call, shown: "np.linalg.norm" }, name, "norm");
  if (object.name === "VariableName" && isNumpy(reader.word(object))) {
    const known = numpyCalls.get(name);
    if (known === undefined) return complainUnknown(reader, call, name);
    return readKnown(reader, { ...call, shown: `np.${name}` }, name, known);
  }
  const known = methods.has(name) ? numpyCalls.get(name) : undefined;
  if (known !== undefined) return readKnown(reader, { ...call, object, shown: `.${name}` }, name, known);
  return complainMethod(reader, call, object, property);
}

function readKnown(reader: TypedReader, call: Call, name: string, known: CallName): TypedExpression | null {
  const { node, depth } = call;
  switch (known) {
    case "elementwise":
      return readElementwise(reader, call, name === "absolute" ? "abs" : name);
    case "sum":
    case "mean":
      return readReduction(reader, call, known);
    case "trace":
    case "transpose":
    case "negative": {
      const [argument] = readArguments(reader, call, 1) ?? [];
      return argument ? { ...reader.place(node), kind: known, argument } : null;
    }
    case "norm": {
      const [argument] = readArguments(reader, call, 1) ?? [];
      return argument ? normOf(reader.place(node), argument) : null;
    }
    case "square":
    case "reciprocal": {
      const [argument] = readArguments(reader, call, 1) ?? [];
      const exponent = known === "square" ? 2 : -1;
      return argument ? { ...reader.place(node), kind: "power", argument, exponent } : null;
    }
    case "power": {
      const [left, right] = readArguments(reader, call, 2) ?? [];
      return left && right ? reader.raise(node, left, right) : null;
    }
    case "extreme": {
      const [left, right] = readArguments(reader, call, 2) ?? [];
      return left && right ? readExtreme(reader, node, name, [left, right]) : null;
    }
    default: {
      const [left, right] = readArguments(reader, { ...call, depth }, 2) ?? [];
      return left && right ? { ...reader.place(node), kind: known, left, right } : null;
    }
  }
}

/** `np.linalg.norm(u)` is the root of the sum of squares, of a matrix, too (Frobenius). */
function normOf(place: Place, argument: TypedExpression): TypedExpression {
  const squares: TypedExpression = { ...place, kind: "power", argument, exponent: 2 };
  const sum: TypedExpression = { ...place, kind: "sum", argument: squares, axis: null, keepdims: false };
  return { ...place, kind: "call", name: "sqrt", argument: sum };
}

function readElementwise(reader: TypedReader, call: Call, name: string): TypedExpression | null {
  const [argument] = readArguments(reader, call, 1) ?? [];
  return argument ? { ...reader.place(call.node), kind: "call", name, argument } : null;
}

/** `np.maximum(u, 0)` or `np.maximum(0, u)`. */
function readExtreme(
  reader: TypedReader,
  node: SyntaxNode,
  name: string,
  [left, right]: readonly [TypedExpression, TypedExpression],
): TypedExpression | null {
  const [argument, bound] = foldNumber(right) === null ? [right, left] : [left, right];
  const value = foldNumber(bound);
  if (value === null || !Number.isFinite(value)) {
    const [first, second] = [left, right].map((one) => shorten(reader.text.slice(one.from, one.to)));
    return reader.complain(node, "bound", { name: `np.${name}`, left: first, right: second });
  }
  const which = name === "minimum" ? "minimum" : "maximum";
  return { ...reader.place(node), kind: "extreme", name: which, argument, bound: value };
}

function readReduction(reader: TypedReader, call: Call, kind: "sum" | "mean"): TypedExpression | null {
  const count = call.placed.length + (call.object === null ? 0 : 1);
  const named = new Map<string, SyntaxNode>();
  for (const { name, value } of call.named) {
    const word = reader.word(name);
    if ((word !== "axis" && word !== "keepdims") || named.has(word))
      return complainArgument(reader, call, name);
    named.set(word, value);
  }
  if (count < 1 || count > 2 || (count === 2 && named.has("axis")))
    return complainCount(reader, call, 1, count);
  const first = call.object ?? call.placed[0];
  const argument = reader.read(first, call.depth + 1);
  const axisNode = count === 2 ? call.placed[call.placed.length - 1] : named.get("axis");
  const axis = axisNode === undefined ? null : readChoice(reader, axisNode, "axis", axes);
  const keepdimsNode = named.get("keepdims");
  const keepdims = keepdimsNode === undefined ? false : readChoice(reader, keepdimsNode, "keepdims", truths);
  if (argument === null || axis === undefined || keepdims === undefined) return null;
  return { ...reader.place(call.node), kind, argument, axis, keepdims };
}

/** The last axis is the columns', as of a matrix; a vector says so where its shape is checked. */
const axes: ReadonlyMap<string, Axis | null> = new Map<string, Axis | null>([
  ["0", 0],
  ["1", 1],
  ["None", null],
  ["-1", 1],
  ["-2", 0],
]);

const truths: ReadonlyMap<string, boolean> = new Map([
  ["True", true],
  ["False", false],
]);

/** One of a few words; undefined, and a problem noted, where another stands there. */
function readChoice<Value>(
  reader: TypedReader,
  node: SyntaxNode,
  argument: string,
  choices: ReadonlyMap<string, Value>,
): Value | undefined {
  const word = reader.word(node);
  const value = choices.get(word);
  if (value !== undefined) return value;
  const words = [...choices.keys()].filter((one) => !one.startsWith("-"));
  const want = `${words.slice(0, -1).join(", ")} or ${words[words.length - 1]}`;
  const place = reader.place(node);
  const likely: Readonly<Record<string, string>> = {
    true: "True",
    false: "False",
    1: "True",
    0: "False",
  };
  const better = Object.hasOwn(likely, word) ? likely[word] : null;
  const fixes = better !== null && choices.has(better) ? [fixAt(reader.text, place, better)] : [];
  reader.complain(node, "argument-value", { argument, want, got: shorten(word) }, { fixes });
  return undefined;
}

/** The arguments of a call that takes just so many by their place; null, and a problem noted, if it has others. */
function readArguments(
  reader: TypedReader,
  call: Call,
  want: number,
): readonly (TypedExpression | null)[] | null {
  const [named] = call.named;
  if (named !== undefined) return complainArgument(reader, call, named.name);
  const nodes = call.object === null ? call.placed : [call.object, ...call.placed];
  const read = nodes.map((one) => reader.read(one, call.depth + 1));
  return nodes.length === want ? read : complainCount(reader, call, want, nodes.length);
}

function complainArgument(reader: TypedReader, call: Call, name: SyntaxNode): null {
  const values = { name: call.shown, argument: shorten(reader.word(name)) };
  return reader.complain(name, "argument-name", values, { advice: adviceFor(call) });
}

function complainCount(reader: TypedReader, call: Call, want: number, got: number): null {
  // What a method is called on does not look like an argument to the person who types it.
  const own = call.object === null ? 0 : 1;
  const values = { name: call.shown, want: want - own, got: got - own };
  return reader.complain(call.callee, "argument-count", values, { advice: adviceFor(call) });
}

/** What to write where a call has arguments that are not known. */
function adviceFor({ shown }: Call): string | null {
  if (shown !== "np.linalg.norm") return null;
  return "write np.sum(np.abs(u)) for the 1-norm; without ord it is the root of the sum of squares";
}
