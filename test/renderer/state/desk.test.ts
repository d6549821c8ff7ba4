import { beforeEach, describe, expect, it } from "vitest";
import { Desk, type DeskStorage } from "../../../renderer/state/desk.svelte.ts";

let kept: Map<string, string>;
let storage: DeskStorage;

beforeEach(() => {
  kept = new Map();
  storage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
});

describe("a tab", () => {
  it("is as wide as it wants until the person decides", () => {
    const desk = new Desk(() => storage);
    expect([desk.isWide("notes", false), desk.isWide("derivation", true)]).toEqual([false, true]);
    desk.decide("derivation", false);
    expect([desk.isWide("notes", false), desk.isWide("derivation", true)]).toEqual([false, false]);
  });

  it("stays as the person decided on the next visit", () => {
    new Desk(() => storage).decide("notes", true);
    new Desk(() => storage).decide("derivation", false);
    const next = new Desk(() => storage);
    expect([next.isWide("notes", false), next.isWide("derivation", true)]).toEqual([true, false]);
  });
});

describe("a pane's size while a tab is wide", () => {
  it("is the usual one until the person makes it another, which is remembered", () => {
    expect(new Desk(() => storage).sizeOf("right", 42)).toBe(42);
    new Desk(() => storage).rememberSize("right", 47.5);
    const next = new Desk(() => storage);
    expect([next.sizeOf("right", 42), next.sizeOf("curve", 8)]).toEqual([47.5, 8]);
  });
});

describe("what is remembered", () => {
  it.each([
    "",
    "null",
    "[",
    '"wide"',
    "[1]",
    '{"wide":{"notes":"yes"},"sizes":{"right":"50"}}',
    '{"wide":null,"sizes":{"right":0}}',
    '{"sizes":{"right":-3}}',
    '{"sizes":{"right":100}}',
  ])("is nothing where it cannot be read: %j", (text) => {
    kept.set("rematrix-desk", text);
    const desk = new Desk(() => storage);
    expect([desk.isWide("notes", false), desk.sizeOf("right", 42)]).toEqual([false, 42]);
  });

  it("holds for the visit where the browser keeps nothing", () => {
    const desk = new Desk(() => {
      throw new DOMException("denied", "SecurityError");
    });
    desk.decide("notes", true);
    desk.rememberSize("right", 50);
    expect([desk.isWide("notes", false), desk.sizeOf("right", 42)]).toEqual([true, 50]);
  });
});
