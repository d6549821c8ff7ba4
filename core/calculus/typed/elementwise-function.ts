import { derivativeOf } from "../../formula/derivative.ts";
import { number, x, type Expression } from "../../formula/expression.ts";
import { knownFunctions } from "../../formula/known-functions.ts";
import { parseFormula } from "../../formula/parse-formula.ts";
import { compileProgram } from "../../formula/program.ts";
import { kinksOf } from "../../formula/singular-points.ts";
import { writeNumpy } from "../../formula/write-code.ts";
import { writeLatex } from "../../formula/write-latex.ts";
import { isFreeFunction, type ElementwiseNode } from "./typed-expression.ts";

/** A function of one number that acts on each element of a matrix, and its derivative. */
export interface ElementwiseFunction {
  readonly name: string;
  readonly value: (x: number) => number;
  readonly derivative: (x: number) => number;
  /** f(u) and f′(u) for the LaTeX of u, which may be a sum or anything else. */
  readonly latex: Spelling;
  /** f(u) and f′(u) in Python with `np` defined, for the text of u. */
  readonly numpy: Spelling;
  /** Where f or f′ jumps, ascending. */
  readonly kinks: readonly number[];
  /** Whether some numbers have no f(x), as the negative ones have no logarithm. */
  readonly partial: boolean;
}

interface Spelling {
  readonly value: (u: string) => string;
  readonly derivative: (u: string) => string;
}

/** What cannot stand in a text, put in place of u until the text around it is known. */
const SLOT = "\ue000";

interface Composed {
  /** As a formula in x that neither overflows nor loses digits. */
  readonly formula: string;
  /** As a formula in x that people write down. */
  readonly written: string;
  readonly latex: (u: string) => string;
  readonly kinks: readonly number[];
}

/** The functions with a name that an expression may use beside those of formulas. */
const composed: Readonly<Record<string, Composed>> = {
  sigmoid: {
    // Two halves, with the same slope where they meet.
    formula: "where(x < 0, exp(x)/(1 + exp(x)), 1/(1 + exp(-x)))",
    written: "1/(1 + exp(-x))",
    latex: (u) => String.raw`\sigma\left(${u}\right)`,
    kinks: [],
  },
  softplus: {
    formula: "where(x < 0, log1p(exp(x)), x + log1p(exp(-x)))",
    written: "log1p(exp(x))",
    latex: (u) => String.raw`\operatorname{softplus}\left(${u}\right)`,
    kinks: [],
  },
  relu: {
    formula: "maximum(x, 0)",
    written: "maximum(x, 0)",
    latex: (u) => String.raw`\operatorname{relu}\left(${u}\right)`,
    kinks: [0],
  },
};

/** The functions that every expression knows. */
export const builtInFunctions: ReadonlyMap<string, ElementwiseFunction> = new Map([
  ...Object.entries(knownFunctions).map(([name, known]): [string, ElementwiseFunction] => {
    const one = fromFormula(name, readFormula(`${name}(x)`));
    return [name, { ...one, latex: { ...one.latex, value: known.latex }, partial: known.domain !== null }];
  }),
  ...Object.entries(composed).map(
    ([name, { formula, written, latex, kinks }]): [string, ElementwiseFunction] => {
      const { latex: spelled, numpy } = fromFormula(name, readFormula(written));
      const one = fromFormula(name, readFormula(formula));
      return [name, { ...one, numpy, latex: { ...spelled, value: latex }, kinks }];
    },
  ),
]);

/** The built-in functions that NumPy has too, and under the same name. */
export function isNumpyFunction(name: string): boolean {
  return Object.hasOwn(knownFunctions, name);
}

/**
 * The function that a node applies to each element.
 *
 * @throws Error if it is a free one and `free` does not give its meaning.
 */
export function functionOf(
  node: ElementwiseNode,
  free: ReadonlyMap<string, ElementwiseFunction>,
): ElementwiseFunction {
  if (node.kind === "call") {
    const found = isFreeFunction(node.name) ? free.get(node.name) : builtInFunctions.get(node.name);
    if (found === undefined) throw new Error(`no meaning is given for the function ${node.name}`);
    return found;
  }
  let found = made.get(node);
  if (found === undefined) {
    found = node.kind === "power" ? powerFunction(node.exponent) : extremeFunction(node.name, node.bound);
    made.set(node, found);
  }
  return found;
}

/** The functions with a number in them that were made for a node. */
const made = new WeakMap<ElementwiseNode, ElementwiseFunction>();

function powerFunction(exponent: number): ElementwiseFunction {
  const expression: Expression = { kind: "operation", operator: "**", left: x, right: number(exponent) };
  return { ...fromFormula("power", expression), partial: !Number.isInteger(exponent) || exponent < 0 };
}

function extremeFunction(name: "maximum" | "minimum", bound: number): ElementwiseFunction {
  return fromFormula(name, { kind: "extreme", name, left: x, right: number(bound) });
}

function fromFormula(name: string, expression: Expression): ElementwiseFunction {
  const slope = derivativeOf(expression);
  return {
    name,
    value: ofOneNumber(expression),
    derivative: ofOneNumber(slope),
    latex: {
      value: (u) => fillLatex(writeLatex(expression, SLOT), u),
      derivative: (u) => fillLatex(writeLatex(slope, SLOT), u),
    },
    numpy: {
      value: (u) => fillNumpy(writeNumpy(expression, SLOT), u),
      derivative: (u) => fillNumpy(writeNumpy(slope, SLOT), u),
    },
    kinks: kinksOf(expression),
    partial: false,
  };
}

function ofOneNumber(expression: Expression): (x: number) => number {
  const program = compileProgram(expression);
  const cell = new Float64Array(1);
  return (value) => {
    cell[0] = value;
    program.run(cell, cell, 1);
    return cell[0];
  };
}

function readFormula(text: string): Expression {
  const parsed = parseFormula(text);
  if (!parsed.ok) throw new Error(`internal: ${text}: ${parsed.problem.message}`);
  return parsed.expression;
}

/** u in place of every slot, in brackets where the text around the slot does not bracket it. */
function fillNumpy(text: string, u: string): string {
  const bracketed = /^[\w.]+$/.test(u) ? u : `(${u})`;
  return text
    .replaceAll(`(${SLOT})`, () => `(${u})`)
    .replaceAll(`(${SLOT}, `, () => `(${u}, `)
    .replaceAll(SLOT, () => bracketed);
}

function fillLatex(text: string, u: string): string {
  const bracketed = /^(\\?[A-Za-z]+|[\d.]+)$/.test(u) ? u : String.raw`\left(${u}\right)`;
  return text
    .replaceAll(String.raw`\left(${SLOT}\right)`, () => String.raw`\left(${u}\right)`)
    .replaceAll(`{${SLOT}}`, () => `{${u}}`)
    .replaceAll(SLOT, () => bracketed);
}
