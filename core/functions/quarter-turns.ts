import { powerOfTwo } from "./power-of-two.ts";

const TWO_OVER_PI = 6.36619772367581382433e-1;
const ROUNDER = 6755399441055744;

/** π/2 in parts of 33 bits, so that a whole number below 2^20 times one is exact, and what each leaves. */
const PART_1 = 1.57079632673412561417;
const PART_2 = 6.0771005063039659766e-11;
const PART_3 = 2.0222662487111664558e-21;
const REST_3 = 8.47842766036889956997e-32;

/** Arguments up to which three parts are enough. */
const LARGE = 1647099;

/** Bits after the point where whole-number arithmetic takes over: the largest double has 1024 before it. */
const FRACTION_BITS = 1260n;
const KEPT_BITS = 200;

const double = new Float64Array(1);
const bits = new BigUint64Array(double.buffer);
let halfPi: bigint | null = null;

/**
 * x = (n + 4 m) · π/2 + rest[0] + rest[1] with |rest[0]| ≤ π/4 or so, good to about 2^−118 of a turn; returns n, which
 * is 0, 1, 2 or 3. The rest of an infinity or NaN is NaN.
 */
export function quarterTurns(rest: Float64Array, x: number): number {
  const a = Math.abs(x);
  if (!(a < Infinity)) {
    rest[0] = NaN;
    rest[1] = NaN;
    return 0;
  }
  if (a <= 0.7853981633974483) {
    rest[0] = x;
    rest[1] = 0;
    return 0;
  }
  if (a > LARGE) return turnsOfLarge(rest, x);
  const n = x * TWO_OVER_PI + ROUNDER - ROUNDER;
  const first = x - n * PART_1;
  const second = first - n * PART_2;
  const lost = first - second - n * PART_2;
  const third = second + lost - n * PART_3;
  const lostToo = second - third + lost - n * PART_3 - n * REST_3;
  rest[0] = third + lostToo;
  rest[1] = third - rest[0] + lostToo;
  return n & 3;
}

/** The same in whole numbers, for arguments so large that the parts of π/2 run out. Rare, and slow. */
function turnsOfLarge(rest: Float64Array, x: number): number {
  const divisor = (halfPi ??= computeHalfPi());
  double[0] = Math.abs(x);
  const exponent = (bits[0] >> 52n) - 1075n;
  const mantissa = (bits[0] & 0xfffffffffffffn) | 0x10000000000000n;
  const fixed = mantissa << (FRACTION_BITS + exponent);
  let n = fixed / divisor;
  let left = fixed % divisor;
  if (2n * left > divisor) {
    left -= divisor;
    n++;
  }
  if (x < 0) {
    left = -left;
    n = -n;
  }
  const kept = left >> (FRACTION_BITS - BigInt(KEPT_BITS));
  rest[0] = Number(kept) * powerOfTwo(-KEPT_BITS);
  rest[1] = Number(kept - BigInt(rest[0] * powerOfTwo(KEPT_BITS))) * powerOfTwo(-KEPT_BITS);
  return Number(n & 3n);
}

/** π/2 = 8 arctan(1/5) − 2 arctan(1/239) (Machin) as a fixed-point number. */
function computeHalfPi(): bigint {
  const guard = 16n;
  const arctan = (inverse: bigint): bigint => {
    let power = (1n << (FRACTION_BITS + guard)) / inverse;
    let total = 0n;
    for (let k = 1n; power !== 0n; k += 2n) {
      total += k % 4n === 1n ? power / k : -(power / k);
      power /= inverse * inverse;
    }
    return total;
  };
  return (8n * arctan(5n) - 2n * arctan(239n)) >> guard;
}
