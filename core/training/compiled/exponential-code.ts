import type { FunctionWriter, Local } from "../../wasm/assembler.ts";

/*
 * core/functions/exponential.ts and saturating.ts, two numbers at a time, instruction by instruction: the
 * same operations in the same order, so that the bits are the same. What their comparisons choose is chosen
 * here by masks. Arguments that cannot occur (above 40 for expm1, above 0 for exp) are not looked for.
 */

const LOG2_E = 1.442695040888963387;
const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const ROUNDER = 6755399441055744;
const P = [
  1.66666666666666019037e-1, -2.77777777770155933842e-3, 6.61375632143793436117e-5, -1.6533902205465251539e-6,
  4.13813679705723846039e-8,
];

/** The bits of ROUNDER: a number just rounded by it holds k in its lowest bits above these. */
const ROUNDER_BITS = 0x4338000000000000n;
const BIAS = 1023n;
const MANTISSA = 52;
const SIGN = -(2n ** 63n);

/** z = k · ln 2 + high − low, and e^r − 1 − r of r = high − low; `rounded` is k + ROUNDER. */
interface Reduced {
  readonly rounded: Local;
  readonly high: Local;
  readonly low: Local;
  readonly curve: Local;
}

function writeReduction(code: FunctionWriter, z: Local): Reduced {
  const [rounded, k, high, low, r, t, c, curve] = Array.from({ length: 8 }, () => code.local("v128"));
  code.get(z).f64x2(LOG2_E).op("f64x2.mul").f64x2(ROUNDER).op("f64x2.add").tee(rounded);
  code.f64x2(ROUNDER).op("f64x2.sub").set(k);
  code.get(z).get(k).f64x2(LN2_HIGH).op("f64x2.mul").op("f64x2.sub").set(high);
  code.get(k).f64x2(LN2_LOW).op("f64x2.mul").set(low);
  code.get(high).get(low).op("f64x2.sub").tee(r).get(r).op("f64x2.mul").set(t);
  code.get(r).get(t);
  for (const p of P.slice(0, -1)) code.f64x2(p).get(t);
  code.f64x2(P[P.length - 1]);
  for (let i = 1; i < P.length; i++) code.op("f64x2.mul").op("f64x2.add");
  code.op("f64x2.mul").op("f64x2.sub").set(c);
  code.get(r).get(c).op("f64x2.mul").f64x2(2).get(c).op("f64x2.sub").op("f64x2.div").set(curve);
  return { rounded, high, low, curve };
}

/** out = tanh x. */
export function writeTanh(code: FunctionWriter, out: Local, x: Local): void {
  const [z, twice, ones, t] = Array.from({ length: 4 }, () => code.local("v128"));
  code.get(x).op("f64x2.abs").f64x2(2).op("f64x2.mul").set(twice);
  // NaN is not above 40, and stays.
  code.f64x2(40).get(twice).get(twice).f64x2(40).op("f64x2.gt").op("v128.bitselect").set(z);
  const { rounded, high, low, curve } = writeReduction(code, z);
  // 2^−k − 1.
  code
    .i64x2(ROUNDER_BITS + BIAS)
    .get(rounded)
    .op("i64x2.sub")
    .i32(MANTISSA)
    .op("i64x2.shl");
  code.f64x2(1).op("f64x2.sub").set(ones);
  // Up to k = 58 one exact factor 2^k does what two do.
  code.get(high).get(ones).op("f64x2.sub").get(low).get(curve).op("f64x2.sub").op("f64x2.sub");
  code.get(rounded).i64x2(BIAS).op("i64x2.add").i32(MANTISSA).op("i64x2.shl").op("f64x2.mul").set(t);
  code.get(t).get(t).f64x2(2).op("f64x2.add").op("f64x2.div");
  // The sign of x, −0 included.
  code.i64x2(SIGN).op("v128.andnot").get(x).i64x2(SIGN).op("v128.and").op("v128.or").set(out);
}

/** out = 1 / (1 + e^−x). */
export function writeSigmoid(code: FunctionWriter, out: Local, x: Local): void {
  const [z, negative, whole, half, e] = Array.from({ length: 5 }, () => code.local("v128"));
  code.get(x).op("f64x2.abs").op("f64x2.neg").set(negative);
  code.f64x2(-746).get(negative).get(negative).f64x2(-746).op("f64x2.lt").op("v128.bitselect").set(z);
  const { rounded, high, low, curve } = writeReduction(code, z);
  code.get(rounded).i64x2(ROUNDER_BITS).op("i64x2.sub").tee(whole).i32(1).op("i64x2.shr_s").set(half);
  const pushPower = (push: () => void): void => {
    push();
    code.i64x2(BIAS).op("i64x2.add").i32(MANTISSA).op("i64x2.shl");
  };
  code.f64x2(1).get(low).get(curve).op("f64x2.sub").get(high).op("f64x2.sub").op("f64x2.sub");
  pushPower(() => code.get(half));
  code.op("f64x2.mul");
  pushPower(() => code.get(whole).get(half).op("i64x2.sub"));
  code.op("f64x2.mul").set(e);
  code.get(e).f64x2(1).get(x).f64x2(0).op("f64x2.lt").op("v128.bitselect");
  code.f64x2(1).get(e).op("f64x2.add").op("f64x2.div").set(out);
}
