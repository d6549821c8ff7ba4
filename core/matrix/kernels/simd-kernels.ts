import { webAssembly, type CompiledModule } from "../../wasm/web-assembly.ts";
import type { Kernels } from "./kernels.ts";
import { plainKernels } from "./plain-kernels.ts";
import { STEP, TILE, writeProductCode, type ProductCode } from "./product-code.ts";

/** Inner steps whose packed panels stay in a core's first cache. */
const INNER = 384;
/** Columns whose packed panels stay in its second. */
const COLUMNS = 512;
/** Multiply-adds from which on packing repays. */
const WORTH_PACKING = 4096;
const PAGE = 65536;
/** Packed panels of both factors, and one row of tiles, in bytes. */
const SCRATCH = STEP * INNER + 8 * INNER * COLUMNS + STEP * COLUMNS;

let compiled: CompiledModule | null | undefined;

/** The kernels' module, compiled once; null where WebAssembly's vectors are missing. */
function productModule(): CompiledModule | null {
  if (compiled === undefined) {
    const bytes = writeProductCode();
    compiled = webAssembly?.validate(bytes) ? new webAssembly.Module(bytes) : null;
  }
  return compiled;
}

/**
 * Products in WebAssembly's 128-bit vectors, on a memory of `doubles` numbers; null where the host has none.
 * Small products, and arrays from elsewhere, are left to the plain kernels: the bits are the same.
 *
 * Both factors are packed into panels of four rows or columns, so that the inner loop reads ahead in memory;
 * tiles of 4×4 sums stay in registers. The inner index is cut into blocks for the caches, and each sum goes
 * on from block to block, so that it is still one sum in ascending order.
 */
export function simdKernels(doubles: number): Kernels | null {
  const module = productModule();
  if (module === null || webAssembly === null) return null;
  const pages = Math.ceil((SCRATCH + 8 * doubles + 64) / PAGE);
  const memory = new webAssembly.Memory({ initial: pages, maximum: pages });
  const { buffer } = memory;
  const code = new webAssembly.Instance(module, { env: { memory } }).exports as unknown as ProductCode;
  const numbers = new Float64Array(buffer);
  const panelA = 0;
  const panelsB = STEP * INNER;
  const edge = panelsB + 8 * INNER * COLUMNS;
  let free = SCRATCH;

  /** out_ij = Σ_p a[i·aRow + p·aStep] · b[p·bStep + j·bColumn], all in elements; one step of each is 1. */
  function multiply(
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
    accumulate: boolean,
  ): void {
    const blocks = Math.ceil(k / INNER);
    const depth = Math.ceil(k / blocks);
    for (let from = 0; from < n; from += COLUMNS) {
      const columns = n - from < COLUMNS ? n - from : COLUMNS;
      for (let inner = 0; inner < k; inner += depth) {
        const steps = k - inner < depth ? k - inner : depth;
        const panel = steps * STEP;
        const go = accumulate || inner > 0;
        const beginB = b.byteOffset + 8 * (inner * bStep + from * bColumn);
        for (let j = 0, to = panelsB; j < columns; j += TILE, to += panel) {
          pack(to, beginB + 8 * j * bColumn, 8 * bColumn, 8 * bStep, columns - j, steps);
        }
        const beginA = a.byteOffset + 8 * inner * aStep;
        for (let i = 0; i < m; i += TILE) {
          const rows = m - i < TILE ? m - i : TILE;
          pack(panelA, beginA + 8 * i * aRow, 8 * aRow, 8 * aStep, rows, steps);
          const at = out.byteOffset + 8 * (i * n + from);
          const whole = rows === TILE ? (columns >>> 2) * TILE : 0;
          if (whole > 0) code.tiles(at, 8 * n, panelA, panelsB, panel, whole >>> 2, go ? 1 : 0);
          if (whole < columns) finishEdge(at, 8 * n, whole, columns, rows, panel, go);
        }
      }
    }
  }

  function pack(to: number, from: number, strip: number, step: number, count: number, k: number): void {
    if (count < TILE) code.pack(to, from, strip, step, count, k);
    else if (strip === 8) code.packBeside(to, from, step, k);
    else code.packAlong(to, from, strip, k);
  }

  /** The tiles from column `from` on, which stick out over the matrix, by way of a row of tiles of their own. */
  function finishEdge(
    at: number,
    row: number,
    from: number,
    columns: number,
    rows: number,
    panel: number,
    go: boolean,
  ): void {
    const tiles = Math.ceil((columns - from) / TILE);
    const width = tiles * TILE;
    const out = at / 8;
    const stride = row / 8;
    const held = edge / 8;
    if (go) copyRows(held, width, out + from, stride, rows, columns - from);
    code.tiles(edge, 8 * width, panelA, panelsB + (from / TILE) * panel, panel, tiles, go ? 1 : 0);
    copyRows(out + from, stride, held, width, rows, columns - from);
  }

  function copyRows(
    to: number,
    toStride: number,
    from: number,
    fromStride: number,
    rows: number,
    columns: number,
  ): void {
    for (let r = 0; r < rows; r++) {
      for (let j = 0; j < columns; j++) numbers[to + r * toStride + j] = numbers[from + r * fromStride + j];
    }
  }

  const reaches = (out: Float64Array, a: Float64Array, b: Float64Array): boolean =>
    out.buffer === buffer && a.buffer === buffer && b.buffer === buffer;

  return {
    name: "simd",
    memory,
    allocate(length) {
      const values = new Float64Array(buffer, free, length);
      free += 8 * (length + (length % 2));
      return values;
    },
    multiplyInto(out, a, b, m, k, n) {
      if (m * k * n < WORTH_PACKING || !reaches(out, a, b)) plainKernels.multiplyInto(out, a, b, m, k, n);
      else multiply(out, a, k, 1, b, n, 1, m, k, n, false);
    },
    multiplyTransposedLeftInto(out, a, b, k, m, n, accumulate) {
      if (m * k * n < WORTH_PACKING || !reaches(out, a, b)) {
        plainKernels.multiplyTransposedLeftInto(out, a, b, k, m, n, accumulate);
      } else multiply(out, a, 1, m, b, n, 1, m, k, n, accumulate);
    },
    multiplyTransposedRightInto(out, a, b, m, k, n) {
      if (m * k * n < WORTH_PACKING || !reaches(out, a, b)) {
        plainKernels.multiplyTransposedRightInto(out, a, b, m, k, n);
      } else multiply(out, a, k, 1, b, 1, k, m, k, n, false);
    },
  };
}
