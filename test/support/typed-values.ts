import { readFileSync } from "node:fs";
import {
  builtInFunctions,
  type ElementwiseFunction,
} from "../../core/calculus/typed/elementwise-function.ts";
import { parseTyped } from "../../core/calculus/typed/parse-typed.ts";
import type { TypedExpression } from "../../core/calculus/typed/typed-expression.ts";
import { Matrix } from "../../core/matrix/matrix.ts";

/** Expressions with what NumPy says of them, by test/parity/typed.py. */
export interface TypedFigures {
  readonly names: Readonly<Record<string, number[][]>>;
  readonly cases: readonly { text: string; shape: number[]; value: unknown }[];
  readonly errors: readonly { text: string; message: string }[];
  readonly smallNames: Readonly<Record<string, number[][]>>;
  readonly random: readonly (
    { text: string; fits: true; shape: number[]; sum: number; size: number } | { text: string; fits: false }
  )[];
}

export const typedFigures = JSON.parse(
  readFileSync(new URL("../fixtures/typed.json", import.meta.url), "utf8"),
) as TypedFigures;

/** The matrices of the figures by their names. */
export function matricesOf(names: Readonly<Record<string, number[][]>>): Map<string, Matrix> {
  return new Map(Object.entries(names).map(([name, rows]) => [name, Matrix.from(rows)]));
}

/** What f, f1, f2 and g stand for in the figures: x², tanh, x³ and sin. */
export const freeFunctions: ReadonlyMap<string, ElementwiseFunction> = new Map([
  ["f", powerOf(2)],
  ["f1", builtIn("tanh")],
  ["f2", powerOf(3)],
  ["g", builtIn("sin")],
]);

function powerOf(n: number): ElementwiseFunction {
  return {
    name: `power ${n}`,
    value: (x) => x ** n,
    derivative: (x) => n * x ** (n - 1),
    latex: { value: (u) => `(${u})^{${n}}`, derivative: (u) => `${n} (${u})^{${n - 1}}` },
    numpy: { value: (u) => `(${u})**${n}`, derivative: (u) => `${n} * (${u})**${n - 1}` },
    kinks: [],
    partial: false,
  };
}

function builtIn(name: string): ElementwiseFunction {
  const found = builtInFunctions.get(name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
}

/** The expression that a text is read as. */
export function readTyped(text: string): TypedExpression {
  const parsed = parseTyped(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.problems[0].message}`);
  return parsed.expression;
}
