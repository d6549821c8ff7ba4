import type { FunctionWriter, Local } from "../../wasm/assembler.ts";

/** A run of float64 numbers in memory. */
export interface Place {
  /** In bytes; from `base` on where there is one. */
  readonly address: number;
  readonly length: number;
  /** Where the place lies, if that is only known when the code runs. */
  readonly base?: Local;
}

/** Pushes what a place's constant addresses are counted from. */
export function pushBase(code: FunctionWriter, { base }: Place): FunctionWriter {
  return base === undefined ? code.i32(0) : code.get(base);
}

/** Rows are written out one after the other while the code stays shorter than about this. */
const UNROLLED = 192;

/**
 * Code for every row of matrices that have equally many: written out row by row where that is short (`size`
 * instructions per row), else a loop. `body` pushes addresses through what it is handed; strides, the
 * elements of a row, are given up front.
 */
export function eachRow(
  code: FunctionWriter,
  rows: number,
  strides: readonly number[],
  size: number,
  body: (push: (stride: number) => void) => void,
): void {
  if (rows * size <= UNROLLED) {
    for (let row = 0; row < rows; row++) body((stride) => code.i32(8 * row * stride));
    return;
  }
  const different = [...new Set(strides)];
  const offsets = new Map<number, Local>(different.map((stride) => [stride, code.local("i32")]));
  const offset = (stride: number): Local => {
    const local = offsets.get(stride);
    if (local === undefined) throw new Error(`internal: a stride of ${stride} was not announced`);
    return local;
  };
  for (const local of offsets.values()) code.i32(0).set(local);
  code.loop(() => {
    body((stride) => code.get(offset(stride)));
    for (const stride of different) {
      code
        .get(offset(stride))
        .i32(8 * stride)
        .op("i32.add")
        .set(offset(stride));
    }
    code
      .get(offset(different[0]))
      .i32(8 * rows * different[0])
      .op("i32.lt_u")
      .breakIf(0);
  });
}

/**
 * Code for all elements of arrays of one length, two at a time: `load` pushes the next two of an array,
 * `store` writes the vector in a local there. A last single one is handled in both lanes. Written out where
 * that is short (`size` instructions per pair).
 */
export function eachPair(
  code: FunctionWriter,
  count: number,
  size: number,
  body: (load: (place: Place) => void, store: (place: Place, value: Local) => void) => void,
): void {
  const pairs = count >>> 1;
  const at = code.local("i32");
  const written = pairs * size <= UNROLLED;
  /** Pushes the address from which a pair's constant offset counts. */
  const push = (place: Place): void => {
    if (written) pushBase(code, place);
    else if (place.base === undefined) code.get(at);
    else code.get(place.base).get(at).op("i32.add");
  };
  const writePair = (offset: number): void => {
    body(
      (place) => {
        push(place);
        code.memory("v128.load", place.address + offset);
      },
      (place, value) => {
        push(place);
        code.get(value).memory("v128.store", place.address + offset);
      },
    );
  };
  if (written) {
    for (let pair = 0; pair < pairs; pair++) writePair(16 * pair);
  } else {
    code.i32(0).set(at);
    code.loop(() => {
      writePair(0);
      code.get(at).i32(16).op("i32.add").tee(at);
      code
        .i32(16 * pairs)
        .op("i32.lt_u")
        .breakIf(0);
    });
  }
  if (count % 2 === 1) {
    const last = 8 * (count - 1);
    body(
      (place) => pushBase(code, place).memory("v128.load64_splat", place.address + last),
      (place, value) =>
        pushBase(code, place)
          .get(value)
          .lane(0)
          .memory("f64.store", place.address + last),
    );
  }
}
