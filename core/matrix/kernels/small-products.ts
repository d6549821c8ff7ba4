import { multiplyInto, multiplyTransposedLeftInto, multiplyTransposedRightInto } from "./tiled-products.ts";

/*
 * The products of a training step for the small and narrow matrices that the lab is mostly about, where
 * the tiles of the general kernels stay half empty. Every element is still one sum in ascending order of
 * the inner index from 0 on, so that the numbers are the general kernels', bit for bit; everything else is
 * handed on to them.
 */

/** Up to this inner size one column of B is kept at hand while the rows of A go by. */
const NARROW = 4;
/** Up to this many results that is faster than the general kernels' tiles. */
const SMALL = 1024;
/** A tile's side in the general kernels. */
const TILE = 4;

/** out (m,n) = A (m,k) · B (k,n). */
export function multiplySmallInto(
  out: Float64Array,
  a: Float64Array,
  b: Float64Array,
  m: number,
  k: number,
  n: number,
): void {
  if (k > 0 && k <= NARROW && m * n <= SMALL) multiplyNarrow(out, a, k, 1, b, n, 1, m, k, n);
  else if (n < TILE) multiplyColumns(out, a, k, 1, b, n, 1, m, k, n);
  else if (m < TILE) multiplyRows(out, a, k, 1, b, n, 1, m, k, n);
  else multiplyInto(out, a, b, m, k, n);
}

/** out (m,n) = Aᵀ · B for A (k,m) and B (k,n). */
export function multiplySmallTransposedLeftInto(
  out: Float64Array,
  a: Float64Array,
  b: Float64Array,
  k: number,
  m: number,
  n: number,
): void {
  if (k > 0 && k <= NARROW && m * n <= SMALL) multiplyNarrow(out, a, 1, m, b, n, 1, m, k, n);
  else if (n < TILE) multiplyColumns(out, a, 1, m, b, n, 1, m, k, n);
  else if (m < TILE) multiplyRows(out, a, 1, m, b, n, 1, m, k, n);
  else multiplyTransposedLeftInto(out, a, b, k, m, n);
}

/** out (m,n) = A · Bᵀ for A (m,k) and B (n,k). */
export function multiplySmallTransposedRightInto(
  out: Float64Array,
  a: Float64Array,
  b: Float64Array,
  m: number,
  k: number,
  n: number,
): void {
  if (k > 0 && k <= NARROW && m * n <= SMALL) multiplyNarrow(out, a, k, 1, b, 1, k, m, k, n);
  else if (n < TILE) multiplyColumns(out, a, k, 1, b, 1, k, m, k, n);
  else if (m < TILE) multiplyRows(out, a, k, 1, b, 1, k, m, k, n);
  else multiplyTransposedRightInto(out, a, b, m, k, n);
}

/*
 * Below, element (i, p) of the left matrix is a[i·aRow + p·aStep], element (p, j) of the right one
 * b[p·bStep + j·bColumn].
 */

/** For an inner size of 1 … 4: no inner loop at all. */
function multiplyNarrow(
  out: Float64Array,
  a: Float64Array,
  aRow: number,
  aStep: number,
  b: Float64Array,
  bStep: number,
  bColumn: number,
  m: number,
  k: number,
  n: number,
): void {
  const end = m * n;
  if (k === 1) {
    for (let i = 0, o = 0; i < m; i++) {
      const factor = a[i * aRow];
      for (let j = 0, y = 0; j < n; j++, o++, y += bColumn) out[o] = 0 + factor * b[y];
    }
    return;
  }
  const a2 = 2 * aStep;
  const a3 = 3 * aStep;
  for (let j = 0; j < n; j++) {
    const y = j * bColumn;
    const b0 = b[y];
    const b1 = b[y + bStep];
    if (k === 2) {
      for (let o = j, x = 0; o < end; o += n, x += aRow) out[o] = 0 + a[x] * b0 + a[x + aStep] * b1;
      continue;
    }
    const b2 = b[y + 2 * bStep];
    if (k === 3) {
      for (let o = j, x = 0; o < end; o += n, x += aRow) {
        out[o] = 0 + a[x] * b0 + a[x + aStep] * b1 + a[x + a2] * b2;
      }
      continue;
    }
    const b3 = b[y + 3 * bStep];
    for (let o = j, x = 0; o < end; o += n, x += aRow) {
      out[o] = 0 + a[x] * b0 + a[x + aStep] * b1 + a[x + a2] * b2 + a[x + a3] * b3;
    }
  }
}

/** Column by column, four sums side by side: for results of few columns. */
function multiplyColumns(
  out: Float64Array,
  a: Float64Array,
  aRow: number,
  aStep: number,
  b: Float64Array,
  bStep: number,
  bColumn: number,
  m: number,
  k: number,
  n: number,
): void {
  const tiled = m - (m % 4);
  for (let j = 0; j < n; j++) {
    let o = j;
    for (let i = 0; i < tiled; i += 4) {
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      const x1 = aRow;
      const x2 = 2 * aRow;
      const x3 = 3 * aRow;
      for (let p = 0, x = i * aRow, y = j * bColumn; p < k; p++, x += aStep, y += bStep) {
        const factor = b[y];
        s0 += a[x] * factor;
        s1 += a[x + x1] * factor;
        s2 += a[x + x2] * factor;
        s3 += a[x + x3] * factor;
      }
      out[o] = s0;
      out[o + n] = s1;
      out[o + 2 * n] = s2;
      out[o + 3 * n] = s3;
      o += 4 * n;
    }
    for (let i = tiled; i < m; i++) {
      let sum = 0;
      for (let p = 0, x = i * aRow, y = j * bColumn; p < k; p++, x += aStep, y += bStep) sum += a[x] * b[y];
      out[o] = sum;
      o += n;
    }
  }
}

/** Row by row, four sums side by side: for results of few rows. */
function multiplyRows(
  out: Float64Array,
  a: Float64Array,
  aRow: number,
  aStep: number,
  b: Float64Array,
  bStep: number,
  bColumn: number,
  m: number,
  k: number,
  n: number,
): void {
  const tiled = n - (n % 4);
  for (let i = 0; i < m; i++) {
    let o = i * n;
    for (let j = 0; j < tiled; j += 4) {
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      const y1 = bColumn;
      const y2 = 2 * bColumn;
      const y3 = 3 * bColumn;
      for (let p = 0, x = i * aRow, y = j * bColumn; p < k; p++, x += aStep, y += bStep) {
        const factor = a[x];
        s0 += factor * b[y];
        s1 += factor * b[y + y1];
        s2 += factor * b[y + y2];
        s3 += factor * b[y + y3];
      }
      out[o] = s0;
      out[o + 1] = s1;
      out[o + 2] = s2;
      out[o + 3] = s3;
      o += 4;
    }
    for (let j = tiled; j < n; j++) {
      let sum = 0;
      for (let p = 0, x = i * aRow, y = j * bColumn; p < k; p++, x += aStep, y += bStep) sum += a[x] * b[y];
      out[o] = sum;
      o++;
    }
  }
}
