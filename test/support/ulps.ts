const double = new Float64Array(1);
const bits = new BigInt64Array(double.buffer);

/** How many doubles lie from a to b, both finite: 0 for the same one, −0 and 0 included. */
export function ulpsBetween(a: number, b: number): number {
  const distance = position(a) - position(b);
  return Number(distance < 0n ? -distance : distance);
}

/** The double next to x, above it. */
export function nextUp(x: number): number {
  const next = position(x) + 1n;
  bits[0] = next < 0n ? -0x8000000000000000n - next : next;
  return double[0];
}

/** Doubles counted from 0, negative ones downwards. */
function position(x: number): bigint {
  double[0] = x;
  return bits[0] < 0n ? -0x8000000000000000n - bits[0] : bits[0];
}
