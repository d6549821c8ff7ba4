import { describe, expect, it } from "vitest";
import { RandomState } from "../../../core/random/random-state.ts";
import { deviationFromSmooth, Extrapolation } from "../../../core/calculus/extrapolation.ts";

function differentiate(
  f: (x: number) => number,
  first: number,
  halvings: number,
  rounding = 0,
): Extrapolation {
  const extrapolation = new Extrapolation();
  for (let k = 0, h = first; k <= halvings; k++, h /= 2) {
    extrapolation.add((f(h) - f(-h)) / (2 * h), rounding / h);
  }
  return extrapolation;
}

describe("an extrapolated derivative", () => {
  it("of a polynomial of degree 4 is exact after two differences, up to rounding", () => {
    const { latest } = differentiate((x) => 3 * x + 5 * x ** 2 - 7 * x ** 3 + x ** 4, 0.5, 1);
    expect(latest).toBeCloseTo(3, 14);
  });

  it.each<[string, (x: number) => number, number]>([
    ["eˣ", Math.exp, 1],
    ["sin 3x", (x) => Math.sin(3 * x), 3],
    [
      "1 / (1 + e^(2 − 9x))",
      (x) => 1 / (1 + Math.exp(2 - 9 * x)),
      (9 * Math.exp(2)) / (1 + Math.exp(2)) ** 2,
    ],
  ])("of %s at 0 is off by no more than it says, which is little", (_, f, slope) => {
    const { value, error } = differentiate(f, 0.5, 10, 2 ** -53);
    expect(Math.abs(value - slope)).toBeLessThanOrEqual(error);
    expect(error).toBeLessThan(1e-9);
  });

  it("is not known from one difference", () => {
    const { value, error } = differentiate((x) => x, 1, 0);
    expect([value, error]).toEqual([NaN, Infinity]);
  });

  it("passes over differences that are not finite", () => {
    const { value } = differentiate((x) => (Math.abs(x) > 0.3 ? NaN : 2 * x), 1, 6);
    expect(value).toBe(2);
  });
});

describe("the deviation from a smooth course", () => {
  it("of a parabola is 0", () => {
    expect(deviationFromSmooth([9, 4, 1, 0, 1, 4, 9])).toBe(0);
  });

  it("of noise is its standard deviation, on average", () => {
    const random = new RandomState(2);
    const runs = Array.from({ length: 2000 }, () => {
      const noise = random.normal(0, 0.25, 1, 7).values;
      return deviationFromSmooth(Array.from(noise, (deviation, x) => x * x + deviation)) ** 2;
    });
    expect(Math.sqrt(runs.reduce((sum, square) => sum + square) / runs.length)).toBeCloseTo(0.25, 2);
  });
});
