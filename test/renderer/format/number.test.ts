import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatCell,
  formatCost,
  formatCount,
  formatFull,
  formatMagnitude,
  formatTerm,
  formatTight,
} from "../../../renderer/format/number.ts";
import { readNumber } from "../support/lab-numbers.ts";

const doubles = fc.double({ noNaN: true, noDefaultInfinity: true });
/** What stands in the cells of a network that trains. */
const usual = fc
  .tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.integer({ min: -9, max: 9 }))
  .map(([digits, power]) => digits * 10 ** power)
  .filter((value) => value === 0 || Math.abs(value) >= 1e-9);

describe("a number in a cell", () => {
  it.each([
    [0, "0"],
    [-0, "0"],
    [1, "1.00"],
    [-0.2912, "−0.29"],
    [0.0123, "0.01"],
    [-0.9612660842594059, "−0.96"],
    [12.34, "12.3"],
    [-99.94, "−99.9"],
    [-216.2, "−216"],
    [999.4, "999"],
    [5000, "5e3"],
    [-0.0003, "−3e-4"],
    [1e-12, "1e-12"],
  ])("%d reads %s", (value, text) => {
    expect(formatCell(value)).toBe(text);
  });

  it("changes its form without gaining width: 9.999 is 10.0, 99.99 is 100, 999.9 is 1e3", () => {
    expect([9.999, 99.99, 999.9].map(formatCell)).toEqual(["10.0", "100", "1e3"]);
  });

  it("takes at most five characters between a billionth and a billion", () => {
    fc.assert(
      fc.property(usual, (value) => {
        expect(formatCell(value).length).toBeLessThanOrEqual(5);
      }),
    );
  });

  it("takes at most six characters with two digits in the exponent, seven with three", () => {
    fc.assert(
      fc.property(doubles, (value) => {
        const size = Math.abs(value);
        const short = size === 0 || (size >= 1e-99 && size < 9e99);
        expect(formatCell(value).length).toBeLessThanOrEqual(short ? 6 : 7);
      }),
    );
  });

  it("reads back to the number, to half a unit of its last digit", () => {
    fc.assert(
      fc.property(usual, (value) => {
        const text = formatCell(value);
        const [digits, exponent = "0"] = text.split("e");
        const unit = 10 ** (Number(exponent) - (digits.split(".")[1]?.length ?? 0));
        expect(Math.abs(readNumber(text) - value)).toBeLessThanOrEqual(unit * 0.5000001);
      }),
    );
  });

  it("starts with the minus sign, not a hyphen, where it is negative, and only there", () => {
    fc.assert(
      fc.property(doubles, (value) => {
        const text = formatCell(value);
        expect(text.startsWith("−")).toBe(value < 0);
        expect(text.startsWith("-")).toBe(false);
      }),
    );
  });
});

describe("a number in a sum", () => {
  it.each([
    [0, "0"],
    [-0.29123, "−0.2912"],
    [0.9157790603010039, "0.9158"],
    [2.5, "2.5000"],
    [1234.5678, "1234.6"],
    [0.00001234, "1.234e−5"],
    [12345678, "1.235e7"],
  ])("%d reads %s", (value, text) => {
    expect(formatTerm(value)).toBe(text);
  });

  it("is within 5·10⁻⁵ of the number, or of the number's size where that is above 1", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e5, max: 1e5, noNaN: true }), (value) => {
        const allowed = 5.01e-5 * Math.max(1, Math.abs(value));
        expect(Math.abs(readNumber(formatTerm(value)) - value)).toBeLessThanOrEqual(allowed);
      }),
    );
  });
});

describe("a cost", () => {
  it.each([
    [0, "0"],
    [0.319335123, "0.319335"],
    [870.8668409351022, "870.8668"],
    [1.5543843543409113e-29, "1.55438e−29"],
    [12345678.9, "1.23457e7"],
  ])("%d reads %s", (value, text) => {
    expect(formatCost(value)).toBe(text);
  });
});

