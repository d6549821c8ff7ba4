import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Schedule } from "../../../core/optimizer/plan.ts";
import { rateAt, scheduleOf, schedules } from "../../../core/optimizer/schedules.ts";
import { wholePower } from "../../../core/optimizer/whole-power.ts";

const rates = (schedule: Schedule | undefined, ...steps: number[]): number[] =>
  steps.map((step) => rateAt(schedule, 0.5, step));

describe("the learning rate", () => {
  it("without a schedule, and with a constant one, is the one that was typed", () => {
    expect(rates(undefined, 0, 1, 1e9)).toEqual([0.5, 0.5, 0.5]);
    expect(rates({ kind: "constant" }, 0, 1, 1e9)).toEqual([0.5, 0.5, 0.5]);
    expect(scheduleOf(undefined)).toBe(schedules.constant);
  });

  it("in steps changes after every n of them", () => {
    const schedule = { kind: "step", every: 10, factor: 0.5 } as const;
    expect(rates(schedule, 0, 9, 10, 19, 20, 1000)).toEqual([0.5, 0.5, 0.25, 0.25, 0.125, 2 ** -101]);
  });

  it("that decays exponentially changes with each step", () => {
    expect(rates({ kind: "exponential", factor: 0.5 }, 0, 1, 2, 10)).toEqual([0.5, 0.25, 0.125, 2 ** -11]);
  });

  it("on a cosine begins as typed, is halfway in the middle, and ends at the lowest, where it stays", () => {
    const schedule = { kind: "cosine", steps: 100, lowest: 0.1 } as const;
    expect(rates(schedule, 0)).toEqual([0.5]);
    expect(rates(schedule, 50)[0]).toBeCloseTo(0.3, 14);
    expect(rates(schedule, 100, 101, 200, 1e9)).toEqual([0.1, 0.1, 0.1, 0.1]);
  });

  it("on a cosine falls with every step", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), (steps) => {
        const fall = rates(
          { kind: "cosine", steps, lowest: 0 },
          ...Array.from({ length: steps + 1 }, (_, t) => t),
        );
        fall.slice(1).forEach((rate, t) => expect(rate).toBeLessThan(fall[t]));
      }),
      { numRuns: 20 },
    );
  });

  it("on a cosine is the formula's, to 1e-14 of the typed rate", () => {
    for (let step = 0; step <= 997; step++) {
      const formula = (1 + Math.cos((Math.PI * step) / 997)) / 4;
      expect(Math.abs(rates({ kind: "cosine", steps: 997, lowest: 0 }, step)[0] - formula)).toBeLessThan(
        1e-14,
      );
    }
  });
});

describe("a schedule", () => {
  it("stands under its own kind, and so do its defaults", () => {
    for (const [kind, schedule] of Object.entries(schedules)) {
      expect([schedule.name, schedule.defaults.kind]).toEqual([kind, kind]);
    }
  });
});

describe("a whole power", () => {
  it("is exact for powers of 2 down to the smallest subnormal, and then 0", () => {
    expect([0, 1, 52, 1022, 1074, 1075].map((exponent) => wholePower(0.5, exponent))).toEqual([
      1,
      0.5,
      2 ** -52,
      2 ** -1022,
      2 ** -1074,
      0,
    ]);
  });

  it("is within exponent · 2⁻⁵² of the power", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 1.1, noNaN: true }), fc.nat(1000), (base, exponent) => {
        const power = base ** exponent;
        expect(Math.abs(wholePower(base, exponent) - power)).toBeLessThanOrEqual(
          (exponent + 1) * 2 ** -52 * power,
        );
      }),
    );
  });

  it("to the 0 is 1, of 0 too", () => {
    expect([wholePower(0, 0), wholePower(7, 0), wholePower(0, 3)]).toEqual([1, 1, 0]);
  });
});
