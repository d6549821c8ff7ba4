/*
 * Decimal digits as NumPy prints them. NumPy's Dragon4 and JavaScript agree on the shortest digits that read
 * back as the same number; where digits are cut off, NumPy rounds exact halves to the even digit and
 * JavaScript rounds them up.
 */

/** A double that is not exactly half-way between two such decimals is told from it by this many digits more. */
const DIGITS_THAT_DECIDE = 60;

/**
 * x in positional notation: the shortest digits, at most `precision` after the point, trailing zeros
 * trimmed, the point kept: `0.5`, `-0.`, `12.`. For finite |x| < 10²¹ that JavaScript writes without an
 * exponent.
 */
export function toPositional(x: number, precision: number): string {
  const [whole, fraction] = splitAt(signed(x, String(Math.abs(x))), ".");
  if (fraction.length <= precision) return `${whole}.${fraction}`;
  const magnitude = Math.abs(x);
  const rounded = halfToEven(
    magnitude.toFixed(precision),
    magnitude.toFixed(precision + DIGITS_THAT_DECIDE),
    precision,
  );
  return signed(x, trimZeros(rounded));
}

/**
 * x as mantissa and exponent, at most `precision` digits after the point: `1.5e-07` is
 * `["1.5", "-07"]`, the exponent in at least two digits.
 */
export function toScientific(x: number, precision: number): [mantissa: string, exponent: string] {
  const [mantissa, exponent] = splitAt(Math.abs(x).toExponential(), "e");
  const [, fraction] = splitAt(mantissa, ".");
  if (fraction.length > precision) {
    const [digits, power] = toExactScientific(x, precision);
    return [trimZeros(digits), power];
  }
  return [signed(x, fraction === "" ? `${mantissa}.` : mantissa), padExponent(exponent, 2)];
}

/** As `toScientific`, but with exactly `precision` digits after the point. */
export function toExactScientific(x: number, precision: number): [mantissa: string, exponent: string] {
  const magnitude = Math.abs(x);
  const [rounded, exponent] = splitAt(magnitude.toExponential(precision), "e");
  const [long, longExponent] = splitAt(magnitude.toExponential(precision + DIGITS_THAT_DECIDE), "e");
  const carried = exponent !== longExponent;
  const mantissa = carried ? rounded : halfToEven(rounded, long, precision);
  return [signed(x, mantissa.includes(".") ? mantissa : `${mantissa}.`), padExponent(exponent, 2)];
}

/** `-7` in three digits is `-007`; `8` in two is `+08`. */
export function padExponent(exponent: string, digits: number): string {
  const sign = exponent.startsWith("-") ? "-" : "+";
  return sign + exponent.replace(/^[+-]/, "").padStart(digits, "0");
}

/** `rounded`, unless `long` ends in exactly one half after `precision` digits and its last digit is even. */
function halfToEven(rounded: string, long: string, precision: number): string {
  const cut = long.indexOf(".") + 1 + precision;
  const half = /^50*$/.test(long.slice(cut));
  const lastDigit = long.slice(0, cut).replace(".", "").at(-1);
  return half && Number(lastDigit) % 2 === 0 ? long.slice(0, cut) : rounded;
}

function trimZeros(digits: string): string {
  return digits.replace(/(\.\d*?)0+$/, "$1");
}

function signed(x: number, digits: string): string {
  return x < 0 || Object.is(x, -0) ? `-${digits}` : digits;
}

/** The text before and after the mark; nothing stands after a mark that is not there. */
function splitAt(text: string, mark: string): [before: string, after: string] {
  const place = text.indexOf(mark);
  return place === -1 ? [text, ""] : [text.slice(0, place), text.slice(place + 1)];
}
