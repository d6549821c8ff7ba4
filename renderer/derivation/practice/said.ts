import type { ContractionProblem } from "../../../core/calculus/practice/judge-contraction.ts";
import type { MoveProblem, MoveReason } from "../../../core/calculus/practice/verdict.ts";
import type { Reason } from "../../../core/calculus/reason.ts";

/** What there is to do: eliminate δ, put pieces together, or nothing any more. */
export type Phase = "contract" | "arrange" | "done";

/** What a sentence of the verdict is about. */
export type Statement =
  | { readonly about: "delta"; readonly reason: Extract<Reason, { rule: "delta" }> }
  | { readonly about: "delta-problem"; readonly problem: ContractionProblem }
  | { readonly about: "move"; readonly reason: MoveReason }
  /** With the pieces as they lie; the second is null where one was to be summed. */
  | {
      readonly about: "move-problem";
      readonly problem: MoveProblem;
      readonly pieces: readonly [string, string | null];
    }
  | { readonly about: "undone" };

/** What the learner is told at once. */
export interface Said {
  readonly tone: "right" | "wrong" | "shown" | "note";
  readonly statement: Statement;
  /** What has come to its end: the δ of a term, the term, everything. */
  readonly ends: "deltas" | "term" | "all" | null;
  /** Grows, so that the same sentence is said again. */
  readonly number: number;
}
