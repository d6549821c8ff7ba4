import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Checkpoints, sizeOfSnapshot } from "../../../core/training/checkpoints.ts";
import type { TrainerSnapshot } from "../../../core/training/trainer.ts";

/** A snapshot of 100 bytes plus the array's own numbers: 80 bytes of weights, 24 of memory. */
function snapshotOf(step: number): TrainerSnapshot {
  return { step, parameters: new Float64Array(10).fill(step), memory: new Float64Array(3), batches: null };
}

/** Trains from step `from` to `to`, as a time machine does: halting wherever a checkpoint is due. */
function train(checkpoints: Checkpoints, from: number, to: number): void {
  let step = from;
  while (step < to) {
    step = Math.min(to, checkpoints.next(step));
    checkpoints.offer(step, () => snapshotOf(step));
  }
}

describe("the size of a snapshot", () => {
  it("counts weights, memory, the epoch's order and the generator's words", () => {
    expect(sizeOfSnapshot(snapshotOf(1))).toBe(104);
    const random = { key: Array.from({ length: 624 }, () => 0), position: 0, gauss: null };
    const batches = { random, drawn: 1, order: new Uint32Array(50) };
    expect(sizeOfSnapshot({ ...snapshotOf(1), batches })).toBe(104 + 624 * 8 + 200);
  });
});

describe("checkpoints", () => {
  it("never occupy more than their bound, keep step 0, and stand less than a stride apart", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 40 }),
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 0, max: 20_000 }),
        (room, octave, latest) => {
          const bytes = room * 104 + 50;
          const first = 2 ** octave;
          const checkpoints = new Checkpoints(snapshotOf(0), { bytes, stride: first });
          for (let step = 0; step < latest; step += 100) {
            train(checkpoints, step, Math.min(latest, step + 100));
            expect(checkpoints.bytes).toBeLessThanOrEqual(bytes);
          }
          expect(checkpoints.nearest(0).step).toBe(0);
          const furthest = Math.max(first, (2 * latest) / (room - 1));
          for (let step = 0; step <= latest; step += 97) {
            const { step: found } = checkpoints.nearest(step);
            expect(found).toBeLessThanOrEqual(step);
            expect(step - found).toBeLessThanOrEqual(furthest);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("number 1024 at most, however small they are", () => {
    const checkpoints = new Checkpoints(snapshotOf(0), { bytes: 1e9, stride: 1 });
    train(checkpoints, 0, 5000);
    expect(checkpoints.count).toBeLessThanOrEqual(1024);
    expect(checkpoints.count).toBeGreaterThan(512);
  });

  it("of which not even two fit are the first one alone", () => {
    const checkpoints = new Checkpoints(snapshotOf(7), { bytes: 10, stride: 1 });
    expect(checkpoints.next(7)).toBe(Infinity);
    checkpoints.offer(8, () => snapshotOf(8));
    expect([checkpoints.count, checkpoints.first, checkpoints.nearest(100).step]).toEqual([1, 7, 7]);
  });

  it("after a cut are those before it, and come again where training does", () => {
    const checkpoints = new Checkpoints(snapshotOf(0), { bytes: 1040, stride: 4 });
    train(checkpoints, 0, 30);
    checkpoints.cutAfter(17);
    expect(checkpoints.nearest(30).step).toBe(16);
    train(checkpoints, 17, 30);
    expect(checkpoints.nearest(30).step).toBe(28);
    checkpoints.cutAfter(-1);
    expect(checkpoints.count).toBe(1);
  });
});

describe("checkpoints of a training that was resumed", () => {
  it("are its start and the step it was resumed from, until somebody goes back between them", () => {
    const checkpoints = new Checkpoints(snapshotOf(0), { bytes: 1040, stride: 4 });
    checkpoints.add(snapshotOf(18));
    expect([checkpoints.nearest(17).step, checkpoints.nearest(18).step]).toEqual([0, 18]);
    train(checkpoints, 0, 18);
    expect([7, 8, 17].map((step) => checkpoints.nearest(step).step)).toEqual([4, 8, 16]);
    train(checkpoints, 18, 27);
    expect([19, 20, 25].map((step) => checkpoints.nearest(step).step)).toEqual([18, 20, 24]);
    expect([checkpoints.next(0), checkpoints.next(25)]).toEqual([28, 28]);
  });

  it("are both kept where there is room for none, and bounded all the same", () => {
    const alone = new Checkpoints(snapshotOf(0), { bytes: 10, stride: 1 });
    alone.add(snapshotOf(5));
    expect([alone.nearest(4).step, alone.nearest(9).step, alone.next(3)]).toEqual([0, 5, Infinity]);
    const few = new Checkpoints(snapshotOf(0), { bytes: 208, stride: 1 });
    few.add(snapshotOf(5));
    train(few, 0, 100);
    expect(few.count).toBeLessThanOrEqual(2);
  });

  it("are not moved by a state of the start itself", () => {
    const checkpoints = new Checkpoints(snapshotOf(0), { bytes: 1040, stride: 4 });
    checkpoints.add(snapshotOf(0));
    expect(checkpoints.count).toBe(1);
  });
});
