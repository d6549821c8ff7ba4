import { beforeEach, describe, expect, it } from "vitest";
import type { MatrixKey } from "../../../core/network/names.ts";
import { Comparison } from "../../../renderer/compare-products/comparison.svelte.ts";

const X: MatrixKey = { kind: "X", layer: 0 };
const W1: MatrixKey = { kind: "W", layer: 0 };
const W3: MatrixKey = { kind: "W", layer: 2 };
const Y: MatrixKey = { kind: "Y", layer: 0 };

let comparison: Comparison;
beforeEach(() => (comparison = new Comparison()));

describe("what is compared", () => {
  it("stands as a pair stands at first, whenever it is chosen", () => {
    comparison.transpose("left");
    comparison.choose("columns");
    expect(comparison.turns).toEqual({ left: false, right: true, swapped: false });
    comparison.choose("network");
    expect(comparison.turns).toEqual({ left: false, right: false, swapped: false });
  });

  it("is transposed and turned back, each side by itself", () => {
    comparison.transpose("right");
    comparison.transpose("left");
    comparison.transpose("right");
    expect(comparison.turns).toEqual({ left: true, right: false, swapped: false });
  });

  it("changes places, each array with its own transpose, and twice is as before", () => {
    comparison.transpose("left");
    comparison.swap();
    expect(comparison.turns).toEqual({ left: false, right: true, swapped: true });
    comparison.swap();
    expect(comparison.turns).toEqual({ left: true, right: false, swapped: false });
  });
});

describe("the network's matrices", () => {
  it("are X and W1 at first, and then what is put at each side", () => {
    const there = [X, W1, Y, W3];
    expect(comparison.keysAmong(there)).toEqual([X, W1]);
    comparison.put("left", Y, there);
    comparison.put("right", W3, there);
    expect(comparison.keysAmong(there)).toEqual([Y, W3]);
  });

  it("are put at the side where they are seen, also after they changed places", () => {
    const there = [X, W1, Y];
    comparison.swap();
    comparison.put("left", Y, there);
    expect(comparison.keysAmong(there)).toEqual([X, Y]);
  });

  it("give way to the first ones where a network has them no more", () => {
    comparison.put("right", W3, [X, W1, W3]);
    expect(comparison.keysAmong([X, W1, Y])).toEqual([X, W1]);
    expect(comparison.keysAmong([Y])).toEqual([Y, Y]);
  });
});
