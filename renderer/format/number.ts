import { RAISED } from "../../core/naming.ts";

/** Numbers as the lab writes them: a real minus sign, and never more room than there is. */

/**
 * A number for a small cell, as wide as `−0.29` and no wider: `12.3`, `−216`, `5e3`, `−3e-4` (there with
 * a hyphen in the exponent, which is narrower than the minus sign).
 */
export function formatCell(value: number): string {
  if (value === 0) return "0";
  if (!Number.isFinite(value)) return NOT_FINITE;
  const size = Math.abs(value);
  if (size < 0.00995 || size >= 999.5) return compactExponent(value);
  if (size < 9.995) return minus(value.toFixed(2));
  if (size < 99.95) return minus(value.toFixed(1));
  return minus(value.toFixed(0));
}

/** What stands in a cell whose number is not finite. */
const NOT_FINITE = "×";

/** Widths of glyphs against the size of the font, as Inter has them: tabular figures, and the widest others. */
const GLYPH_WIDTHS: Readonly<Record<string, number>> = { "−": 0.66, "-": 0.46, ".": 0.29, e: 0.59 };
const TABULAR_FIGURE = 0.65;
const WIDEST_FIGURE = 0.64;

/** Width of a cell's text at a size of 1, so that no digit is ever cut off. */
export function measureCell(text: string): number {
  let width = 0;
  const figure = isPower(text) ? WIDEST_FIGURE : TABULAR_FIGURE;
  for (const glyph of text) width += GLYPH_WIDTHS[glyph] ?? figure;
  return width;
}

/** Whether a cell's text has an exponent: its figures are not tabular, for there is nothing to align. */
export function isPower(text: string): boolean {
  return text.includes("e");
}

/** A number for sums that are read, in four decimals or five digits: `−0.2912`, `12.346`, `1.234e−5`. */
export function formatTerm(value: number): string {
  if (value === 0) return "0";
  if (!Number.isFinite(value)) return formatFull(value);
  const size = Math.abs(value);
  if (size < 1e-3 || size >= 1e6) return minus(trimExponent(value.toExponential(3)));
  if (size >= 1e5) return minus(value.toFixed(0));
  return minus(size < 1 ? value.toFixed(4) : trimExponent(value.toPrecision(5)));
}

/** A number for a table with little room, in four digits: `−0.2912`, `119.5`, `−3.31e−4`. */
export function formatTight(value: number): string {
  if (value === 0) return "0";
  if (!Number.isFinite(value)) return formatFull(value);
  const size = Math.abs(value);
  if (size < 1e-3 || size >= 99995) return minus(trimExponent(value.toExponential(2)));
  if (size >= 999.95) return minus(value.toFixed(0));
  return minus(size < 1 ? value.toFixed(4) : value.toPrecision(4));
}

/** Six significant digits, for the cost: `0.319335`, `1.55438e−29`. */
export function formatCost(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e7) return minus(trimExponent(value.toExponential(5)));
  return minus(size < 1 ? value.toFixed(6) : trimExponent(value.toPrecision(7)));
}

/**
 * Every digit that tells this number from its neighbours, as NumPy prints a float64: `1.0`, `8.5e−06`, `nan`.
 */
export function formatFull(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "−inf";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    const [digits, exponent] = value.toExponential().split("e");
    const power = Number(exponent);
    return minus(`${digits}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`);
  }
  const text = Object.is(value, -0) ? "-0" : String(value);
  return minus(Number.isInteger(value) ? `${text}.0` : text);
}

/** A whole number with groups of three: `1 540 000`. */
export function formatCount(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, "\u202f");
}

/** A size that only counts by its power of ten, above 0: `3·10⁻¹¹`, `0.02`, `0`. */
export function formatMagnitude(value: number): string {
  if (value === 0) return "0";
  if (!Number.isFinite(value)) return formatFull(value);
  if (value >= 0.01 && value < 1000) return String(Number(value.toPrecision(1)));
  const [digit, exponent] = value.toExponential(0).split("e");
  const raised = exponent
    .replace("+", "")
    .replace("-", "⁻")
    .replace(/\d/g, (one) => RAISED[Number(one)]);
  return `${digit}·10${raised}`;
}

function compactExponent(value: number): string {
  const [digits, exponent] = value.toExponential(0).split("e");
  return `${minus(digits)}e${Number(exponent)}`;
}

function trimExponent(text: string): string {
  return text.replace("e+", "e");
}

function minus(text: string): string {
  return text.replaceAll("-", "−");
}
