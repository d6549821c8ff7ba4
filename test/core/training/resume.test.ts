import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { trainerOf, trainings } from "../../support/trainings.ts";

describe("a run that was saved at any step", () => {
  it("goes on bit for bit, whatever the optimizer, the schedule and the batches", () => {
    fc.assert(
      fc.property(
        trainings,
        fc.integer({ min: 0, max: 200 }),
        fc.integer({ min: 1, max: 100 }),
        fc.boolean(),
        (experiment, at, more, looked) => {
          const straight = trainerOf(experiment);
          for (let step = 0; step < at; step++) straight.advance();
          if (looked) straight.look();
          const saved = structuredClone(straight.snapshot());
          const resumed = trainerOf(experiment);
          resumed.restore(saved);
          expect(resumed.snapshot()).toEqual(saved);
          for (let step = 0; step < more; step++) {
            expect(straight.advance()).toBe(true);
            expect(resumed.advance()).toBe(true);
          }
          expect(resumed.snapshot()).toEqual(straight.snapshot());
          straight.look();
          resumed.look();
          expect(resumed.cost).toBe(straight.cost);
          expect(resumed.pass.gradient.values).toEqual(straight.pass.gradient.values);
        },
      ),
      { numRuns: 100 },
    );
  });
});
