import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEEPEST_TYPED, LONGEST_TYPED } from "../../../../core/calculus/typed/check-text.ts";
import { parseTyped } from "../../../../core/calculus/typed/parse-typed.ts";
import type { TypedExpression } from "../../../../core/calculus/typed/typed-expression.ts";
import type { TypedProblem } from "../../../../core/calculus/typed/typed-problem.ts";
import { writeTyped } from "../../../../core/calculus/typed/write-typed.ts";
import { readTyped, typedFigures } from "../../../support/typed-values.ts";

/** The tree with every operation in brackets. */
function structure(node: TypedExpression): string {
  switch (node.kind) {
    case "number":
      return String(node.value);
    case "name":
      return node.name;
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
    case "product":
      return `[${structure(node.left)} ${node.kind} ${structure(node.right)}]`;
    case "power":
      return `[${structure(node.argument)} power ${node.exponent}]`;
    case "extreme":
      return `${node.name}(${structure(node.argument)}, ${node.bound})`;
    case "call":
      return `${node.name}(${structure(node.argument)})`;
    case "sum":
    case "mean":
      return `${node.kind}(${structure(node.argument)}, ${node.axis}, ${node.keepdims})`;
    case "negative":
    case "transpose":
    case "trace":
      return `${node.kind}(${structure(node.argument)})`;
  }
}

function problemsOf(text: string, names?: readonly string[]): readonly TypedProblem[] {
  const parsed = parseTyped(text, { names });
  if (parsed.ok) throw new Error(`${text} can be read`);
  return parsed.problems;
}

