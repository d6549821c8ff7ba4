/** What is wrong with something a person wrote, and where: data for a message in any language. */
export interface Problem {
  /** Path inside the value, as code spells it: `network.layers[1].units`; empty for the whole. */
  readonly place: string;
  /** Stable name of the kind of problem; translations key on it. */
  readonly code: ProblemCode;
  /** What the message is filled with. */
  readonly values: Readonly<Record<string, string | number>>;
  /** The message in English, without the place: `must be a whole number from 1 to 4096, got 0`. */
  readonly message: string;
}

export type ProblemCode =
  | "not-json"
  | "not-rematrix"
  | "version-newer"
  | "version-unknown"
  | "missing"
  | "unknown-key"
  | "wrong-type"
  | "out-of-range"
  | "not-a-choice"
  | "not-finite"
  | "shape"
  | "combination"
  | "formula"
  | "too-large"
  | "unknown-dataset"
  | "damaged"
  | "unsupported"
  | "duplicate"
  | "contradiction";

/** An expected outcome: a value, or the problems that stand in its way. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] };

/** One line per problem, place first: `seed: must be …`. */
export function formatProblem(problem: Problem): string {
  return problem.place === "" ? problem.message : `${problem.place}: ${problem.message}`;
}
