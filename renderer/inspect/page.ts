import type { Place } from "../chain/place.ts";

/** One row of factors of a sum. */
export interface Side {
  /** How its numbers are called, with the counter in its place: `X[i,1]`. */
  readonly head: string;
  readonly values: Float64Array;
  /** Where the number of a term stands; null where it stands nowhere. */
  readonly place: (index: number) => Place | null;
  /** Whether its numbers can be looked into. */
  readonly opens: boolean;
}

/** What is done with a sum after it is added up, line by line. */
export interface After {
  readonly kind: "constant" | "penalty" | "bias" | "slope" | "rest" | "output";
  /** How the number is called or written: `2/40`, `b1[2]`, `f1′(A[4,2])`. */
  readonly label: string;
  readonly place: Place | null;
  readonly amount: number;
  /** What has become of the sum then. */
  readonly result: number;
}

/** How well a sum comes to the number that is shown: to the bit, up to rounding, or not at all. */
export type Agreement = "exact" | "close" | "different";

/** A number that is a sum, of products or of single numbers, and what became of it. */
export interface SumPage {
  readonly kind: "sum";
  readonly what: "product" | "gradient" | "bias-gradient" | "descent" | "softmax-descent";
  readonly value: number;
  /** The whole of it with names: `= 2 · Σ X[i,1]·D1[i,2]`. */
  readonly formula: string;
  readonly counter: string;
  readonly left: Side | null;
  readonly right: Side;
  /** The sum of a term and all before it. */
  readonly running: Float64Array;
  readonly after: readonly After[];
  /** What all of it comes to. */
  readonly result: number;
  readonly agreement: Agreement;
}

/** A number that is spelled in a few lines. */
export interface FormulaPage {
  readonly kind: "formula";
  readonly what:
    "activation" | "difference" | "weight" | "weight-memory" | "weight-batch" | "scaling" | "output-descent";
  readonly value: number;
  readonly lines: readonly string[];
  /** What it is made of. */
  readonly sources: readonly Place[];
}

/** A number that is given. */
export interface GivenPage {
  readonly kind: "given";
  readonly what: "input" | "target";
  readonly value: number;
}

/** A number whose sum is not there: it is of one batch, training runs, or it is being added up. */
export interface WaitingPage {
  readonly kind: "waiting";
  readonly what: "batch" | "running" | "adding";
  /** The number itself, where the frame holds it. */
  readonly value: number | null;
}

/** What the inspector shows of one number. */
export type Page = SumPage | FormulaPage | GivenPage | WaitingPage;

/** The sums so far, from 0. */
export function runningSums(left: Float64Array | null, right: Float64Array): Float64Array {
  let sum = 0;
  return right.map((factor, index) => (sum += left === null ? factor : left[index] * factor));
}

/** What a sum comes to with all that follows, held against the number that is shown. */
export function sumPage(page: Omit<SumPage, "kind" | "result" | "agreement">): SumPage {
  const { left, right, running, after, value } = page;
  const sum = running.length === 0 ? 0 : running[running.length - 1];
  const result = after.length === 0 ? sum : after[after.length - 1].result;
  const factor = after.reduce((size, { kind, amount }) => {
    return kind === "constant" || kind === "slope" || kind === "output" ? size * Math.abs(amount) : size;
  }, 1);
  const added = after.reduce((size, { kind, amount }) => {
    return kind === "penalty" || kind === "bias" || kind === "rest" ? size + Math.abs(amount) : size;
  }, 0);
  const terms = right.values.reduce(
    (size, term, index) => size + Math.abs(left === null ? term : left.values[index] * term),
    0,
  );
  return { kind: "sum", ...page, result, agreement: agreementOf(result, value, factor * terms + added) };
}

/** Compares what a sum comes to with the number that is shown, on the scale of its terms. */
function agreementOf(result: number, value: number, scale: number): Agreement {
  if (result === value || (Number.isNaN(result) && Number.isNaN(value))) return "exact";
  return Math.abs(result - value) <= CLOSE * scale ? "close" : "different";
}

/** Slopes that cancel between the cost and the gradient lose digits; more than that is another sum. */
const CLOSE = 1e-7;
