import { rgb } from "d3";
import { interpolateOklab, linearise } from "./oklab.ts";

/** The three kinds of numbers, each with one diverging scale around 0 for the whole lab. */
export type ScaleKind = "data" | "weights" | "gradients";

export type Theme = "light" | "dark";

interface Ends {
  readonly negative: string;
  readonly positive: string;
}

const NEUTRAL: Record<Theme, string> = { light: "#f1f3f5", dark: "#242c36" };

const ENDS: Record<Theme, Record<ScaleKind, Ends>> = {
  light: {
    data: { negative: "#7b3294", positive: "#1a8a4a" },
    weights: { negative: "#d9660b", positive: "#1f5fbf" },
    gradients: { negative: "#8c510a", positive: "#01776c" },
  },
  dark: {
    data: { negative: "#c08ae0", positive: "#5fcf8c" },
    weights: { negative: "#f5913d", positive: "#5fa0f5" },
    gradients: { negative: "#d6a24c", positive: "#4cc9bb" },
  },
};

/** Colours per side; the palette has 2 × SHADES + 1 entries with zero in the middle. */
const SHADES = 96;
/** Below 1, so that small values can be seen. */
const EXPONENT = 0.8;

/** One diverging palette: what a value between −1 and 1 looks like, as CSS and as pixels. */
export interface Palette {
  readonly kind: ScaleKind;
  readonly theme: Theme;
  readonly colours: readonly string[];
  /** Ink that stands off each colour by at least 4.5 : 1. */
  readonly inks: readonly string[];
  /** The same colours as little-endian RGBA words for an ImageData seen as Uint32Array. */
  readonly pixels: Uint32Array;
}

const cache = new Map<string, Palette>();

/** The palette of a kind of numbers in a theme; made once. */
export function paletteFor(kind: ScaleKind, theme: Theme): Palette {
  const name = `${theme} ${kind}`;
  let palette = cache.get(name);
  if (!palette) {
    palette = makePalette(kind, theme);
    cache.set(name, palette);
  }
  return palette;
}

function makePalette(kind: ScaleKind, theme: Theme): Palette {
  const ends = ENDS[theme][kind];
  const toNegative = interpolateOklab(NEUTRAL[theme], ends.negative);
  const toPositive = interpolateOklab(NEUTRAL[theme], ends.positive);
  const colours: string[] = [];
  for (let index = -SHADES; index <= SHADES; index++) {
    const strength = Math.abs(index) / SHADES;
    colours.push((index < 0 ? toNegative : toPositive)(strength));
  }
  return {
    kind,
    theme,
    colours,
    inks: colours.map((colour) => inkOn(colour)),
    pixels: Uint32Array.from(colours, (colour) => {
      const { r, g, b } = rgb(colour);
      return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
    }),
  };
}

/** Index into a palette for a value on the scale −limit … limit; values outside take the end's colour, NaN zero's. */
export function shadeOf(value: number, limit: number): number {
  if (!(limit > 0)) return SHADES;
  const part = Math.abs(value) / limit;
  if (!(part < 1)) return Number.isNaN(part) ? SHADES : value < 0 ? 0 : 2 * SHADES;
  // A power for every number of every matrix in every picture would be felt.
  let away = SHADE_FROM[Math.floor(part * SLICES)];
  if (part >= SHADE_BEGINS[away + 1]) away += 1;
  return value < 0 ? SHADES - away : SHADES + away;
}

/** The parts of the limit at which shades 0, 1, …, SHADES begin, counted from the middle: strength · SHADES is rounded. */
const SHADE_BEGINS = Float64Array.from({ length: SHADES + 1 }, (_, away) =>
  away === 0 ? 0 : ((away - 0.5) / SHADES) ** (1 / EXPONENT),
);
/** Slices of 0 … 1 that are narrower than any shade, and the shade that each begins in. */
const SLICES = 1024;
const SHADE_FROM = Uint8Array.from({ length: SLICES }, (_, slice) =>
  SHADE_BEGINS.findLastIndex((begin) => begin <= slice / SLICES),
);

/** Writes the pixels of numbers on the scale −limit … limit, as many as there are pixels; turned ones with the other sign. */
export function paintShades(
  pixels: Uint32Array,
  values: Float64Array,
  turned: boolean,
  palette: Palette,
  limit: number,
): void {
  const sign = turned ? -1 : 1;
  const colours = palette.pixels;
  for (let index = 0; index < pixels.length; index++) {
    pixels[index] = colours[shadeOf(sign * values[index], limit)];
  }
}

/** Black or white, whichever is read more easily on this colour. */
function inkOn(colour: string): string {
  return contrast(colour, "#000000") >= contrast(colour, "#ffffff") ? "#000000" : "#ffffff";
}

/** Contrast of two colours, 1 … 21, as WCAG 2 defines it. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const { r, g, b } = rgb(colour);
  const [red, green, blue] = [r, g, b].map((channel) => linearise(channel / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The next of 1, 2, 5 × 10ⁿ at or above a magnitude: a scale's end that does not flicker with every step. */
export function niceLimit(magnitude: number): number {
  if (!(magnitude > 0) || !Number.isFinite(magnitude)) return 1;
  const power = 10 ** Math.floor(Math.log10(magnitude));
  for (const factor of [1, 2, 5, 10]) {
    const limit = factor * power;
    if (magnitude <= limit * (1 + 1e-12) && Number.isFinite(limit)) return limit;
  }
  // At the ends of what a float64 holds there is no rounder number.
  return magnitude;
}
