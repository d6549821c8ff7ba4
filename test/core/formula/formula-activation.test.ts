import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { derivativeOf } from "../../../core/formula/derivative.ts";
import { dependsOnX, type Expression } from "../../../core/formula/expression.ts";
import { foldConstants } from "../../../core/formula/fold-constants.ts";
import { parseFormula } from "../../../core/formula/parse-formula.ts";
import { compileProgram } from "../../../core/formula/program.ts";
import { writePlain } from "../../../core/formula/write-code.ts";
import { activationOf } from "../../../core/network/activations.ts";
import { formulaActivation } from "../../../core/network/activations/formula.ts";
import figures from "../../fixtures/formulas.json" with { type: "json" };
import { formulas } from "../../support/formulas.ts";

function read(text: string): Expression {
  const parsed = parseFormula(text);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.expression;
}

/** f at x, or at each of several. */
function valuesAt(expression: Expression, ...points: number[]): number[] {
  const z = Float64Array.from(points);
  compileProgram(expression).run(z, z, z.length);
  return Array.from(z);
}

describe("values", () => {
  it.each(figures.formulas)(
    "of $formula are NumPy's, to 1e-14 of the number or 3e-15",
    ({ formula, values }) => {
      const { applyInto } = formulaActivation(formula);
      const out = new Float64Array(figures.x.length);
      applyInto(out, Float64Array.from(figures.x), 1, out.length);
      values.map(Number).forEach((value, i) => {
        if (!Number.isFinite(value)) expect(out[i]).toBe(value);
        else expect(Math.abs(out[i] - value)).toBeLessThanOrEqual(1e-14 * Math.abs(value) + 3e-15);
      });
    },
  );

  it("of many numbers are those of each, in whatever blocks they are computed", () => {
    const { applyInto, apply, derivative, multiplyByDerivativeInto } = formulaActivation(
      "x*exp(-x**2) + where(x > 1, x, 2)",
    );
    const z = Float64Array.from({ length: 1000 }, (_, i) => i / 100 - 5);
    const h = new Float64Array(1001).fill(99);
    applyInto(h, z, 100, 10);
    expect(Array.from(h)).toEqual([...Array.from(z, apply), 99]);
    const gradient = new Float64Array(1001).fill(2);
    multiplyByDerivativeInto(gradient, z, h, 500, 2);
    expect(Array.from(gradient)).toEqual([...Array.from(z, (x) => 2 * derivative(x)), 2]);
  });

  it("hand NaN on where x has a part in them", () => {
    for (const text of [
      "x",
      "maximum(x, 0)",
      "minimum(1, x)",
      "abs(x)",
      "sign(x)",
      "x**2",
      "exp(x)",
      "x**0.5",
    ]) {
      expect(valuesAt(read(text), NaN), text).toEqual([NaN]);
    }
  });

  it("are the same when constants are folded", () => {
    fc.assert(
      fc.property(formulas, fc.double({ min: -3, max: 3, noNaN: true }), (expression, at) => {
        expect(valuesAt(foldConstants(expression), at)).toEqual(valuesAt(expression, at));
      }),
    );
  });
});

/** From −3 to 3, but none at which two parts of a formula happen to be equal. */
const crookedNumbers = fc.integer({ min: -3000, max: 3000 }).map((n) => (n + Math.SQRT1_2) / 1000);

describe("derivatives", () => {
  it.each([
    ["x", "1"],
    ["3*x + 2", "3"],
    ["x**2", "2 * x"],
    ["x**3/3", "3 * x**2 / 3"],
    ["x**-1", "-x**-2"],
    ["1/x", "-(1 / x**2)"],
    ["exp(-x)", "-exp(-x)"],
    ["x*exp(x)", "exp(x) + x * exp(x)"],
    ["log(x)", "1 / x"],
    ["sin(x) - cos(x)", "cos(x) + sin(x)"],
    ["tanh(x)", "1 - tanh(x)**2"],
    ["maximum(x, 0)", "where(x > 0, 1, 0)"],
    ["where(x <= 1, x, 5)", "where(x <= 1, 1, 0)"],
    ["abs(x)", "sign(x)"],
    ["sign(x)", "0"],
    ["e**x", "e**x"],
    ["2**x", "2**x * log(2)"],
    ["pi", "0"],
  ])("of %s is %s", (text, derivative) => {
    expect(writePlain(derivativeOf(read(text)))).toBe(derivative);
  });

  it("are what central differences give, for any formula where those settle", () => {
    let compared = 0;
    fc.assert(
      fc.property(formulas, crookedNumbers, (expression, at) => {
        const [slope] = valuesAt(derivativeOf(expression), at);
        const differences = [1e-3, 5e-4, 2.5e-4].map((h) => {
          const [f1, b1, f2, b2] = valuesAt(expression, at + h, at - h, at + 2 * h, at - 2 * h);
          return (8 * (f1 - b1) - (f2 - b2)) / (12 * h);
        });
        const [a, b, c] = differences;
        const size = Math.max(1, Math.abs(c));
        // Next to a kink, a pole or the end of the domain they do not.
        const settled = Math.abs(a - b) + Math.abs(b - c) < 1e-7 * size && size < 1e6;
        const [before, here, after] = valuesAt(expression, at - 1e-4, at, at + 1e-4);
        const kink = Math.abs(after - here - (here - before)) > 1e-6 * size;
        fc.pre(settled && !kink && Number.isFinite(slope) && Math.abs(here) < 1e6 * size);
        compared++;
        expect(Math.abs(slope - c)).toBeLessThan(1e-5 * size);
      }),
      { numRuns: 1000 },
    );
    expect(compared).toBe(1000);
  });

  it("of what does not depend on x are 0", () => {
    fc.assert(
      fc.property(formulas, (expression) => {
        fc.pre(!dependsOnX(expression));
        expect(derivativeOf(expression)).toEqual({ kind: "number", value: 0 });
      }),
    );
  });
});

