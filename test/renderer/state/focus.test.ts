import { describe, expect, it } from "vitest";
import { Focus, sameCell, type Cell } from "../../../renderer/state/focus.svelte.ts";

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
