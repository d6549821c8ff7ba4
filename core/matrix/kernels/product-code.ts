import { ModuleWriter, type FunctionWriter, type Local } from "../../wasm/assembler.ts";

/** Rows and columns of a tile: sixteen sums fill eight vector registers, and leave room for their factors. */
export const TILE = 4;
/** Inner steps that are taken without a jump; packed panels are filled up to a multiple of them. */
export const UNROLLED = 4;
/** Bytes of one inner step in a packed panel. */
export const STEP = 8 * TILE;

/** What the module exports; all arguments are addresses and lengths in bytes, unless said. */
export interface ProductCode {
  /**
   * Packs `count` (1 … 4) strips for `k` inner steps: element (strip s, step p) is read at
   * from + s · strip + p · step, and written at to + p · 32 + 8 s. Missing strips and steps are zeros.
   */
  readonly pack: (
    to: number,
    from: number,
    strip: number,
    step: number,
    count: number,
    k: number,
    padded: number,
  ) => void;
  /** The same for four whole strips that lie side by side: strip = 8. */
  readonly packBeside: (to: number, from: number, step: number, k: number, padded: number) => void;
  /** The same for four whole strips, each of which lies in a row: step = 8. */
  readonly packAlong: (to: number, from: number, strip: number, k: number, padded: number) => void;
  /**
   * A row of `tiles` tiles at `out`, whose rows lie `row` bytes apart: out_rj = Σ_p a_rp b_pj for the packed
   * panel a and the packed panels b, `panel` bytes each; the sums go on from what `out` holds if `go` is 1.
   */
  readonly tiles: (
    out: number,
    row: number,
    a: number,
    b: number,
    panel: number,
    tiles: number,
    go: number,
  ) => void;
}

/** The module of the product kernels. */
export function writeProductCode(): Uint8Array {
  const module = new ModuleWriter();
  const i32 = (count: number): "i32"[] => Array.from({ length: count }, () => "i32");
  module.add("pack", i32(7), null, writePack);
  module.add("packBeside", i32(5), null, writePackBeside);
  module.add("packAlong", i32(5), null, writePackAlong);
  module.add("tiles", i32(7), null, writeTiles);
  return module.encode();
}

function writePack(code: FunctionWriter, [to, from, strip, step, count, k, padded]: readonly Local[]): void {
  const p = code.local("i32");
  const s = code.local("i32");
  const inside = code.local("i32");
  code.loop(() => {
    code.i32(0).set(s);
    code.loop(() => {
      code.get(p).get(k).op("i32.lt_u").get(s).get(count).op("i32.lt_u").op("i32.and").set(inside);
      code.get(to).f64(0).memory("f64.store");
      code.get(inside).when(() => {
        code.get(to);
        code.get(from).get(s).get(strip).op("i32.mul").op("i32.add").memory("f64.load");
        code.memory("f64.store");
      });
      code.get(to).i32(8).op("i32.add").set(to);
      code.get(s).i32(1).op("i32.add").tee(s).i32(TILE).op("i32.lt_u").breakIf(0);
    });
    code.get(from).get(step).op("i32.add").set(from);
    code.get(p).i32(1).op("i32.add").tee(p).get(padded).op("i32.lt_u").breakIf(0);
  });
}

/** Zeros for the steps k … padded − 1. */
function writePadding(code: FunctionWriter, to: Local, k: Local, padded: Local): void {
  code.block(() => {
    code.loop(() => {
      code.get(k).get(padded).op("i32.ge_u").breakIf(1);
      code.get(to).f64x2(0).memory("v128.store");
      code.get(to).f64x2(0).memory("v128.store", 16);
      code.get(to).i32(STEP).op("i32.add").set(to);
      code.get(k).i32(1).op("i32.add").set(k);
      code.break(0);
    });
  });
}

