import type { Place } from "./typed-expression.ts";

/** What is wrong with a typed expression, and where: data for a message in any language. */
export interface TypedProblem extends Place {
  /** The line of `from`, counted from 1. */
  readonly line: number;
  /** The character of `from` in its line, counted from 1. */
  readonly column: number;
  /** Stable name of the kind of problem; translations key on it. */
  readonly code: TypedProblemCode;
  /** What the message is filled with, and `advice`'s subject under `suggestion` where it has one. */
  readonly values: Readonly<Record<string, string | number>>;
  /** The message in English, without the place. */
  readonly message: string;
  /** What to do, in English, or null where nothing better than the message is known. */
  readonly advice: string | null;
  /** Whole texts without this mistake, the likeliest first. */
  readonly fixes: readonly Fix[];
}

/** A corrected text: `label` is what is written in place of the mistake. */
export interface Fix {
  readonly label: string;
  readonly text: string;
}

export type TypedProblemCode = keyof typeof messages;

/** The messages in English; what stands in braces is filled in from the problem's values. */
const messages = {
  empty: "nothing is written here yet",
  "too-long": "an expression has at most {most} characters, this one {length}",
  "too-deep": "at most {most} operations and brackets may stand in each other",
  character: "{character} cannot stand in an expression",
  statement: "{word} makes this a statement of Python; only an expression is read",
  assignment: "= gives a name to something; only an expression is read",
  syntax: "{what} cannot stand in an expression",
  lines: "only one expression is read, on one line or inside brackets",
  comma: "a comma separates arguments only inside a function's brackets",
  operator: "the operator {operator} is not known here",
  "operator-missing": "an operator is missing before {word}",
  "operand-missing": "something is missing before {word}",
  "ends-early": "something is missing at the end",
  unclosed: "this {bracket} is never closed",
  unopened: "no bracket is open for this {bracket}",
  unreadable: "{word} cannot be read here",
  number: "{word} is no finite decimal number",
  "function-unknown": "there is no function {name}",
  "function-uncalled": "{name} is a function: its argument is missing",
  "name-unknown": "nothing here is called {name}",
  "name-called": "{name} is no function that could be called",
  attribute: "there is no .{name} of an expression",
  "argument-count": "the number of arguments of {name} is {want}, not {got}",
  "argument-name": "{name} has no argument {argument}",
  "argument-value": "{argument} must be {want}, not {got}",
  exponent: "an exponent must be a constant number, {exponent} is not",
  bound: "{name} compares with a constant number here: neither {left} nor {right} is one",
  "not-aligned":
    "{left} @ {right}: shapes {leftShape} and {rightShape} not aligned: {inner} (dim {innerDim}) != {outer} (dim {outerDim})",
  "scalar-product": "{left} @ {right}: shapes {leftShape} and {rightShape}: @ takes no single number",
  "not-broadcast":
    "{left} {operator} {right}: operands could not be broadcast together with shapes {leftShape} {rightShape}",
  "not-square": "the trace of {operand}: shape {shape} is not square",
  axis: "{operand}: axis {axis} is out of bounds for array of dimension {dimensions}",
} as const;

/** A problem of this kind at this place of the text. */
export function problemAt(
  text: string,
  place: Place,
  code: TypedProblemCode,
  values: Readonly<Record<string, string | number>> = {},
  help: { readonly advice?: string | null; readonly fixes?: readonly Fix[] } = {},
): TypedProblem {
  const before = text.slice(0, place.from);
  const lineStart = before.lastIndexOf("\n") + 1;
  return {
    from: place.from,
    to: place.to,
    line: before.split("\n").length,
    column: place.from - lineStart + 1,
    code,
    values,
    message: writeMessage(code, values),
    advice: help.advice ?? null,
    fixes: help.fixes ?? [],
  };
}

/** The message of a kind of problem in English, filled with its values. */
export function writeMessage(
  code: TypedProblemCode,
  values: Readonly<Record<string, string | number>>,
): string {
  return messages[code].replace(/\{(\w+)\}/g, (_, key: string) => String(values[key]));
}

/** The text with something else written at this place. */
export function replaceAt(text: string, place: Place, replacement: string): string {
  return text.slice(0, place.from) + replacement + text.slice(place.to);
}

/** The fix that writes `label` at this place. */
export function fixAt(text: string, place: Place, label: string): Fix {
  return { label, text: replaceAt(text, place, label) };
}
