import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { softmax } from "../../../core/network/activations/softmax.ts";

function apply(rows: readonly (readonly number[])[]): number[][] {
  const z = Float64Array.from(rows.flat());
  const out = new Float64Array(z.length);
  const columns = rows[0].length;
  softmax.applyInto(out, z, rows.length, columns);
  return rows.map((_, i) => Array.from(out.subarray(i * columns, (i + 1) * columns)));
}

const logit = fc.double({ min: -700, max: 700, noNaN: true });
const logits = fc.array(logit, { minLength: 1, maxLength: 6 });

describe("softmax", () => {
  it("of equal numbers is one over their number", () => {
    expect(apply([[3, 3, 3, 3]])).toEqual([[0.25, 0.25, 0.25, 0.25]]);
  });

  it("of one column is 1", () => {
    expect(apply([[-4], [900]])).toEqual([[1], [1]]);
  });

  it("works on each row by itself", () => {
    const [first, second] = [
      [1, 2, 3],
      [-2, 0, 5],
    ];
    expect(apply([first, second])).toEqual([...apply([first]), ...apply([second])]);
  });

  it("of logarithms are their shares, to the last bits", () => {
    const [[a, b, c]] = apply([[Math.log(1), Math.log(2), Math.log(5)]]);
    expect(a).toBeCloseTo(1 / 8, 15);
    expect(b).toBeCloseTo(2 / 8, 15);
    expect(c).toBeCloseTo(5 / 8, 15);
  });

  it("does not overflow where e^z would", () => {
    expect(apply([[1000, 1000, -1000]])).toEqual([[0.5, 0.5, 0]]);
  });

  it("has rows of the sum 1, and does not change when a row is moved as a whole", () => {
    fc.assert(
      fc.property(logits, fc.integer({ min: -100, max: 100 }), (row, shift) => {
        const [here] = apply([row]);
        expect(here.reduce((sum, h) => sum + h)).toBeCloseTo(1, 12);
        apply([row.map((z) => z + shift)])[0].forEach((h, j) => expect(h).toBeCloseTo(here[j], 10));
      }),
    );
  });

  it("fills whole rows with NaN where one number is NaN or infinite", () => {
    expect(
      apply([
        [0, NaN],
        [1, 1],
      ]),
    ).toEqual([
      [NaN, NaN],
      [0.5, 0.5],
    ]);
    expect(apply([[0, Infinity]])).toEqual([[NaN, NaN]]);
  });

  it("writes over its own argument, and no more rows than it is told", () => {
    const z = Float64Array.of(0, 0, 7, 7);
    softmax.applyInto(z, z, 1, 2);
    expect(z).toEqual(Float64Array.of(0.5, 0.5, 7, 7));
    const gradient = Float64Array.of(1, 0, 3, 4);
    softmax.multiplyByDerivativeInto(gradient, z, z, 1, 2);
    expect(gradient).toEqual(Float64Array.of(0.25, -0.25, 3, 4));
  });

  it("hands a gradient on as its Jacobian by central differences does", () => {
    const pairs = fc.array(
      fc.tuple(fc.double({ min: -4, max: 4, noNaN: true }), fc.double({ min: -4, max: 4, noNaN: true })),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(pairs, (list) => {
        const z = list.map(([value]) => value);
        const upstream = list.map(([, slope]) => slope);
        const gradient = Float64Array.from(upstream);
        softmax.multiplyByDerivativeInto(
          gradient,
          Float64Array.from(z),
          Float64Array.from(apply([z])[0]),
          1,
          z.length,
        );
        const total = (moved: number[]): number =>
          apply([moved])[0].reduce((sum, h, j) => sum + h * upstream[j], 0);
        gradient.forEach((slope, j) => {
          const difference = (total(z.with(j, z[j] + 1e-5)) - total(z.with(j, z[j] - 1e-5))) / 2e-5;
          expect(slope).toBeCloseTo(difference, 6);
        });
      }),
    );
  });
});
