/*
 * The three products of a training step, in place and without allocation.
 *
 * Every element of a product is summed over the inner index in ascending order, in one accumulator that
 * starts at 0, each product rounded before it is added: what NumPy gives over the reference BLAS, bit for
 * bit. Tiling only decides which elements are summed side by side, never the order inside one. Zeros are
 * not skipped, so NaN and infinities propagate. `out` must not share memory with `a` or `b`; sizes are the
 * caller's business, since checking them here would cost more than a small product.
 */

/** out (m,n) = A (m,k) · B (k,n). */
export function multiplyInto(
  out: Float64Array,
  a: Float64Array,
  b: Float64Array,
  m: number,
  k: number,
  n: number,
): void {
  multiplyStrided(out, a, k, 1, b, n, 1, m, k, n);
}

/** out (m,n) += Aᵀ · B for A (k,m) and B (k,n): every sum goes on from what `out` holds. */
export function addTransposedLeftInto(
  out: Float64Array,
  a: Float64Array,
  b: Float64Array,
  k: number,
  m: number,
  n: number,
): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = out[i * n + j];
      for (let p = 0, x = i, y = j; p < k; p++, x += m, y += n) sum += a[x] * b[y];
      out[i * n + j] = sum;
    }
  }
}

/** out (m,n) = Aᵀ · B for A (k,m) and B (k,n). */
export function multiplyTransposedLeftInto(
  out: Float64Array,
  a: Float64Array,
  b: Float64Array,
  k: number,
  m: number,
  n: number,
): void {
  multiplyStrided(out, a, 1, m, b, n, 1, m, k, n);
}

/** out (m,n) = A · Bᵀ for A (m,k) and B (n,k). */
export function multiplyTransposedRightInto(
  out: Float64Array,
  a: Float64Array,
  b: Float64Array,
  m: number,
  k: number,
  n: number,
): void {
  multiplyStrided(out, a, k, 1, b, 1, k, m, k, n);
}

/**
 * out_ij = Σ_p a[i·aRow + p·aStep] · b[p·bStep + j·bColumn], in tiles of 4×4 whose sixteen sums run
 * through the inner index together, so that eight loads serve sixteen products.
 */
function multiplyStrided(
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
  const tiledRows = m - (m % 4);
  const tiledColumns = n - (n % 4);
  for (let i = 0; i < tiledRows; i += 4) {
    for (let j = 0; j < tiledColumns; j += 4) {
      let s00 = 0;
      let s01 = 0;
      let s02 = 0;
      let s03 = 0;
      let s10 = 0;
      let s11 = 0;
      let s12 = 0;
      let s13 = 0;
      let s20 = 0;
      let s21 = 0;
      let s22 = 0;
      let s23 = 0;
      let s30 = 0;
      let s31 = 0;
      let s32 = 0;
      let s33 = 0;
      let x = i * aRow;
      let y = j * bColumn;
      for (let p = 0; p < k; p++) {
        const b0 = b[y];
        const b1 = b[y + bColumn];
        const b2 = b[y + 2 * bColumn];
        const b3 = b[y + 3 * bColumn];
        const a0 = a[x];
        s00 += a0 * b0;
        s01 += a0 * b1;
        s02 += a0 * b2;
        s03 += a0 * b3;
        const a1 = a[x + aRow];
        s10 += a1 * b0;
        s11 += a1 * b1;
        s12 += a1 * b2;
        s13 += a1 * b3;
        const a2 = a[x + 2 * aRow];
        s20 += a2 * b0;
        s21 += a2 * b1;
        s22 += a2 * b2;
        s23 += a2 * b3;
        const a3 = a[x + 3 * aRow];
        s30 += a3 * b0;
        s31 += a3 * b1;
        s32 += a3 * b2;
        s33 += a3 * b3;
        x += aStep;
        y += bStep;
      }
      let o = i * n + j;
      out[o] = s00;
      out[o + 1] = s01;
      out[o + 2] = s02;
      out[o + 3] = s03;
      o += n;
      out[o] = s10;
      out[o + 1] = s11;
      out[o + 2] = s12;
      out[o + 3] = s13;
      o += n;
      out[o] = s20;
      out[o + 1] = s21;
      out[o + 2] = s22;
      out[o + 3] = s23;
      o += n;
      out[o] = s30;
      out[o + 1] = s31;
      out[o + 2] = s32;
      out[o + 3] = s33;
    }
  }
  for (let i = 0; i < m; i++) {
    for (let j = i < tiledRows ? tiledColumns : 0; j < n; j++) {
      let sum = 0;
      let x = i * aRow;
      let y = j * bColumn;
      for (let p = 0; p < k; p++) {
        sum += a[x] * b[y];
        x += aStep;
        y += bStep;
      }
      out[i * n + j] = sum;
    }
  }
}
