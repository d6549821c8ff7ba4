import { describe, expect, it } from "vitest";
import { fitSize } from "../../../renderer/formula/fit-size.ts";

describe("a formula's size", () => {
  it.each([
    [100, 300],
    [300, 300],
  ])("is 16 px where %d fits into %d", (width, room) => {
    expect(fitSize(width, room)).toBe(16);
  });

  it("shrinks until the formula fits", () => {
    const size = fitSize(320, 280);
    expect(size).toBeLessThan(16);
    expect((320 * size) / 16).toBeLessThanOrEqual(280);
    expect((320 * size) / 16).toBeGreaterThan(279);
  });

  it("shrinks to 12 px and no further", () => {
    expect(fitSize(1000, 280)).toBe(12);
  });

  it("is the usual one in a box without a size, which is not shown", () => {
    expect(fitSize(0, 0)).toBe(16);
    expect(fitSize(200, 0)).toBe(16);
  });
});
