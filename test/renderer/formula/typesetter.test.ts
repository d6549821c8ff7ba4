// @vitest-environment jsdom
import katex from "katex";
import { describe, expect, it, vi } from "vitest";
import { Typesetter } from "../../../renderer/formula/typesetter.svelte.ts";

describe("KaTeX", () => {
  it("is loaded once, however many formulas ask", async () => {
    const load = vi.fn(async () => katex);
    const typesetter = new Typesetter(load);
    await Promise.all([typesetter.load(), typesetter.load()]);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it("is waited for with an empty place", async () => {
    const typesetter = new Typesetter(async () => katex);
    const element = document.createElement("span");
    expect(typesetter.draw("x^2", element, false)).toBe("waiting");
    expect(element.textContent).toBe("");
    await typesetter.load();
    expect(typesetter.draw("x^2", element, false)).toBe("drawn");
  });

  it("that cannot be had leaves the formula's text, and is asked for again", async () => {
    let there = false;
    const typesetter = new Typesetter(async () => {
      if (!there) throw new Error("no such file");
      return katex;
    });
    const element = document.createElement("span");
    await typesetter.load();
    expect(typesetter.draw("x^2", element, false)).toBe("text");
    expect(element.textContent).toBe("x^2");
    there = true;
    await typesetter.load();
    expect(typesetter.draw("x^2", element, false)).toBe("drawn");
  });
});
