import { beforeEach, describe, expect, it } from "vitest";
import { Naming } from "../../../renderer/state/naming.svelte.ts";
import type { FoldStorage } from "../../../renderer/state/folds.svelte.ts";

let kept: Map<string, string>;
let storage: FoldStorage;

beforeEach(() => {
  kept = new Map();
  storage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
});

describe("the names of matrices", () => {
  it("are as suits the network until somebody chooses", () => {
    expect(new Naming(() => storage).style).toBe("suited");
  });

  it("are remembered for the next visit", () => {
    const naming = new Naming(() => storage);
    naming.choose("numbers");
    expect(naming.style).toBe("numbers");
    expect(new Naming(() => storage).style).toBe("numbers");
    new Naming(() => storage).choose("letters");
    expect(new Naming(() => storage).style).toBe("letters");
  });

  it.each(["", "suited", "greek", "null"])("read %j as nothing remembered", (text) => {
    kept.set("rematrix-names", text);
    expect(new Naming(() => storage).style).toBe("suited");
  });

  it("hold for the visit where the browser keeps nothing", () => {
    const naming = new Naming(() => {
      throw new DOMException("denied", "SecurityError");
    });
    naming.choose("letters");
    expect(naming.style).toBe("letters");
  });
});
