import { describe, expect, it } from "vitest";
import { Focus, sameCell, type Cell, type Emphasis } from "../../../renderer/state/focus.svelte.ts";

const cell: Cell = { key: { kind: "W", layer: 1 }, row: 2, column: 3 };

describe("the focus", () => {
  it("remembers the last cell when the pointer leaves it", () => {
    const focus = new Focus();
    focus.look(cell);
    focus.leave();
    expect([focus.cell, focus.last]).toEqual([null, cell]);
  });

  it("keeps its value while the pointer moves inside a cell", () => {
    const focus = new Focus();
    focus.look(cell);
    focus.look({ ...cell, key: { ...cell.key } });
    expect(focus.cell).toBe(cell);
  });

  it("forgets everything when the cells are gone", () => {
    const focus = new Focus();
    focus.look(cell);
    focus.sample = 4;
    focus.reset();
    expect([focus.cell, focus.last, focus.sample]).toEqual([null, null, 0]);
  });
});

describe("the emphasis", () => {
  const X: Emphasis = { key: { kind: "X", layer: 0 }, axis: "rows" };

  it("is what was asked for last, beside the cell that is looked at", () => {
    const focus = new Focus();
    focus.look(cell);
    focus.emphasise([X]);
    focus.emphasise([X, { key: cell.key, axis: "both" }]);
    expect(focus.emphasis).toEqual([X, { key: cell.key, axis: "both" }]);
    expect(focus.cell).toBe(cell);
    focus.emphasise([]);
    expect(focus.emphasis).toEqual([]);
  });

  it("keeps its value while the same is asked for again", () => {
    const focus = new Focus();
    const nothing = focus.emphasis;
    focus.emphasise([]);
    expect(focus.emphasis).toBe(nothing);
    const list = [X];
    focus.emphasise(list);
    focus.emphasise([{ key: { kind: "X", layer: 0 }, axis: "rows" }]);
    expect(focus.emphasis).toBe(list);
  });

  it.each<[string, readonly Emphasis[]]>([
    ["axis", [{ ...X, axis: "columns" }]],
    ["matrix", [{ ...X, key: { kind: "Y", layer: 0 } }]],
    ["length", [X, X]],
  ])("changes with its %s", (_, list) => {
    const focus = new Focus();
    focus.emphasise([X]);
    focus.emphasise(list);
    expect(focus.emphasis).toBe(list);
  });

  it("is forgotten when the matrices are gone", () => {
    const focus = new Focus();
    focus.emphasise([X]);
    focus.reset();
    expect(focus.emphasis).toEqual([]);
  });
});

describe("two cells", () => {
  it("are the same in the same matrix, row and column", () => {
    expect(sameCell(cell, { ...cell, key: { kind: "W", layer: 1 } })).toBe(true);
    expect(sameCell(null, null)).toBe(true);
  });

  it.each<[string, Cell | null]>([
    ["kind", { ...cell, key: { kind: "dW", layer: 1 } }],
    ["layer", { ...cell, key: { kind: "W", layer: 0 } }],
    ["row", { ...cell, row: 0 }],
    ["column", { ...cell, column: 0 }],
    ["presence", null],
  ])("differ by their %s", (_, other) => {
    expect(sameCell(cell, other)).toBe(false);
    expect(sameCell(other, cell)).toBe(false);
  });
});
