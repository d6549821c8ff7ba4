/** Halves of halves of a sum: 128 · 2⁶⁴ numbers need no more. */
const parts = new Float64Array(65);

/**
 * out[0] = Σ values[i]² of the first `count`, bit for bit `np.sum(values**2)`: NumPy sums in halves, with
 * eight sums side by side below 128 elements (`DOUBLE_pairwise_sum` in loops_utils.h.src). 0 for none.
 * It is not returned: the engine would make an object of a returned number.
 */
export function sumOfSquaresInto(out: Float64Array, values: Float64Array, count: number): void {
  sumInto(0, values, 0, count);
  out[0] = parts[0];
}

function sumInto(at: number, values: Float64Array, start: number, count: number): void {
  if (count > 128) {
    const half = count >>> 1;
    const left = half - (half % 8);
    sumInto(at, values, start, left);
    sumInto(at + 1, values, start + left, count - left);
    parts[at] += parts[at + 1];
    return;
  }
  let i = start;
  const end = start + count;
  let total = 0;
  if (count >= 8) {
    let r0 = 0;
    let r1 = 0;
    let r2 = 0;
    let r3 = 0;
    let r4 = 0;
    let r5 = 0;
    let r6 = 0;
    let r7 = 0;
    for (const whole = end - (count % 8); i < whole; i += 8) {
      r0 += values[i] * values[i];
      r1 += values[i + 1] * values[i + 1];
      r2 += values[i + 2] * values[i + 2];
      r3 += values[i + 3] * values[i + 3];
      r4 += values[i + 4] * values[i + 4];
      r5 += values[i + 5] * values[i + 5];
      r6 += values[i + 6] * values[i + 6];
      r7 += values[i + 7] * values[i + 7];
    }
    total = r0 + r1 + (r2 + r3) + (r4 + r5 + (r6 + r7));
  }
  for (; i < end; i++) total += values[i] * values[i];
  parts[at] = total;
}
