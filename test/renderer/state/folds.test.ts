import { beforeEach, describe, expect, it } from "vitest";
import { Folds, type FoldStorage } from "../../../renderer/state/folds.svelte.ts";

let kept: Map<string, string>;
let storage: FoldStorage;

beforeEach(() => {
  kept = new Map();
  storage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
});

describe("the folds of the settings", () => {
  it("are as they come until somebody chooses", () => {
    const folds = new Folds(() => storage);
    expect(folds.isOpen("data", true)).toBe(true);
    expect(folds.isOpen("penalty", false)).toBe(false);
  });

  it("are remembered one by one for the next visit", () => {
    new Folds(() => storage).remember("data", false);
    new Folds(() => storage).remember("penalty", true);
    const next = new Folds(() => storage);
    expect(next.isOpen("data", true)).toBe(false);
    expect(next.isOpen("penalty", false)).toBe(true);
    expect(next.isOpen("network", true)).toBe(true);
  });

  it.each(["", "null", "[", '"open"', '{"data":"false"}'])("read %j as nothing remembered", (text) => {
    kept.set("rematrix-folds", text);
    expect(new Folds(() => storage).isOpen("data", true)).toBe(true);
  });

  it("hold for the visit where the browser keeps nothing", () => {
    const folds = new Folds(() => {
      throw new DOMException("denied", "SecurityError");
    });
    folds.remember("data", false);
    expect(folds.isOpen("data", true)).toBe(false);
  });
});
