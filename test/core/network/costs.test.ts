import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { costs, type Cost } from "../../../core/network/costs.ts";
import { sumOfSquaresInto } from "../../../core/network/costs/sum-of-squares.ts";

function valueOf(cost: Cost, Y: Float64Array, output: Float64Array, rows: number, columns: number): number {
  const out = new Float64Array(1);
  cost.valueInto(out, Y, output, errorOf(Y, output), rows, columns);
  return out[0];
}

function errorOf(Y: Float64Array, output: Float64Array): Float64Array {
  return Y.map((value, i) => value - output[i]);
}

describe("values", () => {
  const Y = Float64Array.of(1, 2, 3, 4);
  const output = Float64Array.of(0, 2, 5, 4);

  it("sse of the errors 1, 0, −2, 0 is 5", () => {
    expect(valueOf(costs.sse, Y, output, 2, 2)).toBe(5);
  });

  it("mse of the same errors is 5/4, whatever their shape", () => {
    expect(valueOf(costs.mse, Y, output, 2, 2)).toBe(1.25);
    expect(valueOf(costs.mse, Y, output, 4, 1)).toBe(1.25);
  });

  it("only the first rows count", () => {
    expect(valueOf(costs.sse, Y, output, 1, 2)).toBe(1);
    expect(valueOf(costs.mse, Y, output, 1, 2)).toBe(0.5);
  });

  it.each(Object.values(costs))("$name of no samples is 0", (cost) => {
    const none = new Float64Array();
    expect(valueOf(cost, none, none, 0, 3)).toBe(0);
    expect(() => cost.gradientInto(none, none, none, none, 0, 3, 0)).not.toThrow();
  });

  it.each(Object.values(costs))("$name stands under its own name", (cost) => {
    expect(costs[cost.name]).toBe(cost);
  });
});

describe("gradients", () => {
  it.each(Object.values(costs))("of $name are what central differences give", (cost) => {
    const entry = fc.double({ min: -10, max: 10, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(entry, entry), { minLength: 1, maxLength: 12 }), (pairs) => {
        const Y = Float64Array.from(pairs, ([y]) => y);
        const output = Float64Array.from(pairs, ([, h]) => h);
        const count = pairs.length;
        const gradient = new Float64Array(count);
        cost.gradientInto(gradient, Y, output, errorOf(Y, output), count, 1, count);
        const valueAt = (position: number, shift: number): number => {
          const moved = output.slice();
          moved[position] += shift;
          return valueOf(cost, Y, moved, count, 1);
        };
        gradient.forEach((slope, i) => {
          expect(slope).toBeCloseTo((valueAt(i, 1e-4) - valueAt(i, -1e-4)) / 2e-4, 5);
        });
      }),
    );
  });
});

describe("the sum of squares", () => {
  const sumOfSquares = (values: Float64Array, count: number): number => {
    const out = Float64Array.of(NaN);
    sumOfSquaresInto(out, values, count);
    return out[0];
  };

  it("of nothing is 0", () => {
    expect(sumOfSquares(new Float64Array(), 0)).toBe(0);
  });

  it("of the first numbers is theirs alone", () => {
    expect(sumOfSquares(Float64Array.of(1, 2, 9), 2)).toBe(5);
  });

  // np.sum((1 / np.arange(1, n + 1))**2) in NumPy 1.24; adding one after the other gives other last bits.
  it.each([
    [7, 1.511797052154195],
    [8, 1.527422052154195],
    [10, 1.5497677311665408],
    [127, 1.637090969798212],
    [129, 1.6372120974969775],
    [1000, 1.6439345666815601],
    [4097, 1.6446900155986757],
  ])("of 1, 1/2, … 1/%d is NumPy's %d, bit for bit", (n, sum) => {
    const values = Float64Array.from({ length: n }, (_, i) => 1 / (i + 1));
    expect(sumOfSquares(values, n)).toBe(sum);
  });
});
