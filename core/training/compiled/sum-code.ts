import type { FunctionWriter } from "../../wasm/assembler.ts";
import { eachRow, type Place } from "./rows.ts";

/**
 * Pushes the sum of the numbers, or of their squares, in NumPy's order: in halves, with eight sums side by
 * side below 128 numbers (`DOUBLE_pairwise_sum` in loops_utils.h.src).
 */
export function pushSum(code: FunctionWriter, values: Place, squared: boolean): void {
  pushPart(code, values.address, values.length, squared);
}

function pushPart(code: FunctionWriter, address: number, count: number, squared: boolean): void {
  if (count > 128) {
    const half = count >>> 1;
    const left = half - (half % 8);
    pushPart(code, address, left, squared);
    pushPart(code, address + 8 * left, count - left, squared);
    code.op("f64.add");
    return;
  }
  const whole = count - (count % 8);
  if (whole === 0) code.f64(0);
  else {
    const sums = Array.from({ length: 4 }, () => code.local("v128"));
    const pair = code.local("v128");
    for (let i = 0; i < whole; i += 8) {
      sums.forEach((sum, s) => {
        code
          .i32(0)
          .memory("v128.load", address + 8 * (i + 2 * s))
          .set(pair);
        // Squares begin at 0, which changes none of them.
        if (i > 0) code.get(sum);
        code.get(pair);
        if (squared) code.get(pair).op("f64x2.mul");
        if (i > 0) code.op("f64x2.add");
        code.set(sum);
      });
    }
    const pushPair = (s: number): void => {
      code.get(sums[s]).lane(0).get(sums[s]).lane(1).op("f64.add");
    };
    pushPair(0);
    pushPair(1);
    code.op("f64.add");
    pushPair(2);
    pushPair(3);
    code.op("f64.add").op("f64.add");
  }
  for (let i = whole; i < count; i++) {
    code.i32(0).memory("f64.load", address + 8 * i);
    if (squared)
      code
        .i32(0)
        .memory("f64.load", address + 8 * i)
        .op("f64.mul");
    code.op("f64.add");
  }
}

/** sums (columns) = `np.sum(a, axis=0)` for a (rows, columns): row by row from 0, but one column in pairs. */
export function writeColumnSums(
  code: FunctionWriter,
  sums: Place,
  a: Place,
  rows: number,
  columns: number,
): void {
  if (columns === 1) {
    code.i32(0);
    // np.sum gives 0 for −0.
    code.f64(0);
    pushSum(code, { address: a.address, length: rows }, false);
    code.op("f64.add").memory("f64.store", sums.address);
    return;
  }
  for (let j = 0; j < columns; j += 2) {
    const single = j + 1 === columns;
    const sum = code.local("v128");
    code.f64x2(0).set(sum);
    eachRow(code, rows, [columns], 2, (push) => {
      code.get(sum);
      push(columns);
      code.memory(single ? "v128.load64_splat" : "v128.load", a.address + 8 * j);
      code.op("f64x2.add").set(sum);
    });
    code.i32(0).get(sum);
    if (single) code.lane(0).memory("f64.store", sums.address + 8 * j);
    else code.memory("v128.store", sums.address + 8 * j);
  }
}
