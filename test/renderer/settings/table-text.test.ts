import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TableData } from "../../../core/data/plan.ts";
import { readTableText, writeTableText } from "../../../renderer/settings/table-text.ts";

const xor: TableData = {
  kind: "table",
  X: [
    [0, 0.5],
    [-1, 2e-3],
  ],
  Y: [[0], [1]],
};

describe("a table's text", () => {
  it.each([
    ["commas", "0, 0.5, 0\n-1, 2e-3, 1"],
    ["tabs, as spreadsheets copy", "0\t0.5\t0\r\n-1\t2e-3\t1\r\n"],
    ["semicolons and decimal commas", "0;0,5;0\n-1;0,002;1"],
    ["blanks", "  0 0.5   0\n\n-1 .002 1\n"],
    ["a typographer's minus", "0, 0.5, 0\n−1, 0.002, 1"],
  ])("is read with %s between the cells", (_, text) => {
    expect(readTableText(text, 1)).toEqual({ ok: true, table: xor });
  });

  it("names its columns in a first line that is not all numbers", () => {
    expect(readTableText("width, 2, y\n0, 0.5, 0\n-1, 2e-3, 1", 1)).toEqual({
      ok: true,
      table: { ...xor, features: ["width", "2"], targets: ["y"] },
    });
  });

  it("has as many last columns of Y as are asked for", () => {
    const read = readTableText("1 2 3 4", 3);
    expect(read).toEqual({ ok: true, table: { kind: "table", X: [[1]], Y: [[2, 3, 4]] } });
  });

  it.each([
    ["nothing", "", { kind: "empty" }],
    ["blank lines", " \n\n", { kind: "empty" }],
    ["names alone", "a, b", { kind: "empty" }],
    ["no column for X", "1\n2", { kind: "too-narrow", columns: 1 }],
    ["a line that is too short", "a, b\n1, 2\n\n3", { kind: "ragged", line: 4, expected: 2, got: 1 }],
    ["a word", "1, 2\n3, four", { kind: "not-a-number", line: 2, column: 2, got: "four" }],
    ["an empty cell", "1, 2\n, 4", { kind: "not-a-number", line: 2, column: 1, got: "" }],
    ["a number too large", "1, 2\n1e999, 4", { kind: "not-a-number", line: 2, column: 1, got: "1e999" }],
  ])("that is %s is refused with its place", (_, text, problem) => {
    expect(readTableText(text, 1)).toEqual({ ok: false, problem });
  });

  it("is written so that it reads back to the same numbers and names", () => {
    const row = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), fc.boolean(), (rows, named) => {
        const table: TableData = {
          kind: "table",
          X: rows.map((one) => one.slice(0, 2).map((value) => value + 0)),
          Y: rows.map((one) => one.slice(2).map((value) => value + 0)),
          ...(named && { features: ["length", "width"], targets: ["y"] }),
        };
        expect(readTableText(writeTableText(table), 1)).toEqual({ ok: true, table });
      }),
    );
  });
});
