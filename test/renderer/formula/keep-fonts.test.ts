import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { keepFonts } from "../../../renderer/formula/keep-fonts.ts";

const file = createRequire(import.meta.url).resolve("katex/dist/katex.min.css");
const styles = readFileSync(file, "utf8");
const kept = keepFonts(styles);
const urls = [...kept.matchAll(/url\(([^)]*)\)/g)].map((match) => match[1]);

describe("KaTeX's styles in the build", () => {
  it("name WOFF2 fonts alone, each of which there is", () => {
    expect(urls).toHaveLength(9);
    for (const url of urls) {
      expect(url).toMatch(/\.woff2$/);
      expect(existsSync(path.join(path.dirname(file), url)), url).toBe(true);
    }
  });

  it("have a font for every letter the lab's formulas are made of", () => {
    for (const family of ["Main", "Math", "Size1", "Size2", "Size3", "Size4", "SansSerif", "Typewriter"]) {
      expect(kept).toContain(`font-family:KaTeX_${family};`);
    }
  });

  it("are otherwise as KaTeX has them", () => {
    const rules = (css: string): string => css.replace(/@font-face\{[^}]*\}/g, "");
    expect(rules(kept)).toBe(rules(styles));
    expect(rules(styles).length).toBeGreaterThan(10_000);
  });
});
