/*
 * x = m · 2^k with √½ < m < √2, f = m − 1, s = f/(2 + f), ln m = f − f²/2 + s (f²/2 + R(s²)): fdlibm's
 * e_log.c. Fast, where logarithm.ts is correctly rounded.
 */

const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;

const L1 = 6.66666666666673513e-1;
const L2 = 3.999999999940941908e-1;
const L3 = 2.857142874366239149e-1;
const L4 = 2.222219843214978396e-1;
const L5 = 1.818357216161805012e-1;
const L6 = 1.531383769920937332e-1;
const L7 = 1.479819860511658591e-1;

/** The high words of 1 and of √½, as fdlibm takes them apart. */
const HIGH_OF_ONE = 0x3ff00000;
const HIGH_OF_ROOT = 0x3fe6a09e;

const double = Float64Array.of(1);
const words = new Uint32Array(double.buffer);
/** Which of the two words holds sign and exponent: 1 on every little-endian machine. */
const HIGH_WORD = words[1] === HIGH_OF_ONE ? 1 : 0;

/** ln x, within 1 ulp; −∞ for 0, NaN below. */
export function log(x: number): number {
  if (!(x > 0 && x < Infinity)) return x === 0 ? -Infinity : x > 0 ? x : NaN;
  return logarithmOf(x, 0);
}

/** ln(1 + x), within 2 ulp also near 0, where 1 + x would lose its digits; −∞ for −1, NaN below, −0 for −0. */
export function log1p(x: number): number {
  const u = 1 + x;
  if (!(u > 0 && u < Infinity) || x === 0) return x === 0 ? x : u === 0 ? -Infinity : u > 0 ? u : NaN;
  // What 1 + x lost in rounding, handed on in first order.
  const lost = x < 1 ? x - (u - 1) : 1 - (u - x);
  return logarithmOf(u, lost / u);
}

/** ln u + correction for a finite u > 0 and a correction below ulp(1). */
function logarithmOf(u: number, correction: number): number {
  const subnormal = u < 2.2250738585072014e-308;
  double[0] = subnormal ? u * 18014398509481984 : u;
  const high = words[HIGH_WORD] + (HIGH_OF_ONE - HIGH_OF_ROOT);
  const k = (high >>> 20) - (subnormal ? 1023 + 54 : 1023);
  words[HIGH_WORD] = (high & 0x000fffff) + HIGH_OF_ROOT;
  const f = double[0] - 1;
  const half = 0.5 * f * f;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (L2 + w * (L4 + w * L6));
  const odd = z * (L1 + w * (L3 + w * (L5 + w * L7)));
  return s * (half + (odd + even)) + (k * LN2_LOW + correction) - half + f + k * LN2_HIGH;
}
