import type { TableData } from "../../core/data/plan.ts";

/** What is wrong with a table's text, with its line, counted from 1. */
export type TableProblem =
  | { readonly kind: "empty" }
  | { readonly kind: "too-narrow"; readonly columns: number }
  | { readonly kind: "ragged"; readonly line: number; readonly expected: number; readonly got: number }
  | { readonly kind: "not-a-number"; readonly line: number; readonly column: number; readonly got: string };

export type ReadTable =
  { readonly ok: true; readonly table: TableData } | { readonly ok: false; readonly problem: TableProblem };

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

interface Line {
  readonly number: number;
  readonly cells: readonly string[];
}

/**
 * Reads a table as people paste it: a sample per line, the last `targets` columns are Y, tabs, semicolons,
 * commas or blanks between the cells, a first line of names where it holds anything but numbers. Between tabs
 * or semicolons a number may have a decimal comma.
 */
export function readTableText(text: string, targets: number): ReadTable {
  const separator = separatorOf(text);
  const comma = separator === "\t" || separator === ";";
  const lines = text.split(/\r\n|\r|\n/).flatMap((line, index): Line[] => {
    if (line.trim() === "") return [];
    const cells = line
      .trim()
      .split(separator)
      .map((cell) => plainNumber(cell.trim(), comma));
    return [{ number: index + 1, cells }];
  });
  const named = lines.length > 0 && lines[0].cells.some((cell) => !NUMBER.test(cell));
  const names = named ? lines[0].cells : null;
  const rows = named ? lines.slice(1) : lines;
  if (rows.length === 0) return { ok: false, problem: { kind: "empty" } };

  const columns = lines[0].cells.length;
  if (columns <= targets) return { ok: false, problem: { kind: "too-narrow", columns } };
  const problem = rows.map((row) => checkRow(row, columns)).find((found) => found !== null);
  if (problem) return { ok: false, problem };

  const numbers = rows.map(({ cells }) => cells.map(Number));
  const features = columns - targets;
  const table: TableData = {
    kind: "table",
    X: numbers.map((row) => row.slice(0, features)),
    Y: numbers.map((row) => row.slice(features)),
    ...(names && { features: names.slice(0, features), targets: names.slice(features) }),
  };
  return { ok: true, table };
}

/** A table as text that `readTableText` reads back to the same numbers: names, then a sample per line. */
export function writeTableText({ X, Y, features, targets }: TableData): string {
  const header = features && targets ? [[...features, ...targets].join(", ")] : [];
  return [...header, ...X.map((row, i) => [...row, ...Y[i]].join(", "))].join("\n") + "\n";
}

function separatorOf(text: string): string | RegExp {
  return ["\t", ";", ","].find((mark) => text.includes(mark)) ?? /\s+/;
}

/** A number as programs write it: a plain minus, and a point in place of a decimal comma. */
function plainNumber(cell: string, comma: boolean): string {
  const plain = cell.replace(/^−/, "-");
  return comma && /^[+-]?\d*,\d+$/.test(plain) ? plain.replace(",", ".") : plain;
}

function checkRow({ number, cells }: Line, columns: number): TableProblem | null {
  if (cells.length !== columns) {
    return { kind: "ragged", line: number, expected: columns, got: cells.length };
  }
  const column = cells.findIndex((cell) => !NUMBER.test(cell) || !Number.isFinite(Number(cell)));
  return column === -1
    ? null
    : { kind: "not-a-number", line: number, column: column + 1, got: cells[column] };
}
