import { describe, expect, it } from "vitest";
import type { DrawnMatrix } from "../../../renderer/chain/picture.ts";
import { layoutScratch } from "../../../renderer/micro/scratch-layout.ts";

const matrix = (rows: number, columns: number, layer = 0): DrawnMatrix => ({
  key: { kind: "D", layer },
  name: { letter: "D", layer: layer + 1, code: `D${layer + 1}` },
  kind: "gradients",
  rows,
  columns,
});

describe("matrices beside the chain", () => {
  it("of the article's network stand in one line with their numbers", () => {
    const { matrices } = layoutScratch([matrix(10, 4), matrix(10, 1, 1)], 235);
    expect(matrices.map(({ printed }) => printed)).toEqual([true, true]);
    expect(new Set(matrices.map(({ y }) => y)).size).toBe(1);
    const [first, second] = matrices;
    expect(first.x + 4 * first.cellWidth).toBeLessThan(second.x);
  });

  it.each([
    [10, 64],
    [500, 3],
    [1, 4096],
    [108, 10],
  ])("of %d × %d stay inside the panel, as colours where there is no room for numbers", (rows, columns) => {
    for (const width of [180, 235, 400]) {
      const { matrices, height } = layoutScratch([matrix(rows, columns)], width);
      const [{ x, y, cellWidth, cellHeight, title, printed }] = matrices;
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + columns * cellWidth).toBeLessThanOrEqual(width);
      expect(y + title.height + rows * cellHeight).toBeLessThanOrEqual(height);
      expect(printed).toBe(columns * 31 <= width - 12 && rows <= 40);
    }
  });

  it("go to another line where they do not fit side by side", () => {
    const { matrices, height } = layoutScratch([matrix(10, 5), matrix(10, 5, 1)], 235);
    expect(matrices[1].y).toBeGreaterThan(matrices[0].y + 10 * matrices[0].cellHeight);
    expect(height).toBeGreaterThan(matrices[1].y);
  });

  it("are none where there are none", () => {
    expect(layoutScratch([], 235).matrices).toEqual([]);
  });
});
