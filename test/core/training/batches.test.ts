import { describe, expect, it } from "vitest";
import { Matrix } from "../../../core/matrix/matrix.ts";
import { RandomState } from "../../../core/random/random-state.ts";
import { Batches, stepsPerEpoch } from "../../../core/training/batches.ts";

const X = Matrix.from(Array.from({ length: 7 }, (_, i) => [i, 10 * i]));
const Y = Matrix.from(Array.from({ length: 7 }, (_, i) => [-i]));

function rowsOf(batches: Batches, step: number): number[] {
  const rows = batches.gather(step);
  return Array.from({ length: rows }, (_, i) => {
    expect(batches.X[2 * i + 1]).toBe(10 * batches.X[2 * i]);
    expect(batches.Y[i] + batches.X[2 * i]).toBe(0);
    return batches.X[2 * i];
  });
}

describe("an epoch", () => {
  it("is NumPy's permutation(m), cut into batches, the last one keeping what is left", () => {
    const batches = new Batches(X, Y, 3, new RandomState(5));
    const numpy = new RandomState(5);
    for (const epoch of [0, 1]) {
      const order = Array.from(numpy.permutation(7));
      expect(rowsOf(batches, 3 * epoch)).toEqual(order.slice(0, 3));
      expect(rowsOf(batches, 3 * epoch + 1)).toEqual(order.slice(3, 6));
      expect(rowsOf(batches, 3 * epoch + 2)).toEqual(order.slice(6));
    }
  });

  it("has as many steps as it takes to see every sample", () => {
    expect(stepsPerEpoch(7, 3)).toBe(3);
    expect(stepsPerEpoch(6, 3)).toBe(2);
    expect(stepsPerEpoch(7, 100)).toBe(1);
    expect(stepsPerEpoch(7, "full")).toBe(1);
    expect(stepsPerEpoch(0, 3)).toBe(1);
  });

  it("in one batch is shuffled, too", () => {
    const batches = new Batches(X, Y, 100, new RandomState(5));
    expect(rowsOf(batches, 0)).toEqual(Array.from(new RandomState(5).permutation(7)));
  });

  it("is gathered within one memory alike, rows long and short", () => {
    const wide = new RandomState(1).randn(7, 40);
    const memory = new ArrayBuffer(8 * 500);
    const view = (from: number, length: number): Float64Array => new Float64Array(memory, 8 * from, length);
    const all = { X: view(1, 7 * 40), Y: view(281, 7) };
    all.X.set(wide.values);
    all.Y.set(Y.values);
    const room = { X: view(290, 3 * 40), Y: view(410, 3) };
    const within = new Batches(wide, Y, 3, new RandomState(5), { room, all });
    const apart = new Batches(wide, Y, 3, new RandomState(5));
    for (const step of [0, 1, 2, 3]) {
      const rows = within.gather(step);
      expect(apart.gather(step)).toBe(rows);
      expect(room.X.subarray(0, 40 * rows)).toEqual(apart.X.subarray(0, 40 * rows));
      expect(room.Y.subarray(0, rows)).toEqual(apart.Y.subarray(0, rows));
    }
  });

  it("that is under way may be gone through again", () => {
    const batches = new Batches(X, Y, 3, new RandomState(5));
    const first = rowsOf(batches, 0);
    rowsOf(batches, 1);
    expect(rowsOf(batches, 0)).toEqual(first);
  });

  it("can be taken up in the middle", () => {
    const batches = new Batches(X, Y, 3, new RandomState(5));
    rowsOf(batches, 0);
    const random = RandomState.restore(batches.random.snapshot());
    const again = new Batches(X, Y, 3, random, { drawn: batches.drawn, order: batches.order });
    for (const step of [1, 2, 3]) expect(rowsOf(again, step)).toEqual(rowsOf(batches, step));
  });
});

describe("wrong calls", () => {
  it("a step of an epoch that is over is an impossible state", () => {
    const batches = new Batches(X, Y, 3, new RandomState(5));
    batches.gather(0);
    batches.gather(3);
    expect(() => batches.gather(0)).toThrow("internal: step 0");
  });

  it.each([0, -1, 1.5])("a batch of %d samples is refused", (size) => {
    expect(() => new Batches(X, Y, size, new RandomState(5))).toThrow("cannot be made");
  });

  it("an order of other samples is refused", () => {
    expect(() => new Batches(X, Y, 3, new RandomState(5), { drawn: 1, order: new Uint32Array(6) })).toThrow(
      "7 samples",
    );
  });
});