describe("a number in full", () => {
  it("reads back to the same double", () => {
    fc.assert(
      fc.property(doubles, (value) => {
        expect(readNumber(formatFull(value)) === value).toBe(true);
      }),
    );
  });

  // What Python 3.11 prints for these floats, with the lab's minus.
  it.each([
    [1, "1.0"],
    [0, "0.0"],
    [-0, "−0.0"],
    [-0.25, "−0.25"],
    [0.1, "0.1"],
    [0.0001, "0.0001"],
    [0.00001, "1e−05"],
    [-1.5e-29, "−1.5e−29"],
    [8.5e-6, "8.5e−06"],
    [870.8668409351022, "870.8668409351022"],
    [123456789012345, "123456789012345.0"],
    [1e15, "1000000000000000.0"],
    [1e16, "1e+16"],
    [123456789012345680, "1.2345678901234568e+17"],
    [1e100, "1e+100"],
    [5e-324, "5e−324"],
    [1.7976931348623157e308, "1.7976931348623157e+308"],
  ])("%d reads as in Python: %s", (value, text) => {
    expect(formatFull(value)).toBe(text);
  });
});

describe("a count", () => {
  it.each([
    [0, "0"],
    [999, "999"],
    [1000, "1\u202f000"],
    [1540000, "1\u202f540\u202f000"],
    [59.6, "60"],
  ])("%d reads %s", (value, text) => {
    expect(formatCount(value)).toBe(text);
  });
});

describe.each([
  ["a number in a sum", formatTerm],
  ["a cost", formatCost],
  ["a number in full", formatFull],
] as const)("%s", (_, format) => {
  it("has no hyphen anywhere", () => {
    fc.assert(
      fc.property(doubles, (value) => {
        expect(format(value)).not.toContain("-");
      }),
    );
  });
});

describe("a number that is not finite", () => {
  it("is a cross in a cell, and NumPy's word where it is read", () => {
    for (const value of [NaN, Infinity, -Infinity]) expect(formatCell(value)).toBe("×");
    expect([NaN, Infinity, -Infinity].map(formatFull)).toEqual(["nan", "inf", "−inf"]);
    expect([NaN, Infinity, -Infinity].map(formatTerm)).toEqual(["nan", "inf", "−inf"]);
  });
});

describe("a number in a sum at the ends of its forms", () => {
  it.each([
    [0.0001234, "1.234e−4"],
    [0.001, "0.0010"],
    [123456, "123456"],
    [999999.7, "1000000"],
    [1e6, "1.000e6"],
  ])("%d is %s", (value, text) => expect(formatTerm(value)).toBe(text));
});

describe("a size", () => {
  it.each([
    [0, "0"],
    [3.1e-11, "3·10⁻¹¹"],
    [1.665e-10, "2·10⁻¹⁰"],
    [9.6e-7, "1·10⁻⁶"],
    [0.02, "0.02"],
    [0.34, "0.3"],
    [2, "2"],
    [4e12, "4·10¹²"],
    [NaN, "nan"],
  ])("%d reads %s", (value, text) => {
    expect(formatMagnitude(value)).toBe(text);
  });
});

describe("a number in a table with little room", () => {
  it.each([
    [0, "0"],
    [-0.29124, "−0.2912"],
    [-119.503, "−119.5"],
    [-1534.742, "−1535"],
    [99994, "99994"],
    [99996, "1.00e5"],
    [-0.0003312, "−3.31e−4"],
    [Infinity, "inf"],
  ])("%d reads %s", (value, text) => {
    expect(formatTight(value)).toBe(text);
  });

  it("has at most eight characters, and is right to half a unit of its last digit", () => {
    fc.assert(
      fc.property(usual, (value) => {
        const text = formatTight(value);
        expect(text.length).toBeLessThanOrEqual(8);
        expect(Math.abs(readNumber(text) - value)).toBeLessThanOrEqual(5.01e-3 * Math.abs(value));
      }),
    );
  });
});
