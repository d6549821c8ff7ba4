import type { Matrix } from "./matrix.ts";

/**
 * Σ of all elements, `np.sum(a)`, bit for bit: NumPy adds in pairs of halves (pairwise summation, eight
 * accumulators below 128 elements), which keeps the rounding error at O(log n). 0 for an empty matrix.
 */
export function sum(a: Matrix): number {
  return sumValues(a.values);
}

/** `np.sum` of a run of numbers, in NumPy's order; see `sum`. */
export function sumValues(values: Float64Array): number {
  return 0 + pairwiseSum(values, 0, values.length);
}

/** Row by row, the sums of the columns: `np.sum(a, axis=0)`, shape (columns,). */
export function sumColumns(a: Matrix): Float64Array {
  const sums = new Float64Array(a.columns);
  for (let i = 0, position = 0; i < a.rows; i++) {
    for (let j = 0; j < a.columns; j++, position++) sums[j] += a.values[position];
  }
  return sums;
}

/** `np.mean(a)`: the sum over the number of elements; NaN for an empty matrix, as in NumPy. */
export function mean(a: Matrix): number {
  return sum(a) / a.values.length;
}

/**
 * `np.min(a)`; NaN if any element is NaN.
 *
 * @throws RangeError in NumPy's words if there are no elements.
 */
export function min(a: Matrix): number {
  requireElements(a, "minimum");
  return a.values.reduce((least, value) => Math.min(least, value));
}

/**
 * `np.max(a)`; NaN if any element is NaN.
 *
 * @throws RangeError in NumPy's words if there are no elements.
 */
export function max(a: Matrix): number {
  requireElements(a, "maximum");
  return a.values.reduce((greatest, value) => Math.max(greatest, value));
}

/** The largest |a_ij|: what a colour scale spans. 0 for an empty matrix; NaN if any element is NaN. */
export function largestMagnitude(a: Matrix): number {
  return a.values.reduce((greatest, value) => Math.max(greatest, Math.abs(value)), 0);
}

/** Where the first NaN or infinity stands, row by row, or null if all elements are finite. */
export function firstNonFinite(a: Matrix): { readonly row: number; readonly column: number } | null {
  const position = a.values.findIndex((value) => !Number.isFinite(value));
  if (position === -1) return null;
  return { row: Math.floor(position / a.columns), column: position % a.columns };
}

function requireElements(a: Matrix, operation: string): void {
  if (a.values.length === 0) {
    throw new RangeError(`zero-size array to reduction operation ${operation} which has no identity`);
  }
}

/** `DOUBLE_pairwise_sum` of numpy/core/src/umath/loops_utils.h.src. */
function pairwiseSum(values: Float64Array, start: number, count: number): number {
  if (count < 8) {
    let total = 0;
    for (let i = start; i < start + count; i++) total += values[i];
    return total;
  }
  if (count > 128) {
    const half = Math.floor(count / 2);
    const left = half - (half % 8);
    return pairwiseSum(values, start, left) + pairwiseSum(values, start + left, count - left);
  }
  let r0 = values[start];
  let r1 = values[start + 1];
  let r2 = values[start + 2];
  let r3 = values[start + 3];
  let r4 = values[start + 4];
  let r5 = values[start + 5];
  let r6 = values[start + 6];
  let r7 = values[start + 7];
  const whole = count - (count % 8);
  for (let i = start + 8; i < start + whole; i += 8) {
    r0 += values[i];
    r1 += values[i + 1];
    r2 += values[i + 2];
    r3 += values[i + 3];
    r4 += values[i + 4];
    r5 += values[i + 5];
    r6 += values[i + 6];
    r7 += values[i + 7];
  }
  let total = r0 + r1 + (r2 + r3) + (r4 + r5 + (r6 + r7));
  for (let i = start + whole; i < start + count; i++) total += values[i];
  return total;
}