describe("a typed expression", () => {
  it.each([
    ["A - B - C", "[[A subtract B] subtract C]"],
    ["A @ B * C", "[[A product B] multiply C]"],
    ["A * B @ C", "[[A multiply B] product C]"],
    ["A @ (B @ C)", "[A product [B product C]]"],
    ["-A**2", "negative([A power 2])"],
    ["-A @ B", "[negative(A) product B]"],
    ["A**-1/2", "[[A power -1] divide 2]"],
    ["A**(1/2)", "[A power 0.5]"],
    ["A**2**3", "[A power 8]"],
    ["A**-(2 + 1)", "[A power -3]"],
    ["+A", "A"],
    ["--A", "negative(negative(A))"],
    ["X.T.T", "transpose(transpose(X))"],
    ["(X + Y).T", "transpose([X add Y])"],
    ["X.dot(Y).dot(Z)", "[[X product Y] product Z]"],
    ["np.dot(X, Y)", "[X product Y]"],
    ["np.matmul(X, Y)", "[X product Y]"],
    ["matmul(X, Y).T", "transpose([X product Y])"],
    ["np.transpose(X)", "transpose(X)"],
    ["X.transpose()", "transpose(X)"],
    ["np.sum(X)", "sum(X, null, false)"],
    ["sum(X, axis=0)", "sum(X, 0, false)"],
    ["np.sum(X, 1)", "sum(X, 1, false)"],
    ["np.sum(X, keepdims=True, axis=1)", "sum(X, 1, true)"],
    ["X.sum(1)", "sum(X, 1, false)"],
    ["X.sum(axis=None, keepdims=False)", "sum(X, null, false)"],
    ["(X*Y).mean(axis=1)", "mean([X multiply Y], 1, false)"],
    ["np.trace(X)", "trace(X)"],
    ["X.trace()", "trace(X)"],
    ["exp(X) + np.exp(X) + numpy.exp(X)", "[[exp(X) add exp(X)] add exp(X)]"],
    ["np.absolute(X)", "abs(X)"],
    ["np.square(X)", "[X power 2]"],
    ["np.power(X, 1/2)", "[X power 0.5]"],
    ["np.reciprocal(X)", "[X power -1]"],
    ["np.multiply(X, np.add(Y, 1))", "[X multiply [Y add 1]]"],
    ["np.maximum(X, 0)", "maximum(X, 0)"],
    ["np.minimum(1 - 3, X)", "minimum(X, -2)"],
    ["sigmoid(relu(softplus(X)))", "sigmoid(relu(softplus(X)))"],
    ["f2(f1(X@W1)@W2)", "f2([f1([X product W1]) product W2])"],
    ["2*np.pi*e", "[[2 multiply 3.141592653589793] multiply 2.718281828459045]"],
    ["1_000 * .5e-1 * 2.", "[[1000 multiply 0.05] multiply 2]"],
    ["λ * θ_1 + Σ", "[[λ multiply θ_1] add Σ]"],
    ["  X +\tY \n", "[X add Y]"],
    ["np.sum(\n  X\n  + Y\n)", "sum([X add Y], null, false)"],
  ])("%j is read as %s", (text, read) => {
    expect(structure(readTyped(text))).toBe(read);
  });

  it("knows where each part of it stands, blanks in front included", () => {
    const text = "  np.sum((Y - f(X@W1))**2)";
    const found: string[] = [];
    const collect = (node: TypedExpression): void => {
      found.push(text.slice(node.from, node.to));
      for (const key of ["argument", "left", "right"] as const) if (key in node) collect(node[key as never]);
    };
    collect(readTyped(text));
    expect(found).toEqual([
      "np.sum((Y - f(X@W1))**2)",
      "(Y - f(X@W1))**2",
      "Y - f(X@W1)",
      "Y",
      "f(X@W1)",
      "X@W1",
      "X",
      "W1",
    ]);
  });

  it.each([
    ["(((X)))@(W)", "X @ W"],
    ["(A @ B) * C", "A @ B * C"],
    ["A @ (B * C)", "A @ (B * C)"],
    ["A - (B - C)", "A - (B - C)"],
    ["(-A)**2 - (-(A**2))", "(-A)**2 - -A**2"],
    ["(A + B).sum(axis=0).T", "np.sum(A + B, axis=0).T"],
    ["exp(abs(X)) * sigmoid(pi * X)", "np.exp(np.abs(X)) * sigmoid(np.pi * X)"],
    ["(2).T", "(2).T"],
    ["(A**2)**3", "(A**2)**3"],
  ])("%s is written as %s", (text, written) => {
    expect(writeTyped(readTyped(text))).toBe(written);
  });
});