describe("kinks and domains", () => {
  it.each<[string, number[]]>([
    ["maximum(x, 0)", [0]],
    ["abs(2*x - 1)", [0.5]],
    ["minimum(1, maximum(-1, x/2))", [-2]],
    ["where(x < pi, 0, x)", [Math.PI]],
    ["abs(x) + abs(x - 1) + sign(-x)", [0, 1]],
    ["abs(x**2 - 1)", []],
    ["maximum(x, x + 1)", []],
    ["exp(x)", []],
  ])("%s has its kinks at %j, as far as they can be told", (text, kinks) => {
    expect(formulaActivation(text).kinks).toEqual(kinks);
  });

  it.each<[string, string[]]>([
    ["log(x)", ["x > 0"]],
    ["sqrt(1 - x)/x", ["1 - x >= 0", "x != 0"]],
    ["log1p(x)*log(2)", ["x > -1"]],
    ["x**1.5 + x**-0.5", ["x >= 0", "x > 0"]],
    ["x**-2 + x**3", ["x != 0"]],
    ["x**x", ["x > 0"]],
    ["x/2", []],
  ])("%s has a value where %j", (text, domain) => {
    expect(formulaActivation(text).domain).toEqual(domain);
  });
});

describe("a formula as an activation", () => {
  const bump = formulaActivation(" x*exp(-x**2) ");

  it("is written in LaTeX, for NumPy and for PyTorch", () => {
    expect(bump.latex.value("z")).toBe(String.raw`z \cdot e^{-z^{2}}`);
    expect(bump.numpy.value("A")).toBe("A * np.exp(-A**2)");
    expect(bump.numpy.derivative("A", "B")).toBe("(np.exp(-A**2) - A * (np.exp(-A**2) * (2 * A)))");
    expect(bump.torch.value("A")).toBe("A * torch.exp(-A**2)");
  });

  it("is written for PyTorch with numbers where x has no part, and tensors in the branches of where", () => {
    const { torch, numpy } = formulaActivation("where(x > sqrt(4), maximum(x, 3), 1)*exp(0)");
    expect(torch.value("A")).toBe("torch.where(A > 2, torch.clamp(A, min=3), torch.full_like(A, 1)) * 1");
    expect(numpy.value("A")).toBe("np.where(A > np.sqrt(4), np.maximum(A, 3), 1.0) * np.exp(0)");
    expect(formulaActivation("pi/2").torch.value("A")).toBe("torch.full_like(A, 1.5707963267948966)");
    expect(formulaActivation("pi/2").numpy.value("A")).toBe("np.full_like(A, np.pi / 2)");
  });

  it("is written for PyTorch and Keras so that a branch of where that is not taken has a finite slope", () => {
    const { torch, keras, numpy } = formulaActivation("where(x > 0, sqrt(x), x/2)");
    expect(torch.value("A")).toBe(
      "torch.where(A > 0, torch.sqrt(torch.where(A > 0, A, torch.ones_like(A))), A / 2)",
    );
    expect(keras).toBe("lambda Z: ops.where(Z > 0, ops.sqrt(ops.where(Z > 0, Z, ops.ones_like(Z))), Z / 2)");
    expect(numpy.value("A")).toBe("np.where(A > 0, np.sqrt(A), A / 2)");
    expect(formulaActivation("where(x > 0, x, exp(x) - 1)").torch.value("A")).toBe(
      "torch.where(A > 0, A, torch.exp(torch.where(A > 0, torch.ones_like(A), A)) - 1)",
    );
  });

  it("is written for Keras with numbers where x has no part", () => {
    expect(formulaActivation("x*exp(-x**2)*sqrt(4)").keras).toBe("lambda Z: Z * ops.exp(-Z**2) * 2");
    expect(formulaActivation("pi/2").keras).toBe("lambda Z: ops.full_like(Z, 1.5707963267948966)");
    expect(formulaActivation("maximum(0, x)").keras).toBe("lambda Z: ops.maximum(0, Z)");
  });

  it("has fractions, cases, roots and brackets in LaTeX where they belong", () => {
    const latex = (text: string): string => formulaActivation(text).latex.value("x");
    expect(latex("(x + 1)/(2*x)")).toBe(String.raw`\frac{x + 1}{2 \cdot x}`);
    expect(latex("(x + 1)*(x - 1)**2")).toBe(String.raw`\left(x + 1\right) \cdot \left(x - 1\right)^{2}`);
    expect(latex("-(x - 2)")).toBe(String.raw`-\left(x - 2\right)`);
    expect(latex("sqrt(abs(x))")).toBe(String.raw`\sqrt{\left|x\right|}`);
    expect(latex("where(x >= 1, 1e-7, pi)")).toBe(
      String.raw`\begin{cases} 10^{-7} & x \geq 1 \\ \pi & x < 1 \end{cases}`,
    );
  });

  it("is its own sign while it is short, and spelled with a number for x", () => {
    expect([bump.name, bump.label]).toEqual(["formula", "x*exp(-x**2)"]);
    expect(formulaActivation("x*exp(-x**2) + 0.1*x").label).toBe("f(x)");
    expect(bump.spell("−0.5")).toBe("(−0.5) * exp(-(−0.5)**2)");
  });

  it("is made once for each text", () => {
    expect(activationOf({ formula: "x*2" })).toBe(activationOf({ formula: "x*2" }));
    expect(activationOf({ formula: "x*2" })).not.toBe(activationOf({ formula: "x*3" }));
  });

  it("throws for a text that is no formula", () => {
    expect(() => formulaActivation("2x")).toThrow(RangeError);
  });
});
