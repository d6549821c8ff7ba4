import { scale, powerOfTwo } from "./power-of-two.ts";

/*
 * x = k·ln 2 + r with a whole k and |r| ≤ ½ ln 2, in two parts of ln 2 so that r = high − low keeps more
 * than 53 bits (Cody and Waite), then e^r = 1 + r + r·c/(2 − c) with c = r − r²·P(r²), fdlibm's e_exp.c.
 *
 * Nothing here but + − × ÷, comparisons that choose between two numbers, and exact powers of two, always
 * in the same order and without a branch that matters: every engine, and SIMD, gives the same bits.
 */

const LOG2_E = 1.442695040888963387;
const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
/** 1.5 · 2^52: added and taken away again, it rounds to the nearest whole number, ties to even. */
const ROUNDER = 6755399441055744;

const P1 = 1.66666666666666019037e-1;
const P2 = -2.77777777770155933842e-3;
const P3 = 6.61375632143793436117e-5;
const P4 = -1.6533902205465251539e-6;
const P5 = 4.13813679705723846039e-8;

/** e^x, within 1 ulp; 0 below −745.13, ∞ above 709.78, NaN for NaN. */
export function exp(x: number): number {
  // Where e^x is ∞ or 0 anyway, nearer arguments do as well and keep k small.
  const below = x > 710 ? 710 : x;
  const z = below < -746 ? -746 : below;
  const k = z * LOG2_E + ROUNDER - ROUNDER;
  const high = z - k * LN2_HIGH;
  const low = k * LN2_LOW;
  return scale(1 - (low - curve(high - low) - high), k);
}

/** e^x − 1, within 2 ulp also near 0, where e^x − 1 would lose its digits; −0 for −0. */
export function expm1(x: number): number {
  const below = x > 710 ? 710 : x;
  const z = below < -40 ? -40 : below;
  const k = z * LOG2_E + ROUNDER - ROUNDER;
  const high = z - k * LN2_HIGH;
  const low = k * LN2_LOW;
  // 2^k (e^r − (1 − (1 − 2^−k))): for k = 0 the ones are gone before they could cost a digit.
  const ones = powerOfTwo(-(k | 0)) - 1;
  return scale(high - ones - (low - curve(high - low)), k);
}

/** e^r − 1 − r for |r| ≤ ½ ln 2. */
function curve(r: number): number {
  const t = r * r;
  const c = r - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))));
  return (r * c) / (2 - c);
}
