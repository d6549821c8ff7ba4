import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { activationOf } from "../../../core/network/activations.ts";
import { costOf, costs, lastActivations, type Cost } from "../../../core/network/costs.ts";
import { sumOfSquaresInto } from "../../../core/network/costs/sum-of-squares.ts";
import type { ActivationName, CostName } from "../../../core/network/plan.ts";

/** One cost behind one activation of the last layer. */
interface Ending {
  readonly cost: CostName;
  readonly last: ActivationName;
}

const endings: Ending[] = (Object.keys(costs) as CostName[]).flatMap((cost) =>
  (lastActivations[cost] ?? (["linear", "softmax"] as const)).map((last) => ({ cost, last })),
);

/** The cost of outputs f(Z), rows by columns. */
function valueOf(
  { cost, last }: Ending,
  Y: Float64Array,
  Z: Float64Array,
  rows: number,
  columns: number,
): number {
  const H = outputOf(last, Z, rows, columns);
  const out = new Float64Array(1);
  costOf(cost, last).valueInto(out, Y, Z, H, errorOf(Y, H), rows, columns);
  return out[0];
}

/** ∂cost/∂Z, through the activation where the cost is not one with it. */
function gradientOf(
  { cost: name, last }: Ending,
  Y: Float64Array,
  Z: Float64Array,
  rows: number,
  columns: number,
  total = rows,
): Float64Array {
  const cost = costOf(name, last);
  const H = outputOf(last, Z, rows, columns);
  const gradient = new Float64Array(rows * columns);
  cost.gradientInto(gradient, Y, Z, H, errorOf(Y, H), rows, columns, total);
  if (cost.fusedWith === null) activationOf(last).multiplyByDerivativeInto(gradient, Z, H, rows, columns);
  return gradient;
}

function outputOf(last: ActivationName, Z: Float64Array, rows: number, columns: number): Float64Array {
  const H = new Float64Array(Z.length);
  activationOf(last).applyInto(H, Z, rows, columns);
  return H;
}

function errorOf(Y: Float64Array, output: Float64Array): Float64Array {
  return Y.map((value, i) => value - output[i]);
}

/** Y from 0 to 1 and Z, rows by columns. */
const cases = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
  .chain(([rows, columns]) => {
    const numbers = (min: number, max: number) =>
      fc
        .array(fc.double({ min, max, noNaN: true }), { minLength: rows * columns, maxLength: rows * columns })
        .map((list) => Float64Array.from(list));
    return fc.record({
      rows: fc.constant(rows),
      columns: fc.constant(columns),
      Y: numbers(0, 1),
      Z: numbers(-8, 8),
    });
  });

describe("values", () => {
  const Y = Float64Array.of(1, 2, 3, 4);
  const output = Float64Array.of(0, 2, 5, 4);
  const sse: Ending = { cost: "sse", last: "linear" };
  const mse: Ending = { cost: "mse", last: "linear" };

  it("sse of the errors 1, 0, −2, 0 is 5", () => {
    expect(valueOf(sse, Y, output, 2, 2)).toBe(5);
  });

  it("mse of the same errors is 5/4, whatever their shape", () => {
    expect(valueOf(mse, Y, output, 2, 2)).toBe(1.25);
    expect(valueOf(mse, Y, output, 4, 1)).toBe(1.25);
  });

  it("only the first rows count", () => {
    expect(valueOf(sse, Y, output, 1, 2)).toBe(1);
    expect(valueOf(mse, Y, output, 1, 2)).toBe(0.5);
  });

  it("bce of an undecided output is ln 2 for each column, whatever the targets", () => {
    const ending: Ending = { cost: "bce", last: "sigmoid" };
    expect(valueOf(ending, Float64Array.of(0, 1, 0.3, 1), new Float64Array(4), 2, 2)).toBeCloseTo(
      2 * Math.LN2,
      15,
    );
  });

  it("cross-entropy of undecided outputs is the logarithm of their number", () => {
    const ending: Ending = { cost: "cross-entropy", last: "softmax" };
    expect(valueOf(ending, Float64Array.of(0, 0, 1, 0.2, 0.3, 0.5), new Float64Array(6), 2, 3)).toBeCloseTo(
      Math.log(3),
      15,
    );
  });

  it.each(endings)("$cost behind $last of no samples is 0", (ending) => {
    const none = new Float64Array();
    expect(valueOf(ending, none, none, 0, 3)).toBe(0);
    expect(() => gradientOf(ending, none, none, 0, 3)).not.toThrow();
  });

  it.each(Object.values(costs))("$name stands under its own name", (cost) => {
    expect(costs[cost.name]).toBe(cost);
  });
});

