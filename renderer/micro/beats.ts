import type { MicroStep } from "../../core/training/micro-steps/micro-step.ts";
import { MOST_TERMS, FIRST_TERMS } from "../chain/spell.ts";

/** What is seen of the first cell that a micro-step writes, and of the cells after it. */
export type Phase =
  /** The row of the left factor is lit. */
  | "row"
  /** The column of the right factor too. */
  | "column"
  /** Where nothing is summed: everything that goes into the cell is lit. */
  | "sources"
  /** Products appear term by term. */
  | "terms"
  /** The number stands in its cell. */
  | "landed"
  /** The other cells appear, row by row. */
  | "rest"
  /** All cells stand there. */
  | "done";

/** One state of a micro-step, and how long it lasts before the next one comes by itself. */
export interface Beat {
  readonly phase: Phase;
  /** How many products have appeared. */
  readonly terms: number;
  /** How many rows of the written matrix are there. */
  readonly rows: number;
  readonly milliseconds: number;
}

/** What the beats of a micro-step depend on. */
export interface BeatSize {
  /** The length of the sum behind a cell. */
  readonly terms: number;
  /** The written matrix. */
  readonly rows: number;
  readonly columns: number;
}

/** A cell is shown slowly, to be read; the others at a glance. */
const DURATIONS: Readonly<Record<Phase, number>> = {
  row: 700,
  column: 700,
  sources: 900,
  terms: 600,
  landed: 900,
  rest: 60,
  done: 0,
};
/** The rest of a matrix comes in so many portions of rows at most. */
const MOST_PORTIONS = 12;

/**
 * The beats of a micro-step: the first cell slowly, then the rest row by row, then all. With reduced motion the
 * rest comes at once. An update has no rest: the numbers that it makes are the engine's.
 */
export function beatsOf(step: MicroStep, size: BeatSize, reduced: boolean): Beat[] {
  const { factors } = step.targets[0];
  const beat = (phase: Phase, terms = 0, rows = 0): Beat => ({
    phase,
    terms,
    rows,
    milliseconds: DURATIONS[phase],
  });
  const slow =
    factors.length === 0
      ? [beat("sources")]
      : [
          ...(factors.length === 2 ? [beat("row")] : []),
          beat("column"),
          ...reveals(size.terms).map((terms) => beat("terms", terms)),
        ];
  const rest =
    reduced || step.kind === "update" || size.rows * size.columns === 1
      ? []
      : portions(size.rows).map((rows) => beat("rest", size.terms, rows));
  return [...slow, beat("landed", size.terms), ...rest, beat("done", size.terms, size.rows)];
}

/** How many terms are there, one state after the other: long sums end in one leap. */
function reveals(terms: number): number[] {
  if (terms <= MOST_TERMS) return Array.from({ length: terms }, (_, index) => index + 1);
  return [...Array.from({ length: FIRST_TERMS }, (_, index) => index + 1), terms];
}

/** How many rows are there after each portion; all of them is the last beat's business. */
function portions(rows: number): number[] {
  const count = Math.min(rows, MOST_PORTIONS);
  return Array.from({ length: count - 1 }, (_, index) => Math.ceil((rows * (index + 1)) / count));
}
