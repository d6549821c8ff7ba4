import type { Matrix } from "../matrix/matrix.ts";
import type { HistoryPoints, ThinnedCosts } from "../training/frame.ts";

/** A cell: text, a number in full, or nothing. */
export type Cell = string | number | null;

/**
 * A table in CSV as RFC 4180 has it: a header, lines that end with CR LF, quotes where a cell needs them. Numbers are
 * written in the fewest digits that read back bit for bit; a text that a spreadsheet would take for a formula has an
 * apostrophe before it.
 */
export function writeCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows].map((row) => `${row.map(writeCell).join(",")}\r\n`).join("");
}

/** A matrix, one line for each row; `columns` are their names. */
export function writeMatrixCsv(matrix: Matrix, columns: readonly string[]): string {
  return writeCsv(columns, matrix.toRows());
}

/**
 * The cost after each step, as far as the history keeps it, and beside it the cost on the test samples where there are
 * some; a step at which one of them is not known has an empty cell.
 */
export function writeHistoryCsv({ test, ...train }: HistoryPoints): string {
  const costs = costsByStep(train);
  const testCosts = test === null ? new Map<number, number>() : costsByStep(test);
  const steps = [...new Set([...costs.keys(), ...testCosts.keys()])].sort((a, b) => a - b);
  const rows = steps.map((step) => [
    step,
    costs.get(step) ?? null,
    ...(test === null ? [] : [testCosts.get(step) ?? null]),
  ]);
  return writeCsv(["step", "cost", ...(test === null ? [] : ["test_cost"])], rows);
}

/** Costs by step, out of both ways in which they are thinned. */
export function costsByStep({ even, octaves }: ThinnedCosts): Map<number, number> {
  const costs = new Map<number, number>();
  for (const points of [even, octaves]) {
    for (let i = 0; i < points.length; i += 2) costs.set(points[i], points[i + 1]);
  }
  return costs;
}

function writeCell(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return Object.is(cell, -0) ? "-0" : String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
