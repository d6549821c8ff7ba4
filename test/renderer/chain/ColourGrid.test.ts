// @vitest-environment jsdom
import { render } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import ColourGrid from "../../../renderer/chain/ColourGrid.svelte";
import { paletteFor, shadeOf } from "../../../renderer/colour/diverging.ts";
import { completeDom, painted } from "../support/dom.ts";

/** Tells nothing by itself; a test says what is in sight. */
class ToldObserver {
  static observed = 0;
  static tell: (entries: readonly unknown[]) => void = () => undefined;
  constructor(tell: (entries: readonly unknown[]) => void) {
    ToldObserver.tell = tell;
  }
  observe(): void {
    ToldObserver.observed += 1;
  }
  unobserve(): void {}
}

beforeAll(() => {
  completeDom();
  vi.stubGlobal("IntersectionObserver", ToldObserver);
});
afterAll(() => {
  vi.unstubAllGlobals();
});

const palette = paletteFor("weights", "light");
const props = {
  code: "W1",
  label: "W1",
  rows: 1,
  columns: 2,
  turned: false,
  palette,
  limit: 1,
  cellWidth: 2,
  cellHeight: 2,
};

function show(values: Float64Array) {
  const { container, rerender } = render(ColourGrid, { props: { ...props, values } });
  const canvas = container.querySelector("canvas")!;
  return {
    step: (next: Float64Array) => rerender({ ...props, values: next }),
    sight: async (isIntersecting: boolean) => {
      ToldObserver.tell([{ target: canvas, isIntersecting }]);
      await tick();
    },
    pixels: () => [...new Uint32Array(painted.get(canvas)!.data.buffer)],
  };
}

function coloursOf(values: Float64Array): number[] {
  return [...values].map((value) => palette.pixels[shadeOf(value, 1)]);
}

describe("a large matrix", () => {
  const [first, second, third] = [
    [0.5, -1],
    [0.1, 0.2],
    [-0.3, 0],
  ].map((values) => new Float64Array(values));

  it("shows the colours of its numbers before anybody has said whether it is in sight", () => {
    expect(show(first).pixels()).toEqual(coloursOf(first));
  });

  it("is not painted while it is out of sight, and shows the newest numbers when it comes into sight", async () => {
    const grid = show(first);
    await grid.sight(false);
    await grid.step(second);
    await grid.step(third);
    expect(grid.pixels()).toEqual(coloursOf(first));
    await grid.sight(true);
    expect(grid.pixels()).toEqual(coloursOf(third));
    await grid.step(second);
    expect(grid.pixels()).toEqual(coloursOf(second));
  });

  it("is painted for paper, and asks afterwards whether it is in sight", async () => {
    const grid = show(first);
    await grid.sight(false);
    await grid.step(second);
    window.dispatchEvent(new Event("beforeprint"));
    expect(grid.pixels()).toEqual(coloursOf(second));
    ToldObserver.observed = 0;
    window.dispatchEvent(new Event("afterprint"));
    expect(ToldObserver.observed).toBeGreaterThan(0);
  });
});
