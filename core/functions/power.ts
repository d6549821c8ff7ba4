import { exp } from "./exponential.ts";
import { writeLogarithm } from "./logarithm.ts";

/** 2^27 + 1 cuts a double into two halves whose products are exact (Dekker 1971). */
const SPLITTER = 134217729;

const logarithm = new Float64Array(2);

/**
 * x to the power y, within 2 ulp, with the special values of C's and NumPy's pow: 1 for y = 0 and for
 * x = 1 even where the other is NaN, NaN for a negative x and a y that is not whole.
 */
export function power(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (x !== x || y !== y) return NaN;
  const whole = Math.floor(y) === y;
  const odd = whole && Math.abs(y) < 9007199254740992 && y % 2 !== 0;
  const a = Math.abs(x);
  if (a === 0 || a === Infinity) {
    const size = (a === 0) === y > 0 ? 0 : Infinity;
    return odd && (x < 0 || Object.is(x, -0)) ? -size : size;
  }
  if (y === Infinity || y === -Infinity) return a === 1 ? 1 : a > 1 === y > 0 ? Infinity : 0;
  if (x < 0 && !whole) return NaN;
  const size = powerOf(a, y);
  return x < 0 && odd ? -size : size;
}

/** a^y = e^(y ln a) for finite numbers and a > 0, with ln a and the product in two doubles each. */
function powerOf(a: number, y: number): number {
  writeLogarithm(logarithm, a);
  const high = logarithm[0];
  const product = y * high;
  if (product > 710) return Infinity;
  if (product < -746) return 0;
  const yHalf = SPLITTER * y - (SPLITTER * y - y);
  const highHalf = SPLITTER * high - (SPLITTER * high - high);
  const yRest = y - yHalf;
  const highRest = high - highHalf;
  const lost = yHalf * highHalf - product + yHalf * highRest + yRest * highHalf + yRest * highRest;
  const rest = lost + y * logarithm[1];
  const size = exp(product);
  return size === Infinity ? size : size + size * rest;
}

/** x^n for a whole n from −64 to 64, by squaring: half an ulp for each product, and fast. */
export function wholePower(x: number, n: number): number {
  let result = 1;
  let square = x;
  for (let left = Math.abs(n); left > 0; left >>= 1) {
    if (left % 2 === 1) result *= square;
    square *= square;
  }
  return n < 0 ? 1 / result : result;
}
