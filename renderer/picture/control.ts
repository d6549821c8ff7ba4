import { fillWith, readColour, strokeWith } from "./colour.ts";
import { tag } from "./markup.ts";
import { rectangle } from "./box.ts";
import type { Sheet } from "./sheet.ts";
import { drawLine } from "./text.ts";

/** What a control shows that is no text of the page: what was typed or chosen, a slider's place. */
export function drawControl(
  element: Element,
  style: CSSStyleDeclaration,
  zoom: number,
  sheet: Sheet,
): string {
  if (element instanceof HTMLInputElement && element.type === "range")
    return drawSlider(element, style, sheet);
  if (element instanceof HTMLInputElement && ["checkbox", "radio"].includes(element.type)) {
    return style.appearance === "none" ? "" : drawTick(element, style, sheet);
  }
  if (element instanceof HTMLSelectElement) {
    const chosen = element.selectedOptions[0]?.text ?? "";
    return drawValue(element, chosen, style, zoom, sheet) + drawArrow(element, style, sheet);
  }
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
    if (element.value !== "") return drawValue(element, element.value, style, zoom, sheet);
    const { color } = getComputedStyle(element, "::placeholder");
    return drawValue(element, element.placeholder, style, zoom, sheet, color);
  }
  return "";
}

/** The text of a field, as far as the field shows it; of several lines where it has some. */
function drawValue(
  element: HTMLElement,
  value: string,
  style: CSSStyleDeclaration,
  zoom: number,
  sheet: Sheet,
  colour = style.color,
): string {
  const measure = document.createElement("canvas").getContext("2d");
  if (measure === null || value === "") return "";
  measure.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const rect = element.getBoundingClientRect();
  const edge = (side: "Left" | "Right" | "Top"): number =>
    (parseFloat(style[`padding${side}`]) + parseFloat(style[`border${side}Width`])) * zoom;
  const area = element instanceof HTMLTextAreaElement;
  const lineHeight = (parseFloat(style.lineHeight) || parseFloat(style.fontSize) * 1.2) * zoom;
  const letters = parseFloat(style.fontSize) * 1.21 * zoom;
  const [left, right] = [rect.left + edge("Left"), rect.right - edge("Right")];
  const room = (right - left) / zoom;
  const side = {
    center: { x: (left + right) / 2, anchor: "middle" as const },
    right: { x: right, anchor: "end" as const },
    end: { x: right, anchor: "end" as const },
  }[style.textAlign] ?? { x: left };
  return (area ? wrap(value, room, measure) : [shorten(value, room, measure)])
    .map((line, k) => {
      const middle = area ? rect.top + edge("Top") + lineHeight * (k + 0.5) : rect.top + rect.height / 2;
      return drawLine(line, { ...side, top: middle - letters / 2, colour }, style, zoom, sheet);
    })
    .join("");
}

/** As much of a text as there is room for. */
function shorten(text: string, room: number, measure: CanvasRenderingContext2D): string {
  if (measure.measureText(text).width <= room + 1) return text;
  const letters = [...text];
  while (letters.length > 0 && measure.measureText(`${letters.join("")}…`).width > room) letters.pop();
  return `${letters.join("")}…`;
}

function wrap(text: string, room: number, measure: CanvasRenderingContext2D): string[] {
  return text.split("\n").flatMap((paragraph) => {
    const lines: string[] = [];
    let line = "";
    for (const word of paragraph.split(" ")) {
      const longer = line === "" ? word : `${line} ${word}`;
      if (line !== "" && measure.measureText(longer).width > room) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    return [...lines, line];
  });
}

function drawArrow(element: HTMLElement, style: CSSStyleDeclaration, sheet: Sheet): string {
  const paint = readColour(style.color);
  if (paint === null) return "";
  const { x, y, width, height } = sheet.place(element.getBoundingClientRect());
  const [right, middle] = [x + width - 7, y + height / 2];
  return tag("path", {
    d: `M${right - 7} ${middle - 1.5}l3.5 3.5l3.5 -3.5`,
    ...strokeWith(paint),
    "stroke-width": 1.4,
  });
}

function drawTick(element: HTMLInputElement, style: CSSStyleDeclaration, sheet: Sheet): string {
  const box = sheet.place(element.getBoundingClientRect());
  const accent = readColour(style.accentColor === "auto" ? style.color : style.accentColor);
  if (accent === null) return "";
  const round = element.type === "radio" ? box.width / 2 : 2;
  if (!element.checked) return rectangle(box, round, { ...strokeWith(accent), "stroke-width": 1 });
  const { x, y, width } = box;
  return (
    rectangle(box, round, fillWith(accent)) +
    tag("path", {
      d: `M${x + 0.25 * width} ${y + 0.5 * width}l${0.2 * width} ${0.2 * width}l${0.32 * width} ${-0.4 * width}`,
      fill: "none",
      stroke: "#ffffff",
      "stroke-width": 1.6,
    })
  );
}

/** As the lab's styles draw it: a thin line, filled to the thumb. */
function drawSlider(element: HTMLInputElement, style: CSSStyleDeclaration, sheet: Sheet): string {
  const root = getComputedStyle(document.documentElement);
  const mixed = (name: string): string => resolve(element, root.getPropertyValue(name));
  const accent = readColour(mixed("--accent"));
  const line = readColour(mixed("--line"));
  const surface = readColour(mixed("--surface"));
  if (accent === null || line === null || surface === null) return "";
  const { x, y, width, height } = sheet.place(element.getBoundingClientRect());
  const { min, max, valueAsNumber } = element;
  const share = (valueAsNumber - Number(min || 0)) / (Number(max || 100) - Number(min || 0) || 1);
  const cx = x + 7 + share * (width - 14);
  const track = { x, y: y + height / 2 - 2, width, height: 4 };
  return (
    rectangle(track, 2, fillWith(line)) +
    rectangle(
      { ...track, width: (parseFloat(style.getPropertyValue("--filled")) / 100 || 0) * width },
      2,
      fillWith(accent),
    ) +
    tag("circle", {
      cx,
      cy: y + height / 2,
      r: 6,
      ...fillWith(surface),
      stroke: accent.colour,
      "stroke-width": 2,
    })
  );
}

/** A custom property's colour as it is computed here, light or dark. */
function resolve(element: Element, value: string): string {
  const probe = document.createElement("span");
  probe.style.color = value;
  element.parentElement?.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
