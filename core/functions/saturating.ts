import { exp, expm1 } from "./exponential.ts";
import { log1p } from "./log.ts";

/** 1 / (1 + e^−x), within 2 ulp, for large negative x too: e^x / (1 + e^x) there, which does not overflow. */
export function sigmoid(x: number): number {
  const e = exp(-Math.abs(x));
  return (x < 0 ? e : 1) / (1 + e);
}

/** tanh x, within 2 ulp; odd to the last bit, −0 for −0. */
export function tanh(x: number): number {
  // tanh |x| = (e^2|x| − 1) / (e^2|x| + 1), which is 1 to the last bit long before 2|x| = 40.
  const twice = 2 * Math.abs(x);
  const e = expm1(twice > 40 ? 40 : twice);
  const t = e / (e + 2);
  return x === 0 ? x : x < 0 ? -t : t;
}

/** ln(1 + e^x), within 2 ulp, as max(x, 0) + ln(1 + e^−|x|), which neither overflows nor loses digits. */
export function softplus(x: number): number {
  return (x > 0 ? x : 0) + log1p(exp(-Math.abs(x)));
}
