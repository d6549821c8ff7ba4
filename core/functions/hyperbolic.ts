import { exp, expm1 } from "./exponential.ts";

/** Beyond it e^|x| may overflow where half of it does not. */
const LARGE = 709;

/** sinh x, within 3 ulp; odd to the last bit, −0 for −0. */
export function sinh(x: number): number {
  const a = Math.abs(x);
  if (a > LARGE) return Math.sign(x) * halfExponential(a);
  const e = expm1(a);
  const s = 0.5 * (e + e / (e + 1));
  return x === 0 ? x : x < 0 ? -s : s;
}

/** cosh x, within 2 ulp. */
export function cosh(x: number): number {
  const a = Math.abs(x);
  if (a > LARGE) return halfExponential(a);
  const e = exp(a);
  return 0.5 * e + 0.5 / e;
}

/** e^x / 2 for a large x, which is finite a little longer than e^x. */
function halfExponential(x: number): number {
  const root = exp(0.5 * x);
  return 0.5 * root * root;
}
