import type { Matrix } from "./matrix.ts";
import { padExponent, toExactScientific, toPositional, toScientific } from "./rounding.ts";

/** NumPy's default `printoptions`. */
const PRECISION = 8;
const LINE_WIDTH = 75;
const THRESHOLD = 1000;
const EDGE_ITEMS = 3;

/**
 * Exactly what `print(np.array(…))` shows for a two-dimensional float64 array: 8 digits, points aligned,
 * scientific where magnitudes spread, lines of 75 characters, `...` beyond 1000 elements.
 *
 * Source: numpy/core/arrayprint.py, `_formatArray` and `FloatingFormat` in floatmode "maxprec".
 */
export function formatMatrix(matrix: Matrix): string {
  const { rows, columns, values } = matrix;
  if (values.length === 0) return "[]";
  const summarised = values.length > THRESHOLD;
  const shownRows = shownPositions(rows, summarised);
  const shownColumns = shownPositions(columns, summarised);
  const shown = shownRows.flatMap((i) =>
    i === null ? [] : shownColumns.flatMap((j) => (j === null ? [] : [values[i * columns + j]])),
  );
  const format = chooseFormat(shown);
  const lines = shownRows.map((i) => {
    if (i === null) return "...";
    const words = shownColumns.map((j) => (j === null ? "..." : format(values[i * columns + j])));
    return formatRow(words, "  ", LINE_WIDTH - 2);
  });
  return `[${lines.join("\n ")}]`;
}

/** Exactly what `print(np.array(…))` shows for a one-dimensional float64 array, such as a bias. */
export function formatVector(values: Float64Array): string {
  if (values.length === 0) return "[]";
  const shown = shownPositions(values.length, values.length > THRESHOLD);
  const format = chooseFormat(shown.flatMap((i) => (i === null ? [] : [values[i]])));
  return formatRow(
    shown.map((i) => (i === null ? "..." : format(values[i]))),
    " ",
    LINE_WIDTH - 1,
  );
}

/** The positions 0 … length−1 that are shown; null stands for those left out. */
function shownPositions(length: number, summarised: boolean): (number | null)[] {
  const all = Array.from({ length }, (_, position) => position);
  if (!summarised || length <= 2 * EDGE_ITEMS) return all;
  return [...all.slice(0, EDGE_ITEMS), null, ...all.slice(-EDGE_ITEMS)];
}

/** One row in brackets, wrapped before a word that would reach past `width`. */
function formatRow(words: readonly string[], indent: string, width: number): string {
  const lines: string[] = [];
  let line = indent;
  words.forEach((word, position) => {
    if (line.length + word.length > width && line.length > indent.length) {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += word;
    if (position < words.length - 1) line += " ";
  });
  lines.push(line);
  return `[${lines.join("\n").slice(indent.length)}]`;
}

/** How all numbers of one array are written, so that their points stand below each other. */
function chooseFormat(shown: readonly number[]): (x: number) => string {
  const finite = shown.filter(Number.isFinite);
  const layout = needsExponents(finite) ? scientificLayout(finite) : positionalLayout(finite);
  const { after, write } = layout;
  let { before } = layout;
  if (finite.length < shown.length) {
    const infinity = shown.includes(-Infinity) ? "-inf" : "inf";
    before = Math.max(before, "nan".length - after - 1, infinity.length - after - 1);
  }
  return (x) => {
    if (Number.isNaN(x)) return "nan".padStart(before + 1 + after);
    if (!Number.isFinite(x)) return (x < 0 ? "-inf" : "inf").padStart(before + 1 + after);
    const text = write(x);
    return " ".repeat(Math.max(0, before - text.indexOf("."))) + text;
  };
}

interface Layout {
  /** Characters before the point. */
  readonly before: number;
  /** Characters after it. */
  readonly after: number;
  readonly write: (x: number) => string;
}

function needsExponents(finite: readonly number[]): boolean {
  let least = Infinity;
  let greatest = 0;
  for (const x of finite) {
    if (x === 0) continue;
    least = Math.min(least, Math.abs(x));
    greatest = Math.max(greatest, Math.abs(x));
  }
  return greatest > 0 && (greatest >= 1e8 || least < 1e-4 || greatest / least > 1000);
}

function positionalLayout(finite: readonly number[]): Layout {
  const texts = finite.map((x) => toPositional(x, PRECISION));
  const before = longest(texts.map((text) => text.slice(0, text.indexOf("."))));
  const after = longest(texts.map((text) => text.slice(text.indexOf(".") + 1)));
  const write = (x: number): string => {
    const text = toPositional(x, PRECISION);
    return text.padEnd(text.indexOf(".") + 1 + after);
  };
  return { before, after, write };
}

function scientificLayout(finite: readonly number[]): Layout {
  const parts = finite.map((x) => toScientific(x, PRECISION));
  const before = longest(parts.map(([mantissa]) => mantissa.slice(0, mantissa.indexOf("."))));
  const digits = longest(parts.map(([mantissa]) => mantissa.slice(mantissa.indexOf(".") + 1)));
  const exponentDigits = longest(parts.map(([, exponent]) => exponent)) - 1;
  const write = (x: number): string => {
    const [mantissa, exponent] = toExactScientific(x, digits);
    return `${mantissa}e${padExponent(exponent, exponentDigits)}`;
  };
  return { before, after: digits + 2 + exponentDigits, write };
}

function longest(texts: readonly string[]): number {
  return texts.reduce((length, text) => Math.max(length, text.length), 0);
}
