import { ModuleWriter, type FunctionWriter, type Local } from "../../wasm/assembler.ts";

/** Rows and columns of a tile: sixteen sums fill eight vector registers, and leave room for their factors. */
export const TILE = 4;
/** Inner steps between two jumps back. */
const UNROLLED = 4;
/** Bytes of one inner step in a packed panel. */
export const STEP = 8 * TILE;

/** What the module exports; all arguments are addresses and lengths in bytes, unless said. */
export interface ProductCode {
  /**
   * Packs `count` (1 … 4) strips for `k` inner steps: element (strip s, step p) is read at
   * from + s · strip + p · step, and written at to + p · 32 + 8 s. Missing strips are zeros.
   */
  readonly pack: (to: number, from: number, strip: number, step: number, count: number, k: number) => void;
  /** The same for four whole strips that lie side by side: strip = 8. */
  readonly packBeside: (to: number, from: number, step: number, k: number) => void;
  /** The same for four whole strips, each of which lies in a row: step = 8. */
  readonly packAlong: (to: number, from: number, strip: number, k: number) => void;
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
  module.add("pack", i32(6), null, writePack);
  module.add("packBeside", i32(4), null, writePackBeside);
  module.add("packAlong", i32(4), null, writePackAlong);
  module.add("tiles", i32(7), null, writeTiles);
  return module.encode();
}

function writePack(code: FunctionWriter, [to, from, strip, step, count, k]: readonly Local[]): void {
  const s = code.local("i32");
  eachStep(code, k, () => {
    code.get(to).f64x2(0).memory("v128.store");
    code.get(to).f64x2(0).memory("v128.store", 16);
    code.i32(0).set(s);
    code.loop(() => {
      code.get(to).get(s).i32(3).op("i32.shl").op("i32.add");
      code.get(from).get(s).get(strip).op("i32.mul").op("i32.add").memory("f64.load");
      code.memory("f64.store");
      code.get(s).i32(1).op("i32.add").tee(s).get(count).op("i32.lt_u").breakIf(0);
    });
    advance(code, from, step);
    code.get(to).i32(STEP).op("i32.add").set(to);
  });
}

function writePackBeside(code: FunctionWriter, [to, from, step, k]: readonly Local[]): void {
  eachStep(code, k, () => {
    code.get(to).get(from).memory("v128.load").memory("v128.store");
    code.get(to).get(from).memory("v128.load", 16).memory("v128.store", 16);
    advance(code, from, step);
    code.get(to).i32(STEP).op("i32.add").set(to);
  });
}

function writePackAlong(code: FunctionWriter, [to, from, strip, k]: readonly Local[]): void {
  const rows = [from, code.local("i32"), code.local("i32"), code.local("i32")];
  for (let s = 1; s < TILE; s++) {
    code.get(rows[s - 1]).set(rows[s]);
    advance(code, rows[s], strip);
  }
  eachStep(code, k, () => {
    rows.forEach((row, s) => {
      const lane = 8 * s;
      code.get(to).get(row).memory("f64.load").memory("f64.store", lane);
      code.get(row).i32(8).op("i32.add").set(row);
    });
    code.get(to).i32(STEP).op("i32.add").set(to);
  });
}

/** Code that is run k times, k ≥ 1; k is then 0. */
function eachStep(code: FunctionWriter, k: Local, body: () => void): void {
  code.loop(() => {
    body();
    code.get(k).i32(1).op("i32.sub").tee(k).breakIf(0);
  });
}

function advance(code: FunctionWriter, address: Local, by: Local): void {
  code.get(address).get(by).op("i32.add").set(address);
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
    for (let r = 1; r < TILE; r++) {
      code.get(rows[r - 1]).set(rows[r]);
      advance(code, rows[r], row);
    }
    sums.forEach((pair) => pair.forEach((sum) => code.f64x2(0).set(sum)));
    code.get(go).when(() => {
      sums.forEach(([first, second], r) => {
        code.get(rows[r]).memory("v128.load").set(first);
        code.get(rows[r]).memory("v128.load", 16).set(second);
      });
    });
    code.get(a).set(left);
    code.get(a).get(panel).op("i32.add").set(end);
    const writeStep = (offset: number): void => {
      code.get(b).memory("v128.load", offset).set(low);
      code
        .get(b)
        .memory("v128.load", offset + 16)
        .set(high);
      sums.forEach(([first, second], r) => {
        code
          .get(left)
          .memory("v128.load64_splat", offset + 8 * r)
          .set(factor);
        code.get(first).get(factor).get(low).op("f64x2.mul").op("f64x2.add").set(first);
        code.get(second).get(factor).get(high).op("f64x2.mul").op("f64x2.add").set(second);
      });
    };
    /** Takes `steps` steps at a time, as often as there are so many before `end`. */
    const writeSteps = (steps: number): void => {
      code.block(() => {
        code.loop(() => {
          code
            .get(left)
            .i32(steps * STEP)
            .op("i32.add")
            .get(end)
            .op("i32.gt_u")
            .breakIf(1);
          for (let u = 0; u < steps; u++) {
            // Never true. Without a jump in between, V8 puts the loads of all steps first, which are more than
            // there are registers: half as fast.
            if (u > 0) code.get(left).i32(-u).op("i32.eq").breakIf(1);
            writeStep(u * STEP);
          }
          code
            .get(b)
            .i32(steps * STEP)
            .op("i32.add")
            .set(b);
          code
            .get(left)
            .i32(steps * STEP)
            .op("i32.add")
            .set(left);
          code.break(0);
        });
      });
    };
    writeSteps(UNROLLED);
    writeSteps(1);
    sums.forEach(([first, second], r) => {
      code.get(rows[r]).get(first).memory("v128.store");
      code.get(rows[r]).get(second).memory("v128.store", 16);
    });
    code.get(out).i32(STEP).op("i32.add").set(out);
    code.get(tiles).i32(1).op("i32.sub").tee(tiles).breakIf(0);
  });
}
