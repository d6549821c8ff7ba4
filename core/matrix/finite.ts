/** Whether none of the first `count` numbers is NaN or infinite. Allocates nothing and never branches inside. */
export function allFinite(values: Float64Array, count = values.length): boolean {
  // 0 · x is 0 for a finite x, NaN for any other; two sums side by side hide the addition's latency.
  let even = 0;
  let odd = 0;
  const pairs = count - (count % 2);
  for (let i = 0; i < pairs; i += 2) {
    even += 0 * values[i];
    odd += 0 * values[i + 1];
  }
  if (pairs < count) even += 0 * values[pairs];
  return even + odd === 0;
}