describe("what cannot be read is named with its place", () => {
  it.each([
    ["", 0, 0, "nothing is written here yet"],
    [" \n ", 0, 3, "nothing is written here yet"],
    ["2x", 1, 2, "an operator is missing before x"],
    ["X Y", 2, 3, "an operator is missing before Y"],
    ["(X)(Y)", 3, 4, "an operator is missing before ("],
    ["f(X)(Y)", 4, 5, "an operator is missing before ("],
    ["X +", 2, 3, "something is missing at the end"],
    ["X @ * Y", 4, 5, "something is missing before *"],
    ["X + ()", 5, 6, "something is missing before )"],
    ["f(,X)", 2, 3, "something is missing before ,"],
    ["np.sum((X + Y)", 6, 7, "this ( is never closed"],
    ["X)", 1, 2, "no bracket is open for this )"],
    ["X, Y", 1, 2, "a comma separates arguments only inside a function's brackets"],
    ["(X, Y)", 2, 3, "a comma separates arguments only inside a function's brackets"],
    ["X\nY", 1, 2, "only one expression is read, on one line or inside brackets"],
    ["X; Y", 1, 2, "only one expression is read, on one line or inside brackets"],
    ["y = X", 2, 3, "= gives a name to something; only an expression is read"],
    ["X += Y", 2, 4, "the operator += is not known here"],
    ["(y := X)", 3, 5, ":= cannot stand in an expression"],
    ["X == Y", 2, 4, "the operator == is not known here"],
    ["X < Y", 2, 3, "the operator < is not known here"],
    ["X // Y", 2, 4, "the operator // is not known here"],
    ["X ^ 2", 2, 3, "the operator ^ is not known here"],
    ["not X", 0, 3, "the operator not is not known here"],
    ["X and Y", 2, 5, "the operator and is not known here"],
    ["~X", 0, 1, "the operator ~ is not known here"],
    ["lambda x: x", 0, 6, "lambda cannot stand in an expression"],
    ["import os", 0, 6, "import makes this a statement of Python; only an expression is read"],
    ["for x in X: x", 0, 3, "for makes this a statement of Python; only an expression is read"],
    ["np.sum(x for x in X)", 9, 12, "for cannot stand in an expression"],
    ["[x for x in X]", 0, 1, "[ cannot stand in an expression"],
    ["{1: X}", 0, 1, "{ cannot stand in an expression"],
    ["X if Y else Z", 2, 4, "if cannot stand in an expression"],
    ["await X", 0, 5, "await makes this a statement of Python; only an expression is read"],
    ["'X'", 0, 1, "' cannot stand in an expression"],
    ["f'{X}'", 0, 2, "f' cannot stand in an expression"],
    ["X[0]", 1, 2, "[ cannot stand in an expression"],
    ["X...", 1, 4, "... cannot stand in an expression"],
    ["np.sum(*X)", 7, 8, "something is missing before *"],
    ["X # cost", 2, 3, '"#" cannot stand in an expression'],
    ["X\u0000", 1, 2, "U+0000 cannot stand in an expression"],
    ["X\u202eY", 1, 2, "U+202E cannot stand in an expression"],
    ["X + 😀", 4, 6, '"😀" cannot stand in an expression'],
    ["X + \ud83d", 4, 5, "U+D83D cannot stand in an expression"],
    ["X²", 1, 2, '"²" cannot stand in an expression'],
    ["X − Y", 2, 3, '"−" cannot stand in an expression'],
    ["Х @ W", 0, 1, '"Х" cannot stand in an expression'],
    ["1e999", 0, 5, "1e999 is no finite decimal number"],
    ["2j", 0, 2, "2j is no finite decimal number"],
    ["1__0", 0, 4, "1__0 is no finite decimal number"],
    ["0x10", 0, 4, "0x10 is no finite decimal number"],
    ["True", 0, 4, "True cannot stand in an expression"],
    ["np", 0, 2, "np cannot stand in an expression"],
    ["np + X", 0, 2, "np cannot stand in an expression"],
    ["X.", 1, 2, "something is missing at the end"],
    ["X.__class__", 2, 11, "there is no .__class__ of an expression"],
    ["X.__class__.__bases__", 2, 11, "there is no .__class__ of an expression"],
    ["X.shape", 2, 7, "there is no .shape of an expression"],
    ["X.t", 2, 3, "there is no .t of an expression"],
    ["X.T()", 2, 3, ".T is no function that could be called"],
    ["X.exp()", 2, 5, "there is no .exp of an expression"],
    ["X.sum", 2, 5, ".sum is a function: its argument is missing"],
    ["np.exp", 0, 6, "np.exp is a function: its argument is missing"],
    ["f + 1", 0, 1, "f is a function: its argument is missing"],
    ["np.foo", 0, 6, "nothing here is called np.foo"],
    ["tnah(X)", 0, 4, "there is no function tnah"],
    ["np.linalg.inv(X)", 0, 13, "there is no function np.linalg.inv"],
    ["math.exp(X)", 0, 8, "there is no function math.exp"],
    ["__import__(X)", 0, 10, "there is no function __import__"],
    ["constructor(X)", 0, 11, "there is no function constructor"],
    ["np.sigmoid(X)", 0, 10, "there is no function np.sigmoid"],
    ["W1(X)", 0, 2, "W1 is no function that could be called"],
    ["np.exp(X, Y)", 0, 6, "the number of arguments of np.exp is 1, not 2"],
    ["np.exp()", 0, 6, "the number of arguments of np.exp is 1, not 0"],
    ["X.dot()", 0, 5, "the number of arguments of .dot is 1, not 0"],
    ["np.sum()", 0, 6, "the number of arguments of np.sum is 1, not 0"],
    ["np.sum(X, 0, axis=1)", 0, 6, "the number of arguments of np.sum is 1, not 2"],
    ["np.exp(X, out=Y)", 10, 13, "np.exp has no argument out"],
    ["np.sum(X, where=Y)", 10, 15, "np.sum has no argument where"],
    ["np.sum(X, axis=0, axis=1)", 18, 22, "np.sum has no argument axis"],
    ["np.sum(X, axis=2)", 15, 16, "axis must be 0, 1 or None, not 2"],
    ["np.sum(X, axis=-3)", 15, 17, "axis must be 0, 1 or None, not -3"],
    ["np.sum(X, keepdims=1)", 19, 20, "keepdims must be True or False, not 1"],
    ["X**Y", 3, 4, "an exponent must be a constant number, Y is not"],
    ["2**(1/0)", 4, 7, "an exponent must be a constant number, 1/0 is not"],
    ["np.power(X, Y + 1)", 12, 17, "an exponent must be a constant number, Y + 1 is not"],
    ["np.maximum(X, Y)", 0, 16, "np.maximum compares with a constant number here: neither X nor Y is one"],
  ])("%j: characters %i to %i: %s", (text, from, to, message) => {
    const [problem] = problemsOf(text);
    expect({ from: problem.from, to: problem.to, message: problem.message }).toEqual({ from, to, message });
  });

  it("in line and column too", () => {
    expect(problemsOf("np.sum(\n  X +\n  Y Z)")[0]).toMatchObject({
      line: 3,
      column: 5,
      from: 18,
      code: "operator-missing",
    });
    expect(problemsOf("  tnah(X)")[0]).toMatchObject({ line: 1, column: 3 });
  });

  it("with every mistake that can be told apart", () => {
    const problems = problemsOf("tnah(X) + np.sum(Y.t, axis=3) @ X**Z");
    expect(problems.map(({ code, from }) => [code, from])).toEqual([
      ["function-unknown", 0],
      ["attribute", 19],
      ["argument-value", 27],
      ["exponent", 35],
    ]);
  });

  it.each([
    ["sigmod(X)", ["sigmoid(X)"]],
    ["np.tnah(X) + Y", ["np.tanh(X) + Y"]],
    ["np.Sum(X)", ["np.sum(X)"]],
    ["ln(X)", ["np.log(X)"]],
    ["np.sigmoid(X)", ["sigmoid(X)"]],
    ["σ(X)", ["sigmoid(X)"]],
    ["math.exp(X)", ["np.exp(X)"]],
    ["X.exp()", ["np.exp(X)"]],
    ["X.T() @ Y", ["X.T @ Y"]],
    ["X.t", ["X.T"]],
    ["y = X @ W", ["X @ W"]],
    ["2X", ["2 * X"]],
    ["X Y", ["X @ Y", "X * Y"]],
    ["W1(X)", ["W1 @ (X)", "W1 * (X)"]],
    ["X² − Y", ["X**2 − Y"]],
    ["X·Y", ["X@Y"]],
    ["X^2", ["X**2"]],
    ["Х + 1", ["X + 1"]],
    ["(X + Y", ["(X + Y)"]],
    ["X)", ["X"]],
    ["np.sum(X, keepdims=1)", ["np.sum(X, keepdims=True)"]],
    ["2*log10(X)", ["2*(np.log(X) / np.log(10))"]],
    ["X**Y", ["np.exp(Y * np.log(X))"]],
    ["zzz(X)", []],
  ])("%j could be meant as %j", (text, texts) => {
    expect(problemsOf(text)[0].fixes.map((fix) => fix.text)).toEqual(texts);
  });

  it("where a name is none of those that may stand there", () => {
    const names = ["X", "Yhat", "W1", "W2"];
    expect(parseTyped("X @ W1 - Yhat", { names }).ok).toBe(true);
    expect(problemsOf("X @ W1 - Yaht", names)[0]).toMatchObject({
      code: "name-unknown",
      message: "nothing here is called Yaht",
      advice: "did you mean Yhat?",
      fixes: [{ label: "Yhat", text: "X @ W1 - Yhat" }],
    });
    expect(problemsOf("x @ W1", names)[0].fixes[0].text).toBe("X @ W1");
    expect(problemsOf("Quality", names)[0].fixes).toEqual([]);
  });

  it("where it is too long or nested too deeply, however deeply", () => {
    expect(problemsOf("X" + " + X".repeat(LONGEST_TYPED))[0]).toMatchObject({
      code: "too-long",
      from: LONGEST_TYPED,
    });
    for (const [open, close] of [
      ["(", ")"],
      ["np.exp(", ")"],
      ["-", ""],
      ["(", ""],
    ]) {
      const times = Math.floor(LONGEST_TYPED / (open.length + close.length)) - 1;
      const deep = open.repeat(times) + "X" + close.repeat(times);
      expect(problemsOf(deep)[0].code).toBe("too-deep");
      expect(parseTyped(open.repeat(99_999)).ok).toBe(false);
    }
    const chain = "X".concat(" + X".repeat(DEEPEST_TYPED + 1));
    expect(problemsOf(chain)[0].code).toBe("too-deep");
    expect(problemsOf("X".concat(".T".repeat(DEEPEST_TYPED + 1)))[0].code).toBe("too-deep");
    expect(parseTyped("X".concat(" + X".repeat(DEEPEST_TYPED))).ok).toBe(true);
  });
});

