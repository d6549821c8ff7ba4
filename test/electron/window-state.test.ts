import { describe, expect, test } from "vitest";
import { cascade, fitBounds, writeWindowState } from "../../electron/window-state.ts";

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const beside = { x: 1440, y: 0, width: 1920, height: 1080 };
const projector = { x: 0, y: 0, width: 800, height: 600 };

describe("a window's remembered bounds", () => {
  test("are kept on a screen that is still there", () => {
    const bounds = { x: 1500, y: 100, width: 1200, height: 800 };
    expect(fitBounds(bounds, [laptop, beside])).toEqual(bounds);
  });

  test("give way to the middle of the first screen when their screen is gone", () => {
    const bounds = { x: 1500, y: 100, width: 1200, height: 800 };
    expect(fitBounds(bounds, [laptop])).toEqual({ x: 0, y: 25, width: 1440, height: 875 });
  });

  test("give way when only a sliver would be on the screen", () => {
    const bounds = { x: 1400, y: 100, width: 1200, height: 800 };
    expect(fitBounds(bounds, [laptop])).toEqual(fitBounds(null, [laptop]));
  });

  test("give way when the title bar would be above the screen, out of reach", () => {
    const bounds = { x: 100, y: -300, width: 1200, height: 800 };
    expect(fitBounds(bounds, [laptop])).toEqual(fitBounds(null, [laptop]));
  });

  test("shrink to a screen that became smaller, and move onto it", () => {
    const bounds = { x: 200, y: 100, width: 1900, height: 1000 };
    expect(fitBounds(bounds, [laptop])).toEqual(laptop);
  });

  test("are moved until the whole window is on the screen", () => {
    const bounds = { x: 900, y: 400, width: 1100, height: 700 };
    expect(fitBounds(bounds, [laptop])).toEqual({ x: 340, y: 200, width: 1100, height: 700 });
  });

  test("never exceed a screen that is smaller than the smallest window", () => {
    const bounds = { x: 0, y: 0, width: 1100, height: 700 };
    expect(fitBounds(bounds, [projector])).toEqual(projector);
    expect(fitBounds(null, [projector])).toEqual(projector);
  });
});

describe("one more window", () => {
  test("begins at the screen's corner again where it would not fit beside the other", () => {
    const bounds = { x: 700, y: 60, width: 1200, height: 800 };
    expect(cascade(bounds, [laptop])).toEqual({ x: 0, y: 88, width: 1200, height: 800 });
    expect(cascade(laptop, [laptop])).toEqual(laptop);
  });

  test("stays on the screen of the other", () => {
    const bounds = { x: 1500, y: 100, width: 1200, height: 800 };
    expect(cascade(bounds, [laptop, beside])).toEqual({ x: 1528, y: 128, width: 1200, height: 800 });
  });
});

test("a folder that cannot be written to is no reason to fail", () => {
  const state = { bounds: laptop, maximized: false };
  expect(() => writeWindowState("/nowhere/at/all.json", state)).not.toThrow();
});
