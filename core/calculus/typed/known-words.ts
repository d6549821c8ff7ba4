import { editDistance } from "../../formula/edit-distance.ts";
import { knownFunctions } from "../../formula/known-functions.ts";
import { isFreeFunction } from "./typed-expression.ts";

/** What a call of this name is read as; the rest of NumPy is not known. */
export type CallName =
  ElementwiseName | "product" | "transpose" | "trace" | "sum" | "mean" | "norm" | Arithmetic | "extreme";
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

/** How to write what expressions have no function for, with {u}, {v}, {w} for its arguments. */
export const waysAround: ReadonlyMap<string, string> = new Map([
  ["softmax", "np.exp({u}) / np.sum(np.exp({u}), axis=1, keepdims=True)"],
  ["logsumexp", "np.log(np.sum(np.exp({u})))"],
  ["norm", "np.sqrt(np.sum(({u})**2))"],
  ["std", "np.sqrt(np.mean((({u}) - np.mean({u}))**2))"],
  ["var", "np.mean((({u}) - np.mean({u}))**2)"],
  ["prod", "np.exp(np.sum(np.log({u})))"],
  ["log2", "np.log({u}) / np.log(2)"],
  ["log10", "np.log({u}) / np.log(10)"],
  ["exp2", "np.exp(({u}) * np.log(2))"],
  ["cbrt", "({u})**(1/3)"],
  ["max", "np.maximum({u}, {v})"],
  ["min", "np.minimum({u}, {v})"],
  ["amax", "np.maximum({u}, {v})"],
  ["amin", "np.minimum({u}, {v})"],
  ["clip", "np.minimum(np.maximum({u}, {v}), {w})"],
  ["outer", "({u}) @ ({v}).T"],
  ["inner", "np.dot({u}, {v})"],
  ["vdot", "np.dot({u}, {v})"],
  ["swapaxes", "({u}).T"],
]);

/** Why there is no such function, and what may be typed instead. */
export const notHere: ReadonlyMap<string, string> = new Map([
  ...["inv", "pinv", "solve"].map((name): [string, string] => [
    name,
    "there is no rule for inverses here; write a letter for the inverse, B, and derive by that",
  ]),
  ...["det", "slogdet"].map((name): [string, string] => [name, "there is no rule for determinants here"]),
  ...["eye", "identity", "ones", "zeros", "ones_like", "zeros_like", "array", "full", "arange"].map(
    (name): [string, string] => [
      name,
      "matrices of constants cannot be typed; write a letter for it and leave out its derivative",
    ],
  ),
  ...["diag", "diagonal"].map((name): [string, string] => [
    name,
    "there are no diagonals here; multiply with an identity matrix of your own, A * I",
  ]),
  ...["max", "min", "amax", "amin", "argmax", "argmin", "sort", "median"].map((name): [string, string] => [
    name,
    "which element is picked has no derivative; np.maximum(u, 0) compares with a number, np.log(np.sum(np.exp(u))) is a smooth maximum",
  ]),
  ["where", "conditions have no derivative; write np.maximum(u, 0), relu(u) or np.abs(u)"],
  ["heaviside", "a step has no slope; write sigmoid(u)"],
  ["einsum", "write the product with @, *, .T, np.sum and np.trace"],
  ["tensordot", "write the product with @, *, .T, np.sum and np.trace"],
  ["kron", "only products that are matrices of two axes are known: @, * and .T"],
  ["cumsum", "sums over a part of an axis cannot be typed; np.sum(u, axis=0) adds up all of it"],
  ["reshape", "shapes are kept as they are; only .T turns a matrix"],
  ["ravel", "shapes are kept as they are; only .T turns a matrix"],
  ["flatten", "shapes are kept as they are; only .T turns a matrix"],
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
