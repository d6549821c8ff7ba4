import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { activations, activationOf, type Activation } from "../../../core/network/activations.ts";
import type { ActivationName } from "../../../core/network/plan.ts";

const all: readonly Activation[] = Object.values(activations);
const elementwise = all.filter((activation) => activation.acts === "on elements");

describe.each(elementwise)("$name", (activation) => {
  const { apply, derivative, applyInto, multiplyByDerivativeInto } = activation;

  it("has the derivative that central differences give, away from its kinks", () => {
    fc.assert(
      fc.property(fc.double({ min: -5, max: 5, noNaN: true }), (x) => {
        if (activation.kinks.some((kink) => Math.abs(x - kink) < 1e-3)) return;
        const h = 1e-5;
        const difference = (apply(x + h) - apply(x - h)) / (2 * h);
        expect(derivative(x)).toBeCloseTo(difference, 5);
      }),
    );
  });

  it("acts on a whole array as on each element, and on no more than it is told", () => {
    const z = Float64Array.of(-2.5, -1, -0, 0, 0.3, 1, 4, 7);
    const out = new Float64Array(8).fill(99);
    applyInto(out, z, 1, 7);
    expect(Array.from(out)).toEqual([...Array.from(z.subarray(0, 7), apply), 99]);
    applyInto(z, z, 7, 1);
    expect(z.subarray(0, 7)).toEqual(out.subarray(0, 7));
  });

  it("multiplies a gradient by its derivative, and no more of it than it is told", () => {
    const z = Float64Array.of(-2.5, -1, 0, 0.3, 1, 4);
    const gradient = Float64Array.of(1, 2, 3, 4, 5, 6);
    multiplyByDerivativeInto(gradient, z, z.map(apply), 5, 1);
    [1, 2, 3, 4, 5].forEach((before, i) => expect(gradient[i]).toBeCloseTo(before * derivative(z[i]), 14));
    expect(gradient[5]).toBe(6);
  });

  it("leaves empty matrices alone", () => {
    expect(() => applyInto(new Float64Array(), new Float64Array(), 0, 3)).not.toThrow();
    expect(() =>
      multiplyByDerivativeInto(new Float64Array(), new Float64Array(), new Float64Array(), 0, 3),
    ).not.toThrow();
  });

  it("hands NaN on", () => {
    expect(apply(NaN)).toBeNaN();
    const out = new Float64Array(1);
    applyInto(out, Float64Array.of(NaN), 1, 1);
    expect(out[0]).toBeNaN();
    multiplyByDerivativeInto(out, Float64Array.of(1), Float64Array.of(apply(1)), 1, 1);
    expect(out[0]).toBeNaN();
  });
});

it.each(Object.keys(activations) as ActivationName[])(
  "%s stands under its own name, which a plan asks for",
  (name) => {
    expect(activationOf(name).name).toBe(name);
    expect(activationOf(name)).toBe(activations[name]);
  },
);

describe("single values", () => {
  it.each([
    ["linear", -3, -3, 1],
    ["square", -3, 9, -6],
    ["cube", -3, -27, 27],
    ["sigmoid", 0, 0.5, 0.25],
    ["tanh", 0, 0, 1],
    ["relu", 2, 2, 1],
    ["relu", -2, 0, 0],
    ["leaky-relu", 2, 2, 1],
    ["leaky-relu", -2, -0.02, 0.01],
    ["softplus", 0, Math.LN2, 0.5],
    ["softplus", 1000, 1000, 1],
    ["softplus", -1000, 0, 0],
  ] as const)("%s of %d is %d, with slope %d", (name, x, value, slope) => {
    expect(activations[name].apply(x)).toBe(value);
    expect(activations[name].derivative(x)).toBe(slope);
  });

  it("the slope at ReLU's kink is 0, at leaky ReLU's 0.01, as PyTorch has them", () => {
    expect(activations.relu.derivative(0)).toBe(0);
    expect(activations["leaky-relu"].derivative(0)).toBe(0.01);
  });

  it("sigmoid saturates to exactly 0 and 1", () => {
    expect(activations.sigmoid.apply(-1000)).toBe(0);
    expect(activations.sigmoid.apply(1000)).toBe(1);
    expect(activations.sigmoid.derivative(-1000)).toBe(0);
  });

  it("an infinite gradient times ReLU's 0 is NaN, as in NumPy", () => {
    const gradient = Float64Array.of(Infinity);
    activations.relu.multiplyByDerivativeInto(gradient, Float64Array.of(-1), Float64Array.of(0), 1, 1);
    expect(gradient[0]).toBeNaN();
  });
});

describe("formulas", () => {
  it("of the article's functions are x², 2x, x³ and 3x²", () => {
    const { square, cube } = activations;
    expect([square.label, cube.label]).toEqual(["x²", "x³"]);
    expect([square.latex.value("x"), square.latex.derivative("x")]).toEqual(["x^{2}", "2 x"]);
    expect([cube.latex.value("x"), cube.latex.derivative("x")]).toEqual(["x^{3}", "3 x^{2}"]);
  });

  it("for NumPy name the array, and f(z) where that saves work", () => {
    const texts = elementwise.map(({ numpy }) => [numpy.value("A"), numpy.derivative("A", "B")]);
    expect(texts).toEqual([
      ["A", "np.ones_like(A)"],
      ["A**2", "(2 * A)"],
      ["A * A * A", "(3 * A**2)"],
      ["1 / (1 + np.exp(-A))", "(B * (1 - B))"],
      ["np.tanh(A)", "(1 - B**2)"],
      ["np.maximum(A, 0)", "(A > 0)"],
      ["np.where(A > 0, A, 0.01 * A)", "np.where(A > 0, 1, 0.01)"],
      ["np.logaddexp(0, A)", "(1 / (1 + np.exp(-A)))"],
    ]);
  });

  it("for PyTorch name the tensor", () => {
    expect(all.map(({ torch }) => torch.value("A"))).toEqual([
      "A",
      "A**2",
      "A * A * A",
      "torch.sigmoid(A)",
      "torch.tanh(A)",
      "torch.relu(A)",
      "torch.nn.functional.leaky_relu(A, 0.01)",
      "torch.nn.functional.softplus(A, threshold=40)",
      "torch.softmax(A, dim=1)",
    ]);
  });
});