function writePackBeside(code: FunctionWriter, [to, from, step, k, padded]: readonly Local[]): void {
  const p = code.local("i32");
  code.block(() => {
    code.loop(() => {
      code.get(p).get(k).op("i32.ge_u").breakIf(1);
      code.get(to).get(from).memory("v128.load").memory("v128.store");
      code.get(to).get(from).memory("v128.load", 16).memory("v128.store", 16);
      code.get(to).i32(STEP).op("i32.add").set(to);
      code.get(from).get(step).op("i32.add").set(from);
      code.get(p).i32(1).op("i32.add").set(p);
      code.break(0);
    });
  });
  writePadding(code, to, k, padded);
}

function writePackAlong(code: FunctionWriter, [to, from, strip, k, padded]: readonly Local[]): void {
  const p = code.local("i32");
  const rows = [from, code.local("i32"), code.local("i32"), code.local("i32")];
  for (let s = 1; s < TILE; s++)
    code
      .get(rows[s - 1])
      .get(strip)
      .op("i32.add")
      .set(rows[s]);
  code.block(() => {
    code.loop(() => {
      code.get(p).get(k).op("i32.ge_u").breakIf(1);
      rows.forEach((row, s) => {
        code
          .get(to)
          .get(row)
          .memory("f64.load")
          .memory("f64.store", 8 * s);
        code.get(row).i32(8).op("i32.add").set(row);
      });
      code.get(to).i32(STEP).op("i32.add").set(to);
      code.get(p).i32(1).op("i32.add").set(p);
      code.break(0);
    });
  });
  writePadding(code, to, k, padded);
}

function writeTiles(code: FunctionWriter, [out, row, a, b, panel, tiles, go]: readonly Local[]): void {
  const left = code.local("i32");
  const end = code.local("i32");
  const factor = code.local("v128");
  const low = code.local("v128");
  const high = code.local("v128");
  const sums = Array.from({ length: TILE }, () => [code.local("v128"), code.local("v128")]);
  const rows = [out, code.local("i32"), code.local("i32"), code.local("i32")];
  code.loop(() => {
    for (let r = 1; r < TILE; r++)
      code
        .get(rows[r - 1])
        .get(row)
        .op("i32.add")
        .set(rows[r]);
    sums.forEach((pair) => pair.forEach((sum) => code.f64x2(0).set(sum)));
    code.get(go).when(() => {
      sums.forEach(([first, second], r) => {
        code.get(rows[r]).memory("v128.load").set(first);
        code.get(rows[r]).memory("v128.load", 16).set(second);
      });
    });
    code.get(a).set(left);
    code.get(a).get(panel).op("i32.add").set(end);
    code.loop(() => {
      for (let u = 0; u < UNROLLED; u++) {
        code
          .get(b)
          .memory("v128.load", u * STEP)
          .set(low);
        code
          .get(b)
          .memory("v128.load", u * STEP + 16)
          .set(high);
        sums.forEach(([first, second], r) => {
          code
            .get(left)
            .memory("v128.load64_splat", u * STEP + 8 * r)
            .set(factor);
          code.get(first).get(factor).get(low).op("f64x2.mul").op("f64x2.add").set(first);
          code.get(second).get(factor).get(high).op("f64x2.mul").op("f64x2.add").set(second);
        });
      }
      code
        .get(b)
        .i32(UNROLLED * STEP)
        .op("i32.add")
        .set(b);
      code
        .get(left)
        .i32(UNROLLED * STEP)
        .op("i32.add")
        .tee(left);
      code.get(end).op("i32.lt_u").breakIf(0);
    });
    sums.forEach(([first, second], r) => {
      code.get(rows[r]).get(first).memory("v128.store");
      code.get(rows[r]).get(second).memory("v128.store", 16);
    });
    code.get(out).i32(STEP).op("i32.add").set(out);
    code.get(tiles).i32(1).op("i32.sub").tee(tiles).breakIf(0);
  });
}
