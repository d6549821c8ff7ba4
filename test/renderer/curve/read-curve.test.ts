import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearestPoint, pointWithin } from "../../../renderer/curve/read-curve.ts";

const curves = fc
  .uniqueArray(fc.nat(1000), { minLength: 1, maxLength: 40 })
  .map((steps) => steps.sort((a, b) => a - b))
  .map((steps) => Float64Array.from(steps.flatMap((step) => [step, step / 7])));

describe("the recorded point nearest to a step", () => {
  it("is as near as any, with its own cost", () => {
    fc.assert(
      fc.property(curves, fc.integer({ min: -50, max: 1100 }), (points, step) => {
        const steps = Array.from(points).filter((_, index) => index % 2 === 0);
        const found = nearestPoint(points, step);
        expect(Math.abs(found!.step - step)).toBe(Math.min(...steps.map((one) => Math.abs(one - step))));
        expect(found!.cost).toBe(found!.step / 7);
      }),
    );
  });

  it("is the earlier of two as near", () => {
    expect(nearestPoint(Float64Array.of(0, 9, 4, 1), 2)).toEqual({ step: 0, cost: 9 });
  });

  it("of an empty curve is none", () => {
    expect(nearestPoint(new Float64Array(), 3)).toBeNull();
  });
});

describe("the point within a curve's own steps", () => {
  const points = Float64Array.of(5, 1, 9, 2);

  it.each([
    [4, null],
    [5, 5],
    [8, 9],
    [9, 9],
    [10, null],
  ])("at step %d is that of step %s", (step, expected) => {
    expect(pointWithin(points, step)?.step ?? null).toBe(expected);
  });
});
