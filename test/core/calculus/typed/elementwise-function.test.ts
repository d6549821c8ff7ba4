import { describe, expect, it } from "vitest";
import {
  builtInFunctions,
  functionOf,
  type ElementwiseFunction,
} from "../../../../core/calculus/typed/elementwise-function.ts";
import type { ElementwiseNode } from "../../../../core/calculus/typed/typed-expression.ts";

const argument = { kind: "name", name: "X", from: 0, to: 1 } as const;
const place = { from: 0, to: 1 };

function builtIn(name: string): ElementwiseFunction {
  const found = builtInFunctions.get(name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
}

/** Points on both sides of 0, none of them a kink; small for what grows fast. */
const points = [-3.1, -0.9, -0.2, 0.3, 0.7, 2.4];

function slope(f: ElementwiseFunction, x: number): number {
  const h = 1e-5;
  return (f.value(x + h) - f.value(x - h)) / (2 * h);
}

describe("a built-in function", () => {
  it.each([...builtInFunctions])("%s has the slope of its own values", (_, f) => {
    for (const x of points) {
      if (Number.isNaN(f.value(x - 1e-5))) {
        expect(f.partial).toBe(true);
        continue;
      }
      expect(f.derivative(x)).toBeCloseTo(slope(f, x), 6);
    }
  });

  it("has the kinks that it is known for, and no others", () => {
    const kinked = [...builtInFunctions].filter(([, { kinks }]) => kinks.length > 0);
    expect(kinked.map(([name, { kinks }]) => [name, kinks])).toEqual([
      ["abs", [0]],
      ["sign", [0]],
      ["relu", [0]],
    ]);
  });

  it("neither overflows nor loses its slope far out and in the middle", () => {
    const [sigmoid, softplus] = [builtIn("sigmoid"), builtIn("softplus")];
    expect([-1000, 1000].map(sigmoid.value)).toEqual([0, 1]);
    expect([-1000, 0, 1000].map(sigmoid.derivative)).toEqual([0, 0.25, 0]);
    expect(sigmoid.value(-40)).toBeCloseTo(4.248354255291589e-18, 30);
    expect([-1000, 1000].map(softplus.value)).toEqual([0, 1000]);
    expect([-1000, 0, 1000].map(softplus.derivative)).toEqual([0, 0.5, 1]);
    expect([-1, 0, 2].map(builtIn("relu").derivative)).toEqual([0, 0, 1]);
  });

  it("is written for LaTeX and NumPy, with brackets only where they are needed", () => {
    expect(builtIn("sin").latex.value("X")).toBe(String.raw`\sin\left(X\right)`);
    expect(builtIn("sin").latex.derivative("X + 1")).toBe(String.raw`\cos\left(X + 1\right)`);
    expect(builtIn("tanh").latex.derivative("X + 1")).toBe(
      String.raw`1 - \left(\tanh\left(X + 1\right)\right)^{2}`,
    );
    expect(builtIn("log").numpy.derivative("X + 1")).toBe("1 / (X + 1)");
    expect(builtIn("sin").numpy.derivative("X + 1")).toBe("np.cos(X + 1)");
    expect(builtIn("sigmoid").numpy.value("X @ W")).toBe("1 / (1 + np.exp(-(X @ W)))");
    expect(builtIn("sigmoid").latex.value("X")).toBe(String.raw`\sigma\left(X\right)`);
    expect(builtIn("softplus").numpy.derivative("Z")).toBe("1 / (1 + np.exp(Z)) * np.exp(Z)");
    expect(builtIn("relu").numpy.value("X @ W")).toBe("np.maximum(X @ W, 0)");
  });
});

describe("the function of a node", () => {
  it.each<[string, ElementwiseNode, number, number, number]>([
    ["u**3", { ...place, kind: "power", argument, exponent: 3 }, -2, -8, 12],
    ["u**-1", { ...place, kind: "power", argument, exponent: -1 }, 4, 0.25, -0.0625],
    ["u**0.5", { ...place, kind: "power", argument, exponent: 0.5 }, 4, 2, 0.25],
    ["u**0", { ...place, kind: "power", argument, exponent: 0 }, 4, 1, 0],
    ["np.maximum(u, 1)", { ...place, kind: "extreme", name: "maximum", argument, bound: 1 }, 3, 3, 1],
    ["np.minimum(u, 1)", { ...place, kind: "extreme", name: "minimum", argument, bound: 1 }, 3, 1, 0],
    ["sigmoid(u)", { ...place, kind: "call", name: "sigmoid", argument }, 0, 0.5, 0.25],
  ])("%s has its value and its slope", (_, node, x, value, derivative) => {
    const f = functionOf(node, new Map());
    expect([f.value(x), f.derivative(x)]).toEqual([value, derivative]);
  });

  it("is made once for each node", () => {
    const node: ElementwiseNode = { ...place, kind: "power", argument, exponent: 2.5 };
    expect(functionOf(node, new Map())).toBe(functionOf(node, new Map()));
  });

  it("f is the one that is given, and nothing without", () => {
    const node: ElementwiseNode = { ...place, kind: "call", name: "f1", argument };
    expect(functionOf(node, new Map([["f1", builtIn("sin")]]))).toBe(builtIn("sin"));
    expect(() => functionOf(node, new Map())).toThrow("no meaning is given for the function f1");
  });

  it("with a bound turns where the bound is", () => {
    const node: ElementwiseNode = { ...place, kind: "extreme", name: "maximum", argument, bound: 0.25 };
    expect(functionOf(node, new Map()).kinks).toEqual([0.25]);
  });
});
