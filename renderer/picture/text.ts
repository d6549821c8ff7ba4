import { fillWith, readColour } from "./colour.ts";
import { escape, tag } from "./markup.ts";
import type { Sheet } from "./sheet.ts";

/** A run of letters in one line. */
interface Run {
  text: string;
  readonly left: number;
  right: number;
  readonly top: number;
}

/** A text node, line by line, each where the page has it. */
export function drawText(node: Text, style: CSSStyleDeclaration, zoom: number, sheet: Sheet): string {
  const runs = findRuns(node);
  return runs
    .map(({ text, left, right, top }) => {
      // With its own font a line is as wide by itself; where a program has another, numbers stay in their cells.
      const width = [...text].length > 1 ? right - left : null;
      return drawLine(transform(text, style), { x: left, top, width }, style, zoom, sheet);
    })
    .join("");
}

/** Where a line of text stands: the edge that it begins or ends at, the top of its letters, its width where it has to fit. */
export interface LinePlace {
  readonly x: number;
  readonly top: number;
  readonly anchor?: "middle" | "end" | null;
  readonly width?: number | null;
  /** In place of the style's own. */
  readonly colour?: string;
}

/** One line of text. */
export function drawLine(
  text: string,
  { x: across, top, anchor = null, width = null, colour }: LinePlace,
  style: CSSStyleDeclaration,
  zoom: number,
  sheet: Sheet,
): string {
  const paint = readColour(colour ?? style.color);
  if (paint === null || text.trim() === "") return "";
  sheet.use(style, text);
  const { x, y } = sheet.place(new DOMRect(across, top));
  const place = { x, y: y + ascentOf(style, zoom), "text-anchor": anchor, textLength: width };
  return tag("text", { ...place, ...fillWith(paint), ...fontOf(style, zoom) }, escape(text));
}

/** The attributes of a font; what is as usual is left out. */
export function fontOf(
  style: CSSStyleDeclaration,
  zoom: number,
): Readonly<Record<string, string | number | null>> {
  const unless = (value: string, usual: string): string | null => (value === usual ? null : value);
  const features = [
    ["font-feature-settings", unless(style.fontFeatureSettings, "normal")],
    ["font-variant-numeric", unless(style.fontVariantNumeric, "normal")],
    ["font-variant-ligatures", unless(style.fontVariantLigatures, "normal")],
  ].flatMap(([name, value]) => (value === null ? [] : [`${name}:${value}`]));
  const spacing = parseFloat(style.letterSpacing);
  return {
    "font-family": style.fontFamily.replaceAll('"', "'"),
    "font-size": parseFloat(style.fontSize) * zoom,
    "font-weight": unless(style.fontWeight, "400"),
    "font-style": unless(style.fontStyle, "normal"),
    "letter-spacing": Number.isNaN(spacing) ? null : spacing * zoom,
    "text-decoration": unless(style.textDecorationLine, "none"),
    style: ["white-space:pre", ...features].join(";"),
  };
}

/** The lines of a node; white space that the page does not draw is left out. */
function findRuns(node: Text): Run[] {
  const range = document.createRange();
  const rectOf = (from: number, to: number): DOMRect[] => {
    range.setStart(node, from);
    range.setEnd(node, to);
    return [...range.getClientRects()];
  };
  const whole = rectOf(0, node.length);
  if (whole.length === 0) return [];
  if (whole.length === 1 && !/\s/.test(node.data)) {
    const [{ left, right, top }] = whole;
    return [{ text: node.data, left, right, top }];
  }
  const runs: Run[] = [];
  let at = 0;
  for (const letter of node.data) {
    const [rect] = rectOf(at, at + letter.length);
    at += letter.length;
    const blank = /^[ \t\n\r]$/.test(letter);
    if (rect === undefined || (rect.width === 0 && blank)) continue;
    const last = runs.at(-1);
    const text = blank ? " " : letter;
    if (last !== undefined && Math.abs(last.top - rect.top) < 1 && rect.left > last.right - 3) {
      last.text += text;
      last.right = rect.right;
    } else runs.push({ text, left: rect.left, right: rect.right, top: rect.top });
  }
  return runs;
}

function transform(text: string, { textTransform }: CSSStyleDeclaration): string {
  switch (textTransform) {
    case "uppercase":
      return text.toUpperCase();
    case "lowercase":
      return text.toLowerCase();
    case "capitalize":
      return text.replace(/\b\p{L}/gu, (letter) => letter.toUpperCase());
    default:
      return text;
  }
}

const ascents = new Map<string, number>();

/** How far the baseline lies below the top of a font's letters: as this browser sets it, rounding and all. */
export function ascentOf(style: CSSStyleDeclaration, zoom: number): number {
  const size = parseFloat(style.fontSize) * zoom;
  const key = `${style.fontStyle} ${style.fontWeight} ${size} ${style.fontFamily}`;
  const known = ascents.get(key);
  if (known !== undefined) return known;
  const line = document.createElement("span");
  const base = document.createElement("span");
  Object.assign(line.style, {
    position: "fixed",
    visibility: "hidden",
    lineHeight: "normal",
    fontFamily: style.fontFamily,
    fontWeight: style.fontWeight,
    fontStyle: style.fontStyle,
    fontSize: `${size}px`,
  });
  base.style.display = "inline-block";
  line.append("x", base);
  document.body.append(line);
  const letters = document.createRange();
  letters.selectNodeContents(line.firstChild ?? line);
  const ascent = base.getBoundingClientRect().bottom - letters.getBoundingClientRect().top;
  line.remove();
  ascents.set(key, ascent);
  return ascent;
}
