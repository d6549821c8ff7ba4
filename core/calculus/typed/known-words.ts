import { editDistance } from "../../formula/edit-distance.ts";
import { knownFunctions } from "../../formula/known-functions.ts";
import { isFreeFunction } from "./typed-expression.ts";

/** What a call of this name is read as; the rest of NumPy is not known. */
export type CallName =
  ElementwiseName | "product" | "transpose" | "trace" | "sum" | "mean" | Arithmetic | "extreme";
export type Arithmetic =
  "add" | "subtract" | "multiply" | "divide" | "negative" | "square" | "reciprocal" | "power";
type ElementwiseName = "elementwise";

/** Every function that NumPy has and expressions know, by its NumPy names. */
export const numpyCalls: ReadonlyMap<string, CallName> = new Map<string, CallName>([
  ...Object.keys(knownFunctions).map((name): [string, CallName] => [name, "elementwise"]),
  ["absolute", "elementwise"],
  ["dot", "product"],
  ["matmul", "product"],
  ["transpose", "transpose"],
  ["trace", "trace"],
  ["sum", "sum"],
  ["mean", "mean"],
  ["maximum", "extreme"],
  ["minimum", "extreme"],
  ["add", "add"],
  ["subtract", "subtract"],
  ["multiply", "multiply"],
  ["divide", "divide"],
  ["negative", "negative"],
  ["square", "square"],
  ["reciprocal", "reciprocal"],
  ["power", "power"],
]);

/** The functions that the lab knows and NumPy does not. */
export const labCalls: ReadonlySet<string> = new Set(["sigmoid", "relu", "softplus"]);

/** The methods of an expression: `u.sum(axis=0)`. */
export const methods: ReadonlySet<string> = new Set(["dot", "transpose", "trace", "sum", "mean"]);

/** What stands for a function that is known by another name, or not at all. */
export const otherNames: ReadonlyMap<string, string> = new Map([
  ["ln", "np.log"],
  ["logarithm", "np.log"],
  ["atan", "np.arctan"],
  ["pow", "np.power"],
  ["max", "np.maximum"],
  ["min", "np.minimum"],
  ["average", "np.mean"],
  ["tr", "np.trace"],
  ["σ", "sigmoid"],
  ["logistic", "sigmoid"],
  ["mult", "np.multiply"],
  ["mul", "np.multiply"],
  ["sub", "np.subtract"],
  ["div", "np.divide"],
  ["fabs", "np.abs"],
]);

/** How to write what expressions have no function for, with {u} for its argument. */
export const waysAround: ReadonlyMap<string, string> = new Map([
  ["softmax", "np.exp({u}) / np.sum(np.exp({u}), axis=1, keepdims=True)"],
  ["norm", "np.sqrt(np.sum(({u})**2))"],
  ["std", "np.sqrt(np.mean((({u}) - np.mean({u}))**2))"],
  ["var", "np.mean((({u}) - np.mean({u}))**2)"],
  ["log2", "np.log({u}) / np.log(2)"],
  ["log10", "np.log({u}) / np.log(10)"],
  ["exp2", "np.exp(({u}) * np.log(2))"],
  ["cbrt", "({u})**(1/3)"],
]);

/** Every function's name as it is written, for "did you mean". */
export const functionSpellings: readonly string[] = [
  ...[...numpyCalls.keys()].map((name) => `np.${name}`),
  ...labCalls,
];

/**
 * The word nearest to this one by a letter or two put in, left out, changed or swapped, upper and lower case
 * the same; null where none is. What stands before a dot is not compared.
 */
export function nearestWord(word: string, words: Iterable<string>): string | null {
  const lower = word.toLowerCase();
  let nearest: string | null = null;
  let least = Infinity;
  for (const candidate of words) {
    const known = candidate.slice(candidate.lastIndexOf(".") + 1).toLowerCase();
    // In a short word, two changes leave nothing of it.
    const allowed = known.length > 4 ? 2 : known.length > 1 ? 1 : 0;
    if (Math.abs(known.length - lower.length) > allowed) continue;
    const distance = editDistance(lower, known);
    if (distance <= allowed && distance < least) {
      least = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

/** Whether this is how people call NumPy. */
export function isNumpy(name: string): boolean {
  return name === "np" || name === "numpy";
}

/** Whether this name always means a function, with `np.` left out. */
export function isFunctionName(name: string): boolean {
  return isFreeFunction(name) || labCalls.has(name) || numpyCalls.has(name);
}
