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

  it("stays with a picked cell while others are looked at, until it may follow again", () => {
    const focus = new Focus();
    const other = { ...cell, row: 0 };
    focus.pick(cell);
    focus.look(other);
    expect([focus.inspected, focus.cell, focus.picks]).toEqual([cell, other, 1]);
    focus.unpin();
    expect(focus.inspected).toBe(other);
  });

  it("takes the keyboard into the details and back to where it came from", () => {
    const focus = new Focus();
    let back = 0;
    focus.enter(cell, { focus: () => (back += 1) });
    expect([focus.entering, focus.pinned]).toEqual([true, cell]);
    focus.leaveDetails();
    expect(back).toBe(1);
    focus.enter(cell, { focus: () => (back += 1) });
    focus.leave();
    expect(focus.entering).toBe(false);
  });

  it("traces what a term points at, and nothing any more", () => {
    const focus = new Focus();
    focus.trace([cell]);
    expect(focus.traced).toEqual([cell]);
    focus.trace([]);
    expect(focus.traced).toEqual([]);
  });

  it("forgets everything when the cells are gone", () => {
    const focus = new Focus();
    focus.pick(cell);
    focus.trace([cell]);
    focus.sample = 4;
    focus.reset();
    expect([focus.cell, focus.last, focus.pinned, focus.traced, focus.sample]).toEqual([
      null,
      null,
      null,
      [],
      0,
    ]);
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
