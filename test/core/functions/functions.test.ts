import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exp, expm1 } from "../../../core/functions/exponential.ts";
import { cosh, sinh } from "../../../core/functions/hyperbolic.ts";
import { log, log1p } from "../../../core/functions/log.ts";
import { sigmoid, softplus, tanh } from "../../../core/functions/saturating.ts";
import figures from "../../fixtures/functions.json" with { type: "json" };
import { nextUp, ulpsBetween } from "../../support/ulps.ts";

const functions = { exp, expm1, log, log1p, sigmoid, tanh, softplus, sinh, cosh };
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
};

describe.each(Object.keys(functions) as Name[])("%s", (name) => {
  const f = functions[name];

  it(`is within ${bounds[name]} ulp of the figures of 400 bits`, () => {
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
];

it.each(special)("%s(%d) is %d", (name, x, value) => {
  expect(functions[name](x)).toBe(value);
});

const anyDouble = fc.double({ noNaN: true, noDefaultInfinity: true });

describe.each(["exp", "expm1", "log", "log1p", "sigmoid", "tanh", "softplus", "sinh"] as const)(
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

it.each(["tanh", "sinh"] as const)("%s is odd, bit for bit", (name) => {
  fc.assert(
    fc.property(anyDouble, (x) => {
      expect(functions[name](-x)).toBe(-functions[name](x));
    }),
  );
});
