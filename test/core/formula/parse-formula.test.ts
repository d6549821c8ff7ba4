import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEEPEST_FORMULA, LONGEST_FORMULA, parseFormula } from "../../../core/formula/parse-formula.ts";
import { writePlain } from "../../../core/formula/write-code.ts";
import { formulas } from "../../support/formulas.ts";

function complaint(text: string): string {
  const parsed = parseFormula(text);
  if (parsed.ok) throw new Error(`${text} can be read`);
  return `${parsed.problem.column}: ${parsed.problem.message}`;
}

/** The formula with every operation in brackets. */
function structure(text: string): string {
  const parsed = parseFormula(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.problem.message}`);
  return JSON.stringify(parsed.expression, (_, value: unknown) => {
    if (typeof value !== "object" || value === null || !("kind" in value)) return value;
    const one = value as Record<string, unknown>;
    switch (one.kind) {
      case "operation":
        return [one.left, one.operator, one.right];
      case "negative":
        return ["-", one.argument];
      case "number":
        return one.value;
      case "x":
        return "x";
      default:
        return value;
    }
  }).replaceAll('"', "");
}

describe("a formula", () => {
  it.each([
    ["-x**2", "[-,[x,**,2]]"],
    ["x**-2", "[x,**,[-,2]]"],
    ["2**x**3", "[2,**,[x,**,3]]"],
    ["1 - x - 3", "[[1,-,x],-,3]"],
    ["1 + 2*x/3", "[1,+,[[2,*,x],/,3]]"],
    ["(1 + 2)*x", "[[1,+,2],*,x]"],
    ["-x*3", "[[-,x],*,3]"],
    ["+x", "x"],
    ["  .5e-1*x ", "[0.05,*,x]"],
    ["1_000*x", "[1000,*,x]"],
  ])("%s is read as Python does: %s", (text, read) => {
    expect(structure(text)).toBe(read);
  });

  it("means the same with np. and without", () => {
    expect(parseFormula("np.where(x > np.pi, np.exp(x), np.maximum(x, 0))")).toEqual(
      parseFormula("where(x > pi, exp(x), maximum(x, 0))"),
    );
  });

  it("is the same again after it was written down, whatever it is", () => {
    fc.assert(
      fc.property(formulas, (expression) => {
        const text = writePlain(expression);
        fc.pre(text.length <= LONGEST_FORMULA);
        expect(parseFormula(text)).toEqual({ ok: true, expression });
      }),
      { numRuns: 500 },
    );
  });
});

describe("what is no formula is named with its column", () => {
  it.each([
    ["", "1: is empty: write a formula in x, such as x*exp(-x**2)"],
    ["   ", "1: is empty: write a formula in x, such as x*exp(-x**2)"],
    ["2x", '2: needs an operator before "x", such as *'],
    ["x(x + 1)", '2: needs an operator between "x" and the bracket, such as *'],
    ["x +", "4: ends too early: something is missing"],
    ["(x", "3: ends too early: something is missing"],
    ["x)", '2: cannot be read from ")" on'],
    ["  tnah(x)", '3: knows no "tnah": did you mean "tanh"?'],
    ["1 + X", '5: knows no "X": did you mean "x"?'],
    ["ln(x)", '1: knows no "ln": write log(x)'],
    ["sigmoid(x)", '1: knows no "sigmoid": write 1/(1 + exp(-x))'],
    ["x + exp", '5: needs brackets after "exp", as in exp(x)'],
    ["exp(x, 2)", "1: wants 1 argument for exp, got 2"],
    ["maximum(x)", "1: wants 2 arguments for maximum, got 1"],
    ["where(x, 1, 2)", "7: wants a comparison first in where, as in where(x > 0, x, 0)"],
    ["exp(x=2)", "6: takes arguments by their place only"],
    ["exp(*x)", "5: takes arguments by their place only"],
    ["x > 0", "3: can compare only inside where, as in where(x > 0, x, 0)"],
    ["where(0 < x < 1, x, 0)", "9: can compare only inside where, as in where(x < 0, x, 0)"],
    ["x^2", '2: writes powers with **, not with "^"'],
    ["x // 2", '3: does not know the operator "//"'],
    ["x and 1", '3: does not know the operator "and"'],
    ["not x", '1: does not know "not"'],
    ["~x", '1: does not know "~"'],
    ["1e999*x", "1: must have finite decimal numbers, not 1e999"],
    ["2j*x", "1: must have finite decimal numbers, not 2j"],
    ["0x10", "1: must have finite decimal numbers, not 0x10"],
    ["math.exp(x)", '1: does not know "math.exp"'],
    ["x.real", '1: does not know "x.real"'],
    ["x[0]", '1: does not know "x[0]"'],
    ["'x'", "1: does not know \"'x'\": it takes numbers, x, + - * / ** and functions"],
    ["lambda x: x", '1: does not know "lambda x: x": it takes numbers, x, + - * / ** and functions'],
    ["x if x else 1", '1: does not know "x if x else 1": it takes numbers, x, + - * / ** and functions'],
    ["x, x", "2: must be one formula in x, without a comma outside brackets"],
    ["x; x", "1: must be one formula in x, on one line"],
    ["x\nx", "3: must be one formula in x, on one line"],
    ["import os", "1: must be one formula in x, on one line"],
    ["y = x", "1: must be one formula in x, on one line"],
    ["__import__('os')", '1: knows no "__import__": it knows x, pi, e, '],
    ["constructor(x)", '1: knows no "constructor": it knows x, pi, e, '],
  ])("%j", (text, expected) => {
    expect(complaint(text).slice(0, expected.length)).toBe(expected);
  });

  it("also where it is too long or nested too deeply", () => {
    expect(complaint("x+".repeat(LONGEST_FORMULA / 2) + "x")).toBe(
      `${LONGEST_FORMULA + 1}: must be at most ${LONGEST_FORMULA} characters long`,
    );
    const deep = "(".repeat(DEEPEST_FORMULA + 1) + "x" + ")".repeat(DEEPEST_FORMULA + 1);
    expect(complaint(deep)).toContain("is nested too deeply");
  });

  it("for any text at all: there is an answer, and its column lies in the text or right behind it", () => {
    const pieces = fc.constantFrom(
      "x",
      "1",
      "+",
      "-",
      "**",
      "*",
      "(",
      ")",
      ",",
      " ",
      "np.",
      "exp",
      "where",
      ">",
      "\n",
      "é",
      '"',
      "#",
      "\\",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((list) => list.join("")),
        ),
        (text) => {
          const parsed = parseFormula(text);
          if (parsed.ok) return;
          expect(parsed.problem.column).toBeGreaterThanOrEqual(1);
          expect(parsed.problem.column).toBeLessThanOrEqual(text.length + 1);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
