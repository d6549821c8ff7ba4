import { fillWith, readColour, strokeWith, type Paint } from "./colour.ts";
import { drawGradient } from "./gradient.ts";
import { tag } from "./markup.ts";
import type { Box, Sheet } from "./sheet.ts";

const sides = ["Top", "Right", "Bottom", "Left"] as const;

/** A border's line at one side. */
interface Line {
  readonly width: number;
  readonly paint: Paint | null;
  readonly dashes: string | null;
}

/** What an element's box shows: shadows, background, border, outline. */
export function drawBox(box: Box, style: CSSStyleDeclaration, zoom: number, sheet: Sheet): string {
  const radius = radiusOf(box, style, zoom);
  const shadows = readShadows(style.boxShadow);
  const background = readColour(style.backgroundColor);
  return [
    ...shadows.filter(({ inset }) => !inset).map((shadow) => drawShadow(box, radius, shadow, zoom)),
    background === null ? "" : rectangle(box, radius, fillWith(background)),
    style.backgroundImage === "none" ? "" : drawGradient(box, radius, style.backgroundImage, sheet),
    ...shadows.filter(({ inset }) => inset).map((shadow) => drawInset(box, shadow, zoom)),
    drawBorder(box, radius, style, zoom),
    drawOutline(box, radius, style, zoom),
  ].join("");
}

/** A rectangle with round corners. */
export function rectangle(
  { x, y, width, height }: Box,
  radius: number,
  paint: Readonly<Record<string, string | number | null>>,
): string {
  if (width <= 0 || height <= 0) return "";
  const rx = radius <= 0 ? null : Math.min(radius, width / 2, height / 2);
  return tag("rect", { x, y, width, height, rx, ...paint });
}

/** A box that is smaller by so much at every side. */
export function shrink({ x, y, width, height }: Box, by: number): Box {
  return { x: x + by, y: y + by, width: width - 2 * by, height: height - 2 * by };
}

/** The corners' radius; corners of several radii get the first one's. */
export function radiusOf({ width, height }: Box, style: CSSStyleDeclaration, zoom: number): number {
  const [value] = style.borderTopLeftRadius.split(" ");
  const number = parseFloat(value);
  return value.endsWith("%") ? (number / 100) * Math.min(width, height) : number * zoom;
}

function drawBorder(box: Box, radius: number, style: CSSStyleDeclaration, zoom: number): string {
  const lines = sides.map((side) => lineOf(style, side, zoom));
  const [first] = lines;
  const same = lines.every(
    ({ width, paint, dashes }) =>
      width === first.width &&
      dashes === first.dashes &&
      paint?.colour === first.paint?.colour &&
      paint?.opacity === first.paint?.opacity,
  );
  if (same) {
    if (first.paint === null || first.width === 0) return "";
    const paint = {
      ...strokeWith(first.paint),
      "stroke-width": first.width,
      "stroke-dasharray": first.dashes,
    };
    return rectangle(shrink(box, first.width / 2), Math.max(0, radius - first.width / 2), paint);
  }
  const { x, y, width, height } = box;
  const [top, right, bottom, left] = lines;
  return [
    edge(top, x, y + top.width / 2, x + width, y + top.width / 2),
    edge(right, x + width - right.width / 2, y, x + width - right.width / 2, y + height),
    edge(bottom, x, y + height - bottom.width / 2, x + width, y + height - bottom.width / 2),
    edge(left, x + left.width / 2, y, x + left.width / 2, y + height),
  ].join("");
}

function edge({ width, paint, dashes }: Line, x1: number, y1: number, x2: number, y2: number): string {
  if (paint === null || width === 0) return "";
  return tag("line", {
    x1,
    y1,
    x2,
    y2,
    ...strokeWith(paint),
    "stroke-width": width,
    "stroke-dasharray": dashes,
  });
}

function lineOf(style: CSSStyleDeclaration, side: (typeof sides)[number], zoom: number): Line {
  const kind = style[`border${side}Style`];
  const width = parseFloat(style[`border${side}Width`]) * zoom;
  if (kind === "none" || kind === "hidden") return { width: 0, paint: null, dashes: null };
  return { width, paint: readColour(style[`border${side}Color`]), dashes: dashesOf(kind, width) };
}

function dashesOf(kind: string, width: number): string | null {
  if (kind === "dashed") return `${width * 3} ${width * 3}`;
  return kind === "dotted" ? `${width} ${width * 2}` : null;
}

function drawOutline(box: Box, radius: number, style: CSSStyleDeclaration, zoom: number): string {
  const width = parseFloat(style.outlineWidth) * zoom;
  const paint = readColour(style.outlineColor);
  if (style.outlineStyle === "none" || paint === null || !(width > 0)) return "";
  const away = parseFloat(style.outlineOffset) * zoom + width / 2;
  return rectangle(shrink(box, -away), radius === 0 ? 0 : radius + away, {
    ...strokeWith(paint),
    "stroke-width": width,
    "stroke-dasharray": dashesOf(style.outlineStyle, width),
  });
}

/** One shadow: colour, how far it is moved, how far it is spread. */
interface Shadow {
  readonly paint: Paint;
  readonly x: number;
  readonly y: number;
  readonly spread: number;
  readonly inset: boolean;
}

/** The shadows with sharp edges; soft ones are left out, since programs draw them in many ways. */
function readShadows(css: string): Shadow[] {
  if (css === "none") return [];
  return splitOutside(css, ",").flatMap((one) => {
    const lengths = [...one.matchAll(/(-?[\d.]+)px/g)].map(([, length]) => Number(length));
    const paint = readColour(one.replace(/-?[\d.]+px|\binset\b/g, "").trim());
    const [x, y, blur, spread] = lengths;
    return paint === null || blur > 0 ? [] : [{ paint, x, y, spread, inset: one.includes("inset") }];
  });
}

function drawShadow(box: Box, radius: number, { paint, x, y, spread }: Shadow, zoom: number): string {
  const grown = shrink(box, -spread * zoom);
  const moved = { ...grown, x: grown.x + x * zoom, y: grown.y + y * zoom };
  return rectangle(moved, radius === 0 ? 0 : radius + spread * zoom, fillWith(paint));
}

/** What of the box the moved and shrunken box leaves free. */
function drawInset(box: Box, { paint, x, y, spread }: Shadow, zoom: number): string {
  const small = shrink(box, spread * zoom);
  const left = Math.max(box.x, small.x + x * zoom);
  const top = Math.max(box.y, small.y + y * zoom);
  const right = Math.min(box.x + box.width, small.x + small.width + x * zoom);
  const bottom = Math.min(box.y + box.height, small.y + small.height + y * zoom);
  const outer = `M${box.x} ${box.y}h${box.width}v${box.height}h${-box.width}z`;
  const inner = `M${left} ${top}H${right}V${bottom}H${left}z`;
  return tag("path", { d: outer + inner, "fill-rule": "evenodd", ...fillWith(paint) });
}

/** A text in parts at a sign that stands in no brackets. */
export function splitOutside(text: string, sign: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const letter of text) {
    if (letter === "(") depth++;
    if (letter === ")") depth--;
    if (letter === sign && depth === 0) parts.push("");
    else parts[parts.length - 1] += letter;
  }
  return parts.map((part) => part.trim());
}
