import { describe, expect, it } from "vitest";
import { rateAt, rateToPosition, RATE_POSITIONS } from "../../../renderer/settings/rate-scale.ts";

const positions = Array.from({ length: RATE_POSITIONS + 1 }, (_, position) => position);

describe("the learning rate's slider", () => {
  it("runs from 10⁻⁷ to 100, a factor of ten every ninth of its way", () => {
    const ninths = Array.from({ length: 10 }, (_, part) => rateAt((part * RATE_POSITIONS) / 9));
    expect(ninths).toEqual([1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1, 10, 100]);
  });

  it("has rates of three significant digits", () => {
    for (const position of positions) {
      const rate = rateAt(position);
      expect(Number(rate.toPrecision(3))).toBe(rate);
    }
  });

  it("goes up with every position", () => {
    for (const position of positions.slice(1)) {
      expect(rateAt(position)).toBeGreaterThan(rateAt(position - 1));
    }
  });

  it("finds a position's rate at that position or the one beside it", () => {
    for (const position of positions) {
      expect(Math.abs(rateToPosition(rateAt(position)) - position)).toBeLessThanOrEqual(1);
    }
  });

  it("stands nearest to the article's rate of 0.0003", () => {
    const position = rateToPosition(0.0003);
    const distances = positions.map((one) => Math.abs(Math.log(rateAt(one) / 0.0003)));
    expect(distances[position]).toBe(Math.min(...distances));
  });

  it("stands at its ends for rates beyond them", () => {
    expect([1e-12, 5e4].map(rateToPosition)).toEqual([0, RATE_POSITIONS]);
  });
});
