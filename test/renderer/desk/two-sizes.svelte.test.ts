// @vitest-environment jsdom
import { flushSync, tick } from "svelte";
import { afterEach, describe, expect, it } from "vitest";
import { keepTwoSizes, wideShare } from "../../../renderer/desk/two-sizes.svelte.ts";

/** A pane as its group lays it out: it tells of every change of its size. */
class FakePane {
  size = $state<number | undefined>();
  told: (size: number) => void = () => undefined;

  getSize(): number | undefined {
    return this.size;
  }

  resize(size: number): void {
    this.size = size;
    this.told(size);
  }
}

let stop = (): void => undefined;
afterEach(() => stop());

function begin(size: number | null = 20) {
  const pane = new FakePane();
  const remembered: number[] = [];
  const shown = $state<{ wide: boolean; wideSize: number; arrangement: number; there: boolean }>({
    wide: false,
    wideSize: 42,
    arrangement: 0,
    there: true,
  });
  pane.size = size ?? undefined;
  stop = $effect.root(() => {
    pane.told = keepTwoSizes({
      pane: () => (shown.there ? pane : undefined),
      wide: () => shown.wide,
      wideSize: () => shown.wideSize,
      remember: (one) => remembered.push(one),
      arrangement: () => shown.arrangement,
    });
  });
  flushSync();
  const change = async (to: Partial<typeof shown>): Promise<void> => {
    Object.assign(shown, to);
    await tick();
    await tick();
  };
  return { pane, remembered, change };
}

describe("a pane with two sizes", () => {
  it("takes its wide size while a tab is wide, and then its own again", async () => {
    const { pane, change } = begin();
    expect(pane.size).toBe(20);
    await change({ wide: true });
    expect(pane.size).toBe(42);
    await change({ wide: false });
    expect(pane.size).toBe(20);
  });

  it("comes back to the own size it had last", async () => {
    const { pane, change } = begin();
    await change({ wide: true });
    await change({ wide: false });
    pane.resize(27);
    await change({ wide: true });
    await change({ wide: false });
    expect(pane.size).toBe(27);
  });

  it("remembers what the person makes of it while it is wide, and only that", async () => {
    const { pane, remembered, change } = begin();
    pane.resize(24);
    await change({ wide: true });
    pane.resize(47);
    pane.resize(48);
    await change({ wide: false });
    pane.resize(22);
    expect(remembered).toEqual([47, 48]);
  });

  it("is not moved by a wide size that changes while it is shown", async () => {
    const { pane, change } = begin();
    await change({ wide: true });
    await change({ wideSize: 50 });
    expect(pane.size).toBe(42);
  });

  it("is made wide again after its group was laid out anew", async () => {
    const { pane, change } = begin();
    await change({ wide: true });
    pane.size = 20;
    await change({ arrangement: 1 });
    expect(pane.size).toBe(42);
    await change({ wide: false });
    expect(pane.size).toBe(20);
  });

  it("waits until it is laid out", async () => {
    const { pane, change } = begin(null);
    await change({ wide: true });
    expect(pane.size).toBeUndefined();
    pane.size = 31;
    await change({});
    expect(pane.size).toBe(42);
    await change({ wide: false });
    expect(pane.size).toBe(31);
  });

  it("is left alone when it is gone", async () => {
    const { pane, change } = begin();
    await change({ wide: true });
    pane.size = undefined;
    await change({ there: false, wide: false });
    expect(pane.size).toBeUndefined();
  });
});

describe("the wide pane's share of the window", () => {
  it("is 42 % of 1280 px, and at most 720 px", () => {
    expect(wideShare(1280)).toBe(42);
    expect((wideShare(1920) / 100) * 1920).toBeCloseTo(720, 9);
    expect((wideShare(3840) / 100) * 3840).toBeCloseTo(720, 9);
  });
});
