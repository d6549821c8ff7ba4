import { rgb } from "d3";

/** A colour in Oklab: lightness 0 … 1, green–red and blue–yellow around 0. */
type Oklab = readonly [lightness: number, a: number, b: number];

/**
 * Interpolates two colours in Oklab, where equal steps look equal and a blue stays blue on its way to
 * grey (in CIELAB it turns violet). Source: Björn Ottosson, "A perceptual color space for image
 * processing", 2020.
 */
export function interpolateOklab(from: string, to: string): (part: number) => string {
  const start = toOklab(from);
  const end = toOklab(to);
  return (part) => toHex(start.map((value, index) => value + (end[index] - value) * part));
}

function toOklab(colour: string): Oklab {
  const { r, g, b } = rgb(colour);
  const [red, green, blue] = [r, g, b].map((channel) => linearise(channel / 255));
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const medium = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short,
    1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short,
    0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short,
  ];
}

function toHex([lightness, a, b]: readonly number[]): string {
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
  const [red, green, blue] = linear.map((channel) => 255 * encode(channel));
  return rgb(red, green, blue).formatHex();
}

/** One channel of sRGB, 0 … 1, in linear light. */
export function linearise(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

function encode(light: number): number {
  const bounded = Math.min(1, Math.max(0, light));
  return bounded <= 0.0031308 ? 12.92 * bounded : 1.055 * bounded ** (1 / 2.4) - 0.055;
}
