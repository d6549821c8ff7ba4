import type { FunctionWriter, Local } from "../../wasm/assembler.ts";
import { eachRow, type Place } from "./rows.ts";

/** Vector sums that stay in registers beside their factors. */
const SUMS = 8;
/** Vectors of the right factor that are loaded once for all rows. */
const HELD = 12;

/**
 * out (rows, n) = A (rows, k) · B (k, n), plus the row b where there is one, all row-major: every sum from 0
 * in ascending order of the inner index, two columns at a time.
 */
export function writeProduct(
  code: FunctionWriter,
  out: Place,
  A: Place,
  B: Place,
  b: Place | null,
  rows: number,
  k: number,
  n: number,
): void {
  const pairs = n >>> 1;
  for (let from = 0; from < pairs; from += SUMS) {
    const count = Math.min(SUMS, pairs - from);
    const held = new Map<number, Local>();
    const loadB = (p: number, j: number): void => {
      code.i32(0).memory("v128.load", B.address + 8 * (p * n + 2 * (from + j)));
    };
    if (k * count <= HELD) {
      for (let p = 0; p < k; p++) {
        for (let j = 0; j < count; j++) {
          const local = code.local("v128");
          loadB(p, j);
          code.set(local);
          held.set(p * count + j, local);
        }
      }
    }
    const sums = Array.from({ length: count }, () => code.local("v128"));
    const factor = code.local("v128");
    eachRow(code, rows, [k, n], k * (1 + 2 * count), (push) => {
      for (let p = 0; p < k; p++) {
        push(k);
        code.memory("v128.load64_splat", A.address + 8 * p).set(factor);
        sums.forEach((sum, j) => {
          if (p === 0) code.f64x2(0);
          else code.get(sum);
          const local = held.get(p * count + j);
          code.get(factor);
          if (local === undefined) loadB(p, j);
          else code.get(local);
          code.op("f64x2.mul").op("f64x2.add").set(sum);
        });
      }
      sums.forEach((sum, j) => {
        const column = 2 * (from + j);
        push(n);
        if (k === 0) code.f64x2(0);
        else code.get(sum);
        if (b !== null) {
          code
            .i32(0)
            .memory("v128.load", b.address + 8 * column)
            .op("f64x2.add");
        }
        code.memory("v128.store", out.address + 8 * column);
      });
    });
  }
  if (n % 2 === 1) writeLastColumn(code, out, A, B, b, rows, k, n);
}

/** The last column of a product with an odd number of them. */
function writeLastColumn(
  code: FunctionWriter,
  out: Place,
  A: Place,
  B: Place,
  b: Place | null,
  rows: number,
  k: number,
  n: number,
): void {
  const held = Array.from({ length: k <= HELD ? k : 0 }, () => code.local("f64"));
  const loadB = (p: number): void => {
    code.i32(0).memory("f64.load", B.address + 8 * (p * n + n - 1));
  };
  held.forEach((local, p) => {
    loadB(p);
    code.set(local);
  });
  eachRow(code, rows, [k, n], 2 * k, (push) => {
    push(n);
    code.f64(0);
    for (let p = 0; p < k; p++) {
      push(k);
      code.memory("f64.load", A.address + 8 * p);
      if (p < held.length) code.get(held[p]);
      else loadB(p);
      code.op("f64.mul").op("f64.add");
    }
    if (b !== null) {
      code
        .i32(0)
        .memory("f64.load", b.address + 8 * (n - 1))
        .op("f64.add");
    }
    code.memory("f64.store", out.address + 8 * (n - 1));
  });
}

/** One sum or two side by side over the rows of A and G: where it goes, and what its factors are. */
interface Entry {
  readonly i: number;
  readonly j: number;
  /** Two columns of G beside each other, two columns of A, or one of each. */
  readonly kind: "columns" | "rows" | "one";
}

/**
 * out (m, n) = Aᵀ · G for A (rows, m) and G (rows, n): every sum from 0 over ascending rows, two elements of
 * `out` at a time.
 */
export function writeTransposedProduct(
  code: FunctionWriter,
  out: Place,
  A: Place,
  G: Place,
  rows: number,
  m: number,
  n: number,
): void {
  const entries: Entry[] = [];
  for (let i = 0; i < m; i++) {
    for (let j = 0; j + 1 < n; j += 2) entries.push({ i, j, kind: "columns" });
  }
  if (n % 2 === 1) {
    for (let i = 0; i + 1 < m; i += 2) entries.push({ i, j: n - 1, kind: "rows" });
    if (m % 2 === 1) entries.push({ i: m - 1, j: n - 1, kind: "one" });
  }
  const left = code.local("v128");
  const sums = Array.from({ length: SUMS }, () => code.local("v128"));
  for (let from = 0; from < entries.length; from += SUMS) {
    const group = entries.slice(from, from + SUMS);
    group.forEach((_, s) => code.f64x2(0).set(sums[s]));
    eachRow(code, rows, [m, n], 3 * group.length, (push) => {
      group.forEach(({ i, j, kind }, s) => {
        // Columns of one row of A follow each other: its element is loaded once.
        const before = s > 0 ? group[s - 1] : null;
        if (before === null || before.i !== i || before.kind !== kind) {
          push(m);
          code.memory(kind === "rows" ? "v128.load" : "v128.load64_splat", A.address + 8 * i).set(left);
        }
        code.get(sums[s]).get(left);
        push(n);
        code.memory(kind === "columns" ? "v128.load" : "v128.load64_splat", G.address + 8 * j);
        code.op("f64x2.mul").op("f64x2.add").set(sums[s]);
      });
    });
    group.forEach(({ i, j, kind }, s) => {
      const at = out.address + 8 * (i * n + j);
      if (kind === "columns" || (kind === "rows" && n === 1)) {
        code.i32(0).get(sums[s]).memory("v128.store", at);
        return;
      }
      code.i32(0).get(sums[s]).lane(0).memory("f64.store", at);
      if (kind === "rows")
        code
          .i32(0)
          .get(sums[s])
          .lane(1)
          .memory("f64.store", at + 8 * n);
    });
  }
}

/** out (n, m) = Aᵀ for A (m, n). */
export function writeTransposition(code: FunctionWriter, out: Place, A: Place, m: number, n: number): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      code
        .i32(0)
        .i32(0)
        .memory("f64.load", A.address + 8 * (i * n + j));
      code.memory("f64.store", out.address + 8 * (j * m + i));
    }
  }
}