describe("gradients", () => {
  it.each(endings)("of $cost behind $last are the same when samples are taken in parts", (ending) => {
    fc.assert(
      fc.property(cases, ({ rows, columns, Y, Z }) => {
        const gradient = gradientOf(ending, Y, Z, rows, columns);
        const cut = Math.floor(rows / 2);
        for (const [from, to] of [
          [0, cut],
          [cut, rows],
        ]) {
          const [partOfY, partOfZ] = [Y, Z].map((matrix) => matrix.slice(from * columns, to * columns));
          expect(gradientOf(ending, partOfY, partOfZ, to - from, columns, rows)).toEqual(
            gradient.slice(from * columns, to * columns),
          );
        }
      }),
    );
  });

  it.each(endings)("of $cost behind $last are what central differences give", (ending) => {
    fc.assert(
      fc.property(cases, ({ rows, columns, Y, Z }) => {
        const gradient = gradientOf(ending, Y, Z, rows, columns);
        const valueAt = (position: number, shift: number): number => {
          const moved = Z.slice();
          moved[position] += shift;
          return valueOf(ending, Y, moved, rows, columns);
        };
        gradient.forEach((slope, i) => {
          expect(slope).toBeCloseTo((valueAt(i, 1e-4) - valueAt(i, -1e-4)) / 2e-4, 5);
        });
      }),
    );
  });
});

/** The same cost, not one with its activation: what the fused form must agree with. */
function plainly(
  cost: Cost,
  last: ActivationName,
  Y: Float64Array,
  Z: Float64Array,
  columns: number,
): number[] {
  const rows = Y.length / columns;
  const H = outputOf(last, Z, rows, columns);
  const out = new Float64Array(1);
  cost.valueInto(out, Y, Z, H, errorOf(Y, H), rows, columns);
  const gradient = new Float64Array(Y.length);
  cost.gradientInto(gradient, Y, Z, H, errorOf(Y, H), rows, columns, rows);
  activationOf(last).multiplyByDerivativeInto(gradient, Z, H, rows, columns);
  return [...out, ...gradient];
}

describe.each([
  ["bce", "sigmoid"],
  ["cross-entropy", "softmax"],
] as const)("%s in one with %s", (name, last) => {
  const ending: Ending = { cost: name, last };

  it("is what both are one after the other, also where a sample's targets have another sum than 1", () => {
    fc.assert(
      fc.property(cases, ({ rows, columns, Y, Z }) => {
        const [value, ...gradient] = plainly(costs[name], last, Y, Z, columns);
        expect(valueOf(ending, Y, Z, rows, columns)).toBeCloseTo(value, 10);
        gradientOf(ending, Y, Z, rows, columns).forEach((slope, i) =>
          expect(slope).toBeCloseTo(gradient[i], 8),
        );
      }),
    );
  });

  it("stays exact where the output rounds to 0 and 1", () => {
    // Off by 2000: sigmoid and softmax give 0 for the target 1, and the true cost is 2000.
    const Y = Float64Array.of(0, 1);
    const Z = name === "bce" ? Float64Array.of(-2000, -2000) : Float64Array.of(1000, -1000);
    expect(valueOf(ending, Y, Z, 1, 2)).toBe(2000);
    expect(gradientOf(ending, Y, Z, 1, 2)[1]).toBe(-1);
    // Right by 50: the true cost is e^−50, which 1 − e^−50 would round away.
    const right = name === "bce" ? Float64Array.of(-800, 50) : Float64Array.of(-25, 25);
    expect(valueOf(ending, Y, right, 1, 2)).toBeCloseTo(1.9287498479639178e-22, 36);
  });
});

describe("logarithms of outputs that are exactly 0 and 1", () => {
  it("count as −100, as in PyTorch's BCELoss, with finite slopes", () => {
    const Y = Float64Array.of(1, 0);
    const H = Float64Array.of(0, 1);
    for (const [cost, value] of [
      [costs.bce, 200],
      [costs["cross-entropy"], 100],
    ] as const) {
      const out = new Float64Array(1);
      cost.valueInto(out, Y, H, H, errorOf(Y, H), 1, 2);
      expect(out[0]).toBe(value);
      const gradient = new Float64Array(2);
      cost.gradientInto(gradient, Y, H, H, errorOf(Y, H), 1, 2, 1);
      expect(gradient.every(Number.isFinite)).toBe(true);
    }
  });

  it("are NaN for outputs that are no probabilities", () => {
    const Y = Float64Array.of(0.5);
    const out = new Float64Array(1);
    for (const h of [-0.1, 1.1]) {
      costs.bce.valueInto(out, Y, Y, Float64Array.of(h), Y, 1, 1);
      expect(out[0]).toBeNaN();
    }
    costs["cross-entropy"].valueInto(out, Y, Y, Float64Array.of(-0.1), Y, 1, 1);
    expect(out[0]).toBeNaN();
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
