// The declarations stand in no module, so that only a reference brings them into every program.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="./papaparse.d.ts" />
import Papa from "papaparse/papaparse.min.js";
import { Matrix } from "../matrix/matrix.ts";
import type { Problem, Result } from "../result.ts";
import type { Samples } from "./samples.ts";

/** The column that holds what is to be learned; it comes last. */
const TARGET = "target";
/** A decimal number as people and programs write it; no NaN, no infinity, no hexadecimal. */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Reads a data set out of CSV text: a header line, numbers as features, the target in the last column,
 * named `target`. With `classes`, Y has one column per class in their order, 1 where the sample belongs to it
 * and 0 elsewhere ("one-hot"). Without, targets that are all numbers make one column of Y, and names make one
 * column per class in order of first appearance.
 *
 * Problems name the row, counted from 1 below the header, and the column.
 */
export function readDataset(text: string, classes: readonly string[] | null = null): Result<Samples> {
  const parsed = Papa.parse(text.replace(/^\uFEFF/, ""), { delimiter: ",", skipEmptyLines: "greedy" });
  if (parsed.errors.length > 0) {
    return { ok: false, problems: parsed.errors.map(({ row, message }) => syntaxProblem(row ?? 0, message)) };
  }
  const [titles = [], ...rows] = parsed.data;
  const header = titles.map((title) => title.trim());
  const problems = [...checkHeader(header), ...checkRows(header, rows, classes)];
  if (problems.length > 0) return { ok: false, problems };

  const featureNames = header.slice(0, -1);
  const X = new Matrix(rows.length, featureNames.length);
  rows.forEach((row, i) => {
    for (let j = 0; j < X.columns; j++) X.values[i * X.columns + j] = Number(row[j]);
  });
  const targets = rows.map((row) => row[X.columns].trim());
  return { ok: true, value: { X, featureNames, ...readTargets(targets, classes) } };
}

function readTargets(
  targets: readonly string[],
  known: readonly string[] | null,
): Pick<Samples, "Y" | "targetNames"> {
  if (known === null && targets.every(isNumber)) {
    return { Y: new Matrix(targets.length, 1, Float64Array.from(targets, Number)), targetNames: [TARGET] };
  }
  const classes = known ?? [...new Set(targets)];
  const Y = new Matrix(targets.length, classes.length);
  targets.forEach((target, i) => Y.set(i, classes.indexOf(target), 1));
  return { Y, targetNames: classes };
}

function checkHeader(header: readonly string[]): Problem[] {
  if (header.length >= 2 && header.at(-1) === TARGET) return [];
  const message = `the header must name at least one feature and end with "${TARGET}"`;
  return [{ place: "header", code: "shape", values: { columns: header.length }, message }];
}

function checkRows(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  classes: readonly string[] | null,
): Problem[] {
  if (rows.length === 0) {
    return [{ place: "", code: "shape", values: { rows: 0 }, message: "there are no rows below the header" }];
  }
  return rows.flatMap((row, index) => {
    const place = `row ${index + 1}`;
    if (row.length !== header.length) {
      const message = `must have ${header.length} cells as the header has, got ${row.length}`;
      return [{ place, code: "shape", values: { expected: header.length, got: row.length }, message }];
    }
    const problems: Problem[] = [];
    row.forEach((written, column) => {
      const cell = written.trim();
      const last = column === header.length - 1;
      if (last ? (classes?.includes(cell) ?? cell !== "") : isNumber(cell)) return;
      const wanted = !last ? "a number" : (classes?.join(" or ") ?? "a number or a class");
      const message = `must be ${wanted}, got ${JSON.stringify(cell)}`;
      problems.push({
        place: `${place}, ${header[column]}`,
        code: "wrong-type",
        values: { got: cell },
        message,
      });
    });
    return problems;
  });
}

function syntaxProblem(row: number, message: string): Problem {
  return { place: row === 0 ? "header" : `row ${row}`, code: "wrong-type", values: { row }, message };
}

function isNumber(cell: string): boolean {
  return NUMBER.test(cell) && Number.isFinite(Number(cell));
}
