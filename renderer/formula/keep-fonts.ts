import type { Plugin } from "vite";

/** The fonts of KaTeX that the lab's formulas are set in. Another letterform (\mathbb, \mathcal) needs its own here. */
const needed = [
  "KaTeX_Main-Regular",
  "KaTeX_Main-Bold",
  "KaTeX_Math-Italic",
  "KaTeX_Size1-Regular",
  "KaTeX_Size2-Regular",
  "KaTeX_Size3-Regular",
  "KaTeX_Size4-Regular",
  "KaTeX_SansSerif-Regular",
  "KaTeX_Typewriter-Regular",
];

/** KaTeX's styles with the needed fonts alone, each in WOFF2 alone: every browser that runs the lab reads it. */
export function keepFonts(styles: string): string {
  return styles.replace(/@font-face\s*\{[^}]*\}/g, (face) => {
    const name = /fonts\/(KaTeX_[\w-]+)\.woff2/.exec(face)?.[1];
    if (name === undefined || !needed.includes(name)) return "";
    return face.replace(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\("\w+"\)/g, "");
  });
}

/** Builds KaTeX's styles without the fonts that no formula of the lab needs. */
export const katexFonts: Plugin = {
  name: "rematrix:katex-fonts",
  enforce: "pre",
  transform(code, id) {
    return /\/katex\/dist\/katex(?:\.min)?\.css/.test(id) ? keepFonts(code) : null;
  },
};
