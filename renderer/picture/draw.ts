import { drawBox, radiusOf, rectangle, shrink } from "./box.ts";
import { readColour } from "./colour.ts";
import { drawControl } from "./control.ts";
import { copySvg } from "./copy-svg.ts";
import { embedFonts } from "./fonts.ts";
import { drawMarker } from "./marker.ts";
import { escape, tag } from "./markup.ts";
import { Sheet, type Box } from "./sheet.ts";
import { drawText } from "./text.ts";
import { unfold } from "./unfold.ts";

/** A view of the page as a drawing of its own. */
export interface Drawing {
  /** SVG with everything in it: fonts as data, canvases as images, no reference to anything else. */
  readonly svg: string;
  /** In pixels of the page. */
  readonly width: number;
  readonly height: number;
}

/**
 * Draws an element as it is seen now: boxes as rectangles, every line of text as text at its place, SVG as it is,
 * canvases as images. All that a view holds is drawn, also what has to be scrolled to.
 */
export async function drawElement(root: HTMLElement, title: string): Promise<Drawing> {
  const fold = unfold(root);
  let drawn: Drawn;
  try {
    drawn = drawNow(root);
  } finally {
    fold();
  }
  const { sheet, ground, content, width, height } = drawn;
  const fonts = await embedFonts(sheet.fonts.values());
  const svg = tag(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`, role: "img" },
    `<title>${escape(title)}</title><style>${fonts}</style><defs>${sheet.definitions}</defs>${ground}${content}`,
  );
  return { svg: `<?xml version="1.0" encoding="UTF-8"?>\n${svg}\n`, width, height };
}

/** What was read off the page at one moment. */
interface Drawn {
  readonly sheet: Sheet;
  readonly ground: string;
  readonly content: string;
  readonly width: number;
  readonly height: number;
}

function drawNow(root: HTMLElement): Drawn {
  const rect = root.getBoundingClientRect();
  const zoom = zoomOf(root);
  const width = Math.ceil(Math.max(rect.width, root.scrollWidth * zoom));
  const height = Math.ceil(Math.max(rect.height, root.scrollHeight * zoom));
  const sheet = new Sheet(rect.left - root.scrollLeft * zoom, rect.top - root.scrollTop * zoom);
  const ground = rectangle({ x: 0, y: 0, width, height }, 0, { fill: groundOf(root) });
  const content = drawInside(root, getComputedStyle(root), zoom, sheet);
  return { sheet, ground, content, width, height };
}

/** The first colour behind an element. */
function groundOf(element: Element): string {
  for (let one: Element | null = element; one !== null; one = one.parentElement) {
    const paint = readColour(getComputedStyle(one).backgroundColor);
    if (paint !== null) return paint.colour;
  }
  return "#ffffff";
}

/** What `zoom` makes of the page's pixels. */
function zoomOf(element: Element): number {
  return (element as { readonly currentCSSZoom?: number }).currentCSSZoom ?? 1;
}

function drawOne(element: Element, sheet: Sheet): string {
  const style = getComputedStyle(element);
  if (style.display === "none") return "";
  const zoom = zoomOf(element);
  if (style.display === "contents") return drawInside(element, style, zoom, sheet);
  const rect = element.getBoundingClientRect();
  // Words for screen readers alone are a pixel large.
  if (rect.width <= 1 && rect.height <= 1 && style.overflow === "hidden") return "";
  const opacity = Number(style.opacity);
  if (opacity === 0) return "";
  const seen = style.visibility !== "hidden";
  const boxes = style.display === "inline" ? [...element.getClientRects()] : [rect];
  const drawn = [
    ...(seen ? boxes.map((one) => drawBox(sheet.place(one), style, zoom, sheet)) : []),
    seen ? drawOwn(element, style, zoom, sheet) : "",
    element instanceof SVGElement ? "" : clipped(element, style, zoom, sheet),
  ].join("");
  const polygon = readPolygon(sheet.place(rect), style.clipPath, sheet);
  if (drawn === "" || (opacity === 1 && polygon === null)) return drawn;
  return tag("g", { opacity: opacity === 1 ? null : String(opacity), "clip-path": polygon }, drawn);
}

/** What an element shows that is no child of it. */
function drawOwn(element: Element, style: CSSStyleDeclaration, zoom: number, sheet: Sheet): string {
  if (element instanceof SVGSVGElement) return copySvg(element, zoom, sheet);
  if (element instanceof HTMLCanvasElement) return drawCanvas(element, style, sheet);
  return drawControl(element, style, zoom, sheet);
}

function drawCanvas(canvas: HTMLCanvasElement, style: CSSStyleDeclaration, sheet: Sheet): string {
  const { x, y, width, height } = sheet.place(canvas.getBoundingClientRect());
  if (canvas.width === 0 || canvas.height === 0) return "";
  const hard = style.imageRendering === "pixelated" ? "image-rendering:pixelated" : null;
  return tag("image", {
    x,
    y,
    width,
    height,
    href: canvas.toDataURL("image/png"),
    preserveAspectRatio: "none",
    style: hard,
  });
}

/** The children, cut where the element cuts them. */
function clipped(element: Element, style: CSSStyleDeclaration, zoom: number, sheet: Sheet): string {
  const inside = drawInside(element, style, zoom, sheet);
  const cuts = style.overflowX !== "visible" || style.overflowY !== "visible";
  const beyond = element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight;
  if (inside === "" || !cuts || !beyond) return inside;
  const border = parseFloat(style.borderTopWidth) * zoom;
  const box = shrink(sheet.place(element.getBoundingClientRect()), border);
  const radius = Math.max(0, radiusOf(box, style, zoom) - border);
  const path = sheet.define((id) => tag("clipPath", { id }, rectangle(box, radius, {})));
  return tag("g", { "clip-path": path }, inside);
}

/** An element's words and children, lower ones first. */
function drawInside(element: Element, style: CSSStyleDeclaration, zoom: number, sheet: Sheet): string {
  if (element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement) return "";
  const closed = element instanceof HTMLDetailsElement && !element.open;
  const children = [...element.childNodes].filter(
    (child) => !closed || (child instanceof Element && child.localName === "summary"),
  );
  const level = (child: ChildNode): number =>
    child instanceof HTMLElement ? Number(getComputedStyle(child).zIndex) || 0 : 0;
  const ordered = children
    .map((child) => ({ child, level: level(child) }))
    .sort((one, other) => one.level - other.level);
  return [
    drawMarker(element, style, zoom, sheet),
    drawPseudo(element, "::before", zoom, sheet),
    ...ordered.map(({ child }) => {
      if (child instanceof Element) return drawOne(child, sheet);
      if (!(child instanceof Text) || style.visibility === "hidden") return "";
      return drawText(child, style, zoom, sheet);
    }),
    drawPseudo(element, "::after", zoom, sheet),
  ].join("");
}

/** A shape that only the styles know: a box that is placed within its element. */
function drawPseudo(element: Element, name: "::before" | "::after", zoom: number, sheet: Sheet): string {
  const style = getComputedStyle(element, name);
  const { content, position, display } = style;
  if (content === "none" || content === "normal" || position !== "absolute" || display === "none") return "";
  const around = sheet.place(element.getBoundingClientRect());
  const own = getComputedStyle(element);
  const length = (value: string): number => (parseFloat(value) || 0) * zoom;
  const box: Box = {
    x: around.x + length(own.borderLeftWidth) + length(style.left),
    y: around.y + length(own.borderTopWidth) + length(style.top),
    width: length(style.width),
    height: length(style.height),
  };
  return drawBox(box, style, zoom, sheet);
}

/** A clipping path of corners in percent, as an arrow has it; null for anything else. */
function readPolygon({ x, y, width, height }: Box, clip: string, sheet: Sheet): string | null {
  const [, corners] = /^polygon\((.*)\)$/.exec(clip) ?? [];
  if (corners === undefined) return null;
  const points = corners.split(",").map((corner) => {
    const [across, down] = corner.trim().split(/\s+/);
    const at = (value: string, size: number): number =>
      value.endsWith("%") ? (parseFloat(value) / 100) * size : parseFloat(value);
    return `${x + at(across, width)},${y + at(down, height)}`;
  });
  return sheet.define((id) => tag("clipPath", { id }, tag("polygon", { points: points.join(" ") })));
}
