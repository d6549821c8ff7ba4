import { readColour } from "./colour.ts";
import { tag } from "./markup.ts";
import type { Box, Sheet } from "./sheet.ts";
import { fontOf } from "./text.ts";

/** What an element of an SVG is drawn with, and what it is where nothing is said. */
const usual: Readonly<Record<string, string>> = {
  "stroke-width": "1px",
  "stroke-dasharray": "none",
  "stroke-linecap": "butt",
  "stroke-linejoin": "miter",
  "fill-rule": "nonzero",
  "fill-opacity": "1",
  "stroke-opacity": "1",
  opacity: "1",
  "text-anchor": "start",
  "dominant-baseline": "auto",
  "paint-order": "normal",
  "vector-effect": "none",
  "marker-end": "none",
};

/** The attributes that say where something is. */
const geometry = [
  "d",
  "x",
  "y",
  "x1",
  "y1",
  "x2",
  "y2",
  "cx",
  "cy",
  "r",
  "rx",
  "ry",
  "dx",
  "dy",
  "width",
  "height",
  "points",
  "transform",
];

/** Shapes, and what holds some; anything else in an SVG is left out. */
const drawn = new Set([
  "g",
  "path",
  "rect",
  "circle",
  "ellipse",
  "line",
  "polyline",
  "polygon",
  "text",
  "tspan",
  "svg",
]);

/** An SVG of the page, its styles written into its parts, at its place in the picture. */
export function copySvg(svg: SVGSVGElement, zoom: number, sheet: Sheet): string {
  const { transform, rotate } = getComputedStyle(svg);
  const turned = transform === "none" ? null : new DOMMatrix(transform);
  const place = sheet.place(svg.getBoundingClientRect());
  const angle = (parseFloat(rotate) || 0) + (turned ? (Math.atan2(turned.b, turned.a) * 180) / Math.PI : 0);
  const { x, y, width, height } = angle === 0 ? place : unturned(place, svg, zoom);
  if (width === 0 || height === 0) return "";
  const viewBox = svg.getAttribute("viewBox") ?? `0 0 ${width / zoom} ${height / zoom}`;
  const overflow = getComputedStyle(svg).overflow === "visible" ? "visible" : null;
  const preserveAspectRatio = svg.getAttribute("preserveAspectRatio");
  const copied = tag(
    "svg",
    { x, y, width, height, viewBox, overflow, preserveAspectRatio },
    [...svg.children].map((child) => copyPart(child, sheet)).join(""),
  );
  if (angle === 0) return copied;
  return tag("g", { transform: `rotate(${angle} ${x + width / 2} ${y + height / 2})` }, copied);
}

/** The box of an icon before it was turned around its middle. */
function unturned({ x, y, width, height }: Box, svg: SVGSVGElement, zoom: number): Box {
  const [own, tall] = [svg.clientWidth * zoom, svg.clientHeight * zoom];
  return { x: x + (width - own) / 2, y: y + (height - tall) / 2, width: own, height: tall };
}

function copyPart(part: Element, sheet: Sheet): string {
  const name = part.localName;
  const style = getComputedStyle(part);
  if (!drawn.has(name) || style.display === "none" || style.visibility === "hidden") return "";
  const isText = name === "text" || name === "tspan";
  const isGroup = name === "g" || name === "svg";
  const fill = readColour(style.fill);
  const stroke = readColour(style.stroke);
  if (!isGroup && fill === null && stroke === null) return "";
  const own = Object.fromEntries(
    Object.entries(usual).flatMap(([property, value]) => {
      const computed = style.getPropertyValue(property);
      return computed === value || computed === "" ? [] : [[property, computed.replace(/px\b/g, "")]];
    }),
  );
  const paint = isGroup
    ? {}
    : {
        fill: fill?.colour ?? "none",
        ...(fill !== null && fill.opacity < 1 ? { "fill-opacity": String(fill.opacity) } : {}),
        ...(stroke === null ? {} : { stroke: stroke.colour }),
        ...(stroke !== null && stroke.opacity < 1 ? { "stroke-opacity": String(stroke.opacity) } : {}),
      };
  const place = Object.fromEntries(
    geometry.flatMap((key) => {
      const value = part.getAttribute(key);
      return value === null ? [] : [[key, value]];
    }),
  );
  if (isText) sheet.use(style, part.textContent);
  const content = [...part.childNodes]
    .map((child) => {
      if (child instanceof Element) return copyPart(child, sheet);
      return isText && child instanceof Text ? writeWords(child.data) : "";
    })
    .join("");
  return tag(name, { ...place, ...own, ...paint, ...(isText ? fontOf(style, 1) : {}) }, content);
}

function writeWords(text: string): string {
  return text.replace(/\s+/g, " ").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
