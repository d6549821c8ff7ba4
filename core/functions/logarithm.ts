/*
 * Math.log is allowed to be wrong in its last bit, and each browser and C library is wrong elsewhere. Normal
 * draws go through a logarithm, so one that differs in a bit would make another data set.
 *
 * This one works in double-double arithmetic: a number is held as high + low, |low| ≤ ulp(high)/2, which
 * makes about 104 bits (Dekker 1971). The error before the last rounding stays below 2^-95 of the result, so
 * that the result is the double nearest to the true logarithm but for about one argument in 2^40.
 */

/** How many bits stand after the point while the constants are computed. */
const FRACTION_BITS = 160n;
/** 2^27 + 1 cuts a double into two halves whose products are exact. */
const SPLITTER = 134217729;
/** Terms of log(1 + r) = r − r²/2 + r³/3 − …, for |r| < 2^-8; the first ones need double-double. */
const TERMS = 13;
const EXACT_TERMS = 7;

/** The low half of the double-double that a function of this module returned last. */
let low = 0;

interface Constants {
  /** ln 2 in three parts; the first two have so few bits that an exponent times them is exact. */
  readonly ln2: readonly [number, number, number];
  /** −ln(k/256) as high and low, at 2·k. */
  readonly steps: Float64Array;
  /** 1/n as high and low, at 2·n. */
  readonly inverses: Float64Array;
}

let constants: Constants | null = null;

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
words[0] = 1;
/** Which of the two words holds sign and exponent: 1 on every little-endian machine. */
const HIGH_WORD = double[0] === 2 ** -1074 ? 1 : 0;

/** ln x, correctly rounded: the double nearest to the true value. NaN for x < 0, −∞ for 0. */
export function logarithm(x: number): number {
  if (!(x > 0) || x === Infinity) return Math.log(x);
  const { ln2, steps } = (constants ??= computeConstants());

  // x = m · 2^exponent, √½ ≤ m < √2 or so.
  const subnormal = x < 2 ** -1022;
  double[0] = subnormal ? x * 2 ** 54 : x;
  const biased = words[HIGH_WORD] >>> 20;
  words[HIGH_WORD] = (words[HIGH_WORD] & 0x000fffff) | 0x3ff00000;
  let m = double[0];
  let exponent = biased - (subnormal ? 1023 + 54 : 1023);
  if (m > Math.SQRT2) {
    m /= 2;
    exponent += 1;
  }

  // m = (256/k)(1 + r) with a whole k, so that r is exact in two parts and ln m = −ln(k/256) + ln(1 + r).
  const k = Math.round(256 / m);
  const mHigh = SPLITTER * m - (SPLITTER * m - m);
  const r = addExactly((mHigh * k) / 256 - 1, ((m - mHigh) * k) / 256);
  let high = logarithmOfOnePlus(r, low);
  high = addDoubles(high, low, steps[2 * k], steps[2 * k + 1]);
  if (exponent === 0) return high;
  const tail = low;
  const turns = addExactly(exponent * ln2[0], exponent * ln2[1]);
  return addDoubles(turns, low + exponent * ln2[2], high, tail);
}

/** parts[0] + parts[1] = ln x for a finite x > 0, the second as small as half the last digit of the first. */
export function writeLogarithm(parts: Float64Array, x: number): void {
  parts[0] = logarithm(x);
  parts[1] = low;
}

/** ln(1 + r) for r = high + rest by Horner's rule; leaves the low half in `low`. */
function logarithmOfOnePlus(high: number, rest: number): number {
  const { inverses } = (constants ??= computeConstants());
  let tail = 0;
  for (let n = TERMS; n > EXACT_TERMS; n--) tail = inverses[2 * n] - high * tail;
  let sum = tail;
  low = 0;
  for (let n = EXACT_TERMS; n > 0; n--) {
    sum = multiplyDoubles(sum, low, -high, -rest);
    sum = addDoubles(inverses[2 * n], inverses[2 * n + 1], sum, low);
  }
  return multiplyDoubles(sum, low, high, rest);
}

/** a + b without error: the rounded sum, the rest in `low` (Knuth). */
function addExactly(a: number, b: number): number {
  const sum = a + b;
  const added = sum - a;
  low = a - (sum - added) + (b - added);
  return sum;
}

/** (a + aLow) + (b + bLow) in double-double. */
function addDoubles(a: number, aLow: number, b: number, bLow: number): number {
  const high = addExactly(a, b);
  const highRest = low;
  const tails = addExactly(aLow, bLow);
  const tailsRest = low;
  const first = addExactly(high, highRest + tails);
  return addExactly(first, low + tailsRest);
}

/** (a + aLow) · (b + bLow) in double-double. */
function multiplyDoubles(a: number, aLow: number, b: number, bLow: number): number {
  const product = a * b;
  const aHalf = SPLITTER * a - (SPLITTER * a - a);
  const bHalf = SPLITTER * b - (SPLITTER * b - b);
  const aRest = a - aHalf;
  const bRest = b - bHalf;
  const error = aHalf * bHalf - product + aHalf * bRest + aRest * bHalf + aRest * bRest;
  return addExactly(product, error + (a * bLow + aLow * b));
}

/** The constants out of whole-number arithmetic with 160 bits after the point; takes a few milliseconds. */
function computeConstants(): Constants {
  const one = 1n << FRACTION_BITS;
  const steps = new Float64Array(2 * 363);
  for (let k = 181; k <= 362; k++) writeDouble(steps, k, -fixedLogarithm(BigInt(k), 256n));
  const inverses = new Float64Array(2 * (TERMS + 1));
  for (let n = 1; n <= TERMS; n++) writeDouble(inverses, n, one / BigInt(n));
  const ln2 = fixedLogarithm(2n, 1n);
  const first = (ln2 >> (FRACTION_BITS - 32n)) << (FRACTION_BITS - 32n);
  const second = ((ln2 - first) >> (FRACTION_BITS - 72n)) << (FRACTION_BITS - 72n);
  return { ln2: [toNumber(first), toNumber(second), toNumber(ln2 - first - second)], steps, inverses };
}

/** ln(a/b) = 2 artanh((a−b)/(a+b)) = 2(s + s³/3 + s⁵/5 + …) as a fixed-point number. */
function fixedLogarithm(a: bigint, b: bigint): bigint {
  let power = ((a - b) << FRACTION_BITS) / (a + b);
  const square = (power * power) >> FRACTION_BITS;
  let total = 0n;
  for (let n = 1n; power !== 0n && power !== -1n; n += 2n) {
    total += power / n;
    power = (power * square) >> FRACTION_BITS;
  }
  return 2n * total;
}

function writeDouble(pairs: Float64Array, index: number, fixed: bigint): void {
  const high = toNumber(fixed);
  pairs[2 * index] = high;
  pairs[2 * index + 1] = toNumber(fixed - BigInt(high * 2 ** Number(FRACTION_BITS)));
}

/** The nearest double. */
function toNumber(fixed: bigint): number {
  return Number(fixed) / 2 ** Number(FRACTION_BITS);
}
