import { rectangle, splitOutside } from "./box.ts";
import { readColour } from "./colour.ts";
import { tag } from "./markup.ts";
import type { Box, Sheet } from "./sheet.ts";

/** The ends of a gradient's line, in parts of the box. */
const directions: Readonly<Record<string, { x1: number; y1: number; x2: number; y2: number }>> = {
  "to right": { x1: 0, y1: 0, x2: 1, y2: 0 },
  "to left": { x1: 1, y1: 0, x2: 0, y2: 0 },
  "to bottom": { x1: 0, y1: 0, x2: 0, y2: 1 },
  "to top": { x1: 0, y1: 1, x2: 0, y2: 0 },
};

/** A box filled from one colour to others; nothing for images of any other kind. */
export function drawGradient(box: Box, radius: number, css: string, sheet: Sheet): string {
  const [, inside] = /^linear-gradient\((.*)\)$/s.exec(css) ?? [];
  if (inside === undefined) return "";
  const parts = splitOutside(inside, ",");
  const direction = directions[parts[0]];
  const stops = readStops(direction === undefined ? parts : parts.slice(1));
  if (stops === null) return "";
  const fill = sheet.define((id) =>
    tag("linearGradient", { id, ...(direction ?? directions["to bottom"]) }, stops.join("")),
  );
  return rectangle(box, radius, { fill });
}

function readStops(parts: readonly string[]): string[] | null {
  const stops = parts.map((part, k) => {
    const [, colour, share] = /^(.*?)(?:\s+([\d.]+)%)?$/s.exec(part) ?? [];
    const paint = readColour(colour);
    const offset = share === undefined ? k / Math.max(1, parts.length - 1) : Number(share) / 100;
    return tag("stop", {
      offset: String(offset),
      "stop-color": paint?.colour ?? "#000000",
      "stop-opacity": paint === null ? "0" : String(paint.opacity),
    });
  });
  // An angle is no colour.
  return parts.some((part) => /^-?[\d.]+(deg|turn|rad)$/.test(part)) ? null : stops;
}
