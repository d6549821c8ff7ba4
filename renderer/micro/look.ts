import type { MatrixKey } from "../../core/network/names.ts";
import { partAt, type MicroStep, type Part } from "../../core/training/micro-steps/micro-step.ts";
import { sameKey, type Cell } from "../state/focus.svelte.ts";
import type { Beat } from "./beats.ts";

/** How a matrix takes part in the micro-step on the screen. */
export type Role = "written" | "read";

/** How much of a matrix is there, and what is done with it. */
export interface Veil {
  /** Nothing, only the first cell, the first rows, or all of it. */
  readonly shows: "nothing" | "first" | "rows" | "all";
  /** How many rows are there, where `shows` is `rows`. */
  readonly rows: number;
  readonly role: Role | null;
}

/** What all views show of a micro-step. */
export interface MicroLook {
  readonly step: MicroStep;
  readonly veil: (key: MatrixKey) => Veil;
  /** What the cell that is being made is made of. */
  readonly lit: readonly Part[];
  /** The cell that is being made, while it is shown slowly. */
  readonly cell: Cell | null;
}

/** The look of step `index` at a beat of it. */
export function lookAt(steps: readonly MicroStep[], index: number, beat: Beat): MicroLook {
  const step = steps[index];
  const { key } = step.targets[0];
  const slow = beat.phase !== "rest" && beat.phase !== "done";
  const roleOf = (other: MatrixKey): Role | null => {
    if (step.targets.some((target) => sameKey(target.key, other))) return "written";
    return step.reads.some((read) => sameKey(read, other)) ? "read" : null;
  };
  return {
    step,
    veil: (other) => ({ ...amountOf(steps, index, beat, other), role: roleOf(other) }),
    lit: slow ? litAt(step, beat) : [],
    cell: slow ? { key, row: 0, column: 0 } : null,
  };
}

/** Whether a matrix is computed by a later micro-step than this one. */
export function isAhead(steps: readonly MicroStep[], index: number, key: MatrixKey): boolean {
  return writerOf(steps, key) > index;
}

/** The micro-step that computes a matrix: −1 for what is there from the start, weights included. */
function writerOf(steps: readonly MicroStep[], key: MatrixKey): number {
  if (key.kind === "W" || key.kind === "b") return -1;
  return steps.findIndex(({ targets }) => targets.some((target) => sameKey(target.key, key)));
}

function amountOf(
  steps: readonly MicroStep[],
  index: number,
  beat: Beat,
  key: MatrixKey,
): Pick<Veil, "shows" | "rows"> {
  const writer = writerOf(steps, key);
  if (writer < index || beat.phase === "done") return { shows: writer > index ? "nothing" : "all", rows: 0 };
  if (writer > index) return { shows: "nothing", rows: 0 };
  if (beat.phase === "rest") return { shows: "rows", rows: beat.rows };
  return { shows: beat.phase === "landed" ? "first" : "nothing", rows: 0 };
}

/** The parts that are lit for the cell [0,0]: row, column, then the pair that is multiplied. */
function litAt({ targets }: MicroStep, { phase, terms }: Beat): Part[] {
  const { factors, beside } = targets[0];
  const parts = factors.map((source) => partAt(source, 0, 0));
  const others = beside.map((source) => partAt(source, 0, 0));
  switch (phase) {
    case "row":
      return parts.slice(0, 1);
    case "column":
      return parts;
    case "terms":
      return [...parts, ...parts.map((part) => elementOf(part, terms - 1))];
    default:
      return [...parts, ...others];
  }
}

/** Element k of a row or a column. */
export function elementOf(part: Part, k: number): Part {
  return { key: part.key, row: part.row ?? k, column: part.column ?? k };
}
