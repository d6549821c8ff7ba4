import { fillWith, readColour } from "./colour.ts";
import { tag } from "./markup.ts";
import type { Sheet } from "./sheet.ts";
import { drawLine } from "./text.ts";

/** The mark before a list's item, or the triangle of what folds: neither is in the page's tree. */
export function drawMarker(element: Element, style: CSSStyleDeclaration, zoom: number, sheet: Sheet): string {
  if (style.display !== "list-item" || style.listStyleType === "none") return "";
  const size = parseFloat(style.fontSize) * zoom;
  const rect = element.getBoundingClientRect();
  const left = rect.left + (parseFloat(style.paddingLeft) + parseFloat(style.borderLeftWidth)) * zoom;
  const top = rect.top + (parseFloat(style.paddingTop) + parseFloat(style.borderTopWidth)) * zoom;
  const lineHeight = parseFloat(style.lineHeight) * zoom || size * 1.2;
  const paint = readColour(style.color);
  if (paint === null) return "";
  if (style.listStyleType.startsWith("disclosure-")) {
    const { x, y } = sheet.place(new DOMRect(left, top + lineHeight / 2));
    const open = style.listStyleType === "disclosure-open" || element.parentElement?.hasAttribute("open");
    const d = open
      ? `M${x} ${y - 0.3 * size}h${0.66 * size}l${-0.33 * size} ${0.6 * size}z`
      : `M${x} ${y - 0.33 * size}v${0.66 * size}l${0.6 * size} ${-0.33 * size}z`;
    return tag("path", { d, ...fillWith(paint) });
  }
  const place = { x: left - 0.5 * size, top: top + (lineHeight - 1.21 * size) / 2, anchor: "end" as const };
  return drawLine(markOf(element, style.listStyleType), place, style, zoom, sheet);
}

function markOf(element: Element, kind: string): string {
  if (kind !== "decimal") return "•";
  const items = [...(element.parentElement?.children ?? [])].filter(({ localName }) => localName === "li");
  const first = element.parentElement instanceof HTMLOListElement ? element.parentElement.start : 1;
  return `${first + items.indexOf(element)}.`;
}