describe("hostile texts", () => {
  const good = typedFigures.cases.map(({ text }) => text);
  const piece = fc.constantFrom(
    ..."X|W1|x|f|np.|np.sum(|.T|(|)|[|]|{|}|,|=|:=|**|@|*|-|'|\"|f'|\\|\n|\r\n|#|;|:|.|..|...|!|$|?|`|0x|1e9|1e|lambda|import os|__class__|axis=|keepdims=True|True|None|for|if|else|😀|\ud800|\u0000|\u202e|\u200b|é|²|−|λ|\t|\u00a0".split(
      "|",
    ),
  );
  const garbage = fc.oneof(
    fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join("")),
    fc.string({ unit: "binary", maxLength: 60 }),
    fc
      .tuple(fc.constantFrom(...good), fc.nat(), fc.nat(6), fc.array(piece, { maxLength: 3 }))
      .map(([text, at, cut, pieces]) => {
        const from = at % (text.length + 1);
        return text.slice(0, from) + pieces.join("") + text.slice(from + cut);
      }),
  );

  it("are answered, with a place inside the text, whatever they are", () => {
    fc.assert(
      fc.property(garbage, (text) => {
        const parsed = parseTyped(text);
        if (parsed.ok) return;
        for (const { from, to, line, column, message, fixes } of parsed.problems) {
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeGreaterThanOrEqual(from);
          expect(to).toBeLessThanOrEqual(text.length);
          expect(line).toBeLessThanOrEqual(text.split("\n").length);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(message).not.toMatch(/undefined|\{\w+\}/);
          expect(fixes.every((fix) => fix.text !== text)).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("that can be read after all are the same once they are written down", () => {
    let read = 0;
    fc.assert(
      fc.property(garbage, (text) => {
        const parsed = parseTyped(text);
        if (!parsed.ok) return;
        read++;
        const written = writeTyped(parsed.expression);
        expect(writeTyped(readTyped(written))).toBe(written);
      }),
      { numRuns: 2000 },
    );
    expect(read).toBeGreaterThan(50);
  });
});
