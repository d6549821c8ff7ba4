import { describe, expect, it } from "vitest";
import { interpolateOklab } from "../../../renderer/colour/oklab.ts";
import { channelsOf } from "../support/contrast.ts";

describe("a colour between two in Oklab", () => {
  // Chromium 156 painted `color-mix(in oklab, to part, from)` on a canvas in these colours.
  it.each([
    ["#000000", "#ffffff", 0.5, [99, 99, 99]],
    ["#f1f3f5", "#1f5fbf", 0.5, [136, 170, 221]],
    ["#f1f3f5", "#1f5fbf", 0.25, [188, 206, 234]],
    ["#f1f3f5", "#d9660b", 0.75, [227, 140, 90]],
    ["#242c36", "#c08ae0", 0.4, [94, 80, 117]],
    ["#242c36", "#4cc9bb", 0.1, [42, 58, 66]],
    ["#ffff00", "#0000ff", 0.5, [108, 171, 199]],
  ])("%s to %s at %d is the browser's", (from, to, part, painted) => {
    channelsOf(interpolateOklab(from, to)(part)).forEach((channel, index) => {
      expect(Math.abs(channel - painted[index])).toBeLessThanOrEqual(1);
    });
  });

  it("is one of the two at the ends", () => {
    const between = interpolateOklab("#8c510a", "#4cc9bb");
    expect(between(0)).toBe("#8c510a");
    expect(between(1)).toBe("#4cc9bb");
  });
});
