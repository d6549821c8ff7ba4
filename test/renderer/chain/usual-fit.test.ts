import { describe, expect, it } from "vitest";
import { layoutChain } from "../../../renderer/chain/chain-layout.ts";
import { composeChain, type ChainShape } from "../../../renderer/chain/picture.ts";
import { usualFit } from "../../../renderer/chain/usual-fit.ts";

/** How a chain is shown at first in a pane of this size. */
function fitOf(
  samples: number,
  features: number,
  units: readonly number[],
  { width = 808, height = 284, tight = false, bias = false } = {},
): string {
  const layers = units.map((count) => ({ units: count, activation: "tanh" as const }));
  const shape: ChainShape = { samples, features, network: { bias, layers } };
  return usualFit(layoutChain(composeChain(shape), width, height, "numbers"), samples, {
    width,
    height,
    tight,
  });
}

describe("a chain is shown at first", () => {
  it("in numbers where it fits with all of them", () => {
    expect(fitOf(10, 3, [4, 1])).toBe("numbers");
  });

  it("in numbers where it is only longer than the pane, which then scrolls", () => {
    expect(fitOf(10, 3, [5, 5, 5, 5, 5, 1])).toBe("numbers");
  });

  it("as an overview where other panes have the room and it would be cut", () => {
    expect(fitOf(10, 3, [4, 1], { width: 540 })).toBe("numbers");
    expect(fitOf(10, 3, [4, 1], { width: 540, tight: true })).toBe("overview");
  });

  it("in numbers where it is only too high", () => {
    expect(fitOf(20, 3, [6, 1], { bias: true })).toBe("numbers");
  });

  it("as an overview where it is too long and some of it is colours alone anyhow", () => {
    expect(fitOf(10, 64, [64, 64, 64])).toBe("overview");
    expect(fitOf(10, 64, [64, 64, 64], { width: 3000 })).toBe("numbers");
  });

  it("in numbers where the pane is too low for an overview to be read", () => {
    expect(fitOf(10, 3, [6, 1], { width: 640, height: 140 })).toBe("numbers");
  });

  it("as an overview where there are many samples", () => {
    expect(fitOf(41, 1, [1], { height: 2000 })).toBe("overview");
  });
});
