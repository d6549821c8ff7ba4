import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exp, expm1 } from "../../../core/functions/exponential.ts";
import { cosh, sinh } from "../../../core/functions/hyperbolic.ts";
import { log, log1p } from "../../../core/functions/log.ts";
import { power, wholePower } from "../../../core/functions/power.ts";
import { sigmoid, softplus, tanh } from "../../../core/functions/saturating.ts";
import { arctan, cos, sin, tan } from "../../../core/functions/trigonometric.ts";
import figures from "../../fixtures/functions.json" with { type: "json" };
import { nextUp, ulpsBetween } from "../../support/ulps.ts";

const functions = { exp, expm1, log, log1p, sigmoid, tanh, softplus, sinh, cosh, sin, cos, tan, arctan };
type Name = keyof typeof functions;

/** The largest distance from the true value rounded that any figure may show. */
const bounds: Record<Name, number> = {
  exp: 1,
  expm1: 2,
  log: 1,
  log1p: 2,
  sigmoid: 2,
  tanh: 2,
  softplus: 2,
  sinh: 3,
  cosh: 2,
  sin: 1,
  cos: 1,
  tan: 3,
  arctan: 1,
};

describe.each(Object.keys(functions) as Name[])("%s", (name) => {
  const f = functions[name];

  it(`is within ${bounds[name]} ulp of the figures of 1600 bits`, () => {
    const far = figures[name]
      .map(([x, y]) => ({ x, y, ours: f(x), ulps: ulpsBetween(f(x), y) }))
      .filter(({ ulps }) => ulps > bounds[name]);
    expect(figures[name].length).toBeGreaterThan(200);
    expect(far).toEqual([]);
  });

  it("of NaN is NaN", () => {
    expect(f(NaN)).toBeNaN();
  });
});

/** What NumPy 1.24 prints for np.exp, np.expm1, … of the same arguments; sigmoid and softplus by their formulas. */
const special: [Name, number, number][] = [
  ["exp", 0, 1],
  ["exp", -0, 1],
  ["exp", Infinity, Infinity],
  ["exp", -Infinity, 0],
  ["exp", 709.782712893384, 1.7976931348622732e308],
  ["exp", 709.7827128933841, Infinity],
  ["exp", -745.1332191019412, 0],
  ["exp", -745.1332191019411, 5e-324],
  ["expm1", 0, 0],
  ["expm1", -0, -0],
  ["expm1", Infinity, Infinity],
  ["expm1", -Infinity, -1],
  ["expm1", 709.7827128933841, Infinity],
  ["log", 1, 0],
  ["log", 0, -Infinity],
  ["log", -0, -Infinity],
  ["log", Infinity, Infinity],
  ["log", -5e-324, NaN],
  ["log", -Infinity, NaN],
  ["log1p", 0, 0],
  ["log1p", -0, -0],
  ["log1p", -1, -Infinity],
  ["log1p", -1.0000000000000002, NaN],
  ["log1p", Infinity, Infinity],
  ["log1p", -Infinity, NaN],
  ["sigmoid", 0, 0.5],
  ["sigmoid", -0, 0.5],
  ["sigmoid", Infinity, 1],
  ["sigmoid", -Infinity, 0],
  ["tanh", 0, 0],
  ["tanh", -0, -0],
  ["tanh", Infinity, 1],
  ["tanh", -Infinity, -1],
  ["tanh", -800, -1],
  ["softplus", Infinity, Infinity],
  ["softplus", -Infinity, 0],
  ["sinh", 0, 0],
  ["sinh", -0, -0],
  ["sinh", Infinity, Infinity],
  ["sinh", -Infinity, -Infinity],
  ["sinh", 711, Infinity],
  ["cosh", 0, 1],
  ["cosh", -Infinity, Infinity],
  ["cosh", 711, Infinity],
  ["sin", -0, -0],
  ["sin", Infinity, NaN],
  ["cos", 0, 1],
  ["cos", -Infinity, NaN],
  ["tan", -0, -0],
  ["arctan", -0, -0],
  ["arctan", Infinity, Math.PI / 2],
  ["arctan", -Infinity, -Math.PI / 2],
];

it.each(special)("%s(%d) is %d", (name, x, value) => {
  expect(functions[name](x)).toBe(value);
});

const anyDouble = fc.double({ noNaN: true, noDefaultInfinity: true });

describe.each(["exp", "expm1", "log", "log1p", "sigmoid", "tanh", "softplus", "sinh", "arctan"] as const)(
  "%s",
  (name) => {
    const f = functions[name];
    const domain = name.startsWith("log") ? anyDouble.map(Math.abs) : anyDouble;

    it("rises: a larger argument never gives less", () => {
      fc.assert(
        fc.property(domain, domain, (a, b) => {
          expect(f(Math.min(a, b))).toBeLessThanOrEqual(f(Math.max(a, b)));
        }),
      );
    });

    it("falls by no more than its error from one double to the next", () => {
      fc.assert(
        fc.property(domain, (x) => {
          const [here, next] = [f(x), f(nextUp(x))];
          if (next < here) expect(ulpsBetween(here, next)).toBeLessThanOrEqual(bounds[name]);
        }),
        { numRuns: 500 },
      );
    });
  },
);

it.each(["tanh", "sinh", "sin", "tan", "arctan"] as const)("%s is odd, bit for bit", (name) => {
  fc.assert(
    fc.property(anyDouble, (x) => {
      expect(functions[name](-x)).toBe(-functions[name](x));
    }),
  );
});

describe("power", () => {
  it("is within 2 ulp of the figures of 1600 bits", () => {
    const far = figures.power
      .map(([x, y, value]) => ({ x, y, value, ours: power(x, y), ulps: ulpsBetween(power(x, y), value) }))
      .filter(({ ulps }) => ulps > 2);
    expect(far).toEqual([]);
  });

  // NumPy 1.24's np.power of the same arguments.
  it.each([
    [2, 10, 1024],
    [10, -2, 0.01],
    [0, 0, 1],
    [NaN, 0, 1],
    [1, NaN, 1],
    [NaN, 2, NaN],
    [0, 3, 0],
    [-0, 3, -0],
    [-0, 2, 0],
    [-0, -3, -Infinity],
    [0, -2, Infinity],
    [-8, 1 / 3, NaN],
    [-2, 3, -8],
    [-2, -2, 0.25],
    [2, Infinity, Infinity],
    [0.5, Infinity, 0],
    [2, -Infinity, 0],
    [-1, Infinity, 1],
    [-Infinity, 3, -Infinity],
    [-Infinity, -3, -0],
    [Infinity, 0.5, Infinity],
    [10, 400, Infinity],
    [10, -400, 0],
    [-10, 401, -Infinity],
  ])("of %d and %d is %d", (x, y, value) => {
    expect(power(x, y)).toBe(value);
  });

  it("with a small whole exponent is what multiplying gives, within an ulp for each factor", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.integer({ min: -16, max: 16 }),
        (x, n) => {
          expect(ulpsBetween(wholePower(x, n), power(x, n))).toBeLessThanOrEqual(Math.abs(n) + 2);
        },
      ),
    );
  });
});
