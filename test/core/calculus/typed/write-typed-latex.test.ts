import katex from "katex";
import { describe, expect, it } from "vitest";
import { inferShapes } from "../../../../core/calculus/typed/shapes.ts";
import { writeTypedLatex } from "../../../../core/calculus/typed/write-typed-latex.ts";
import { writeRunnable } from "../../../../core/calculus/typed/write-typed.ts";
import { freeFunctions, readTyped } from "../../../support/typed-values.ts";

const latex = (text: string): string => {
  const expression = readTyped(text);
  return writeTypedLatex(expression, inferShapes(expression).shapes);
};

describe("an expression in LaTeX", () => {
  it.each([
    ["X @ W1", String.raw`X \cdot W^{(1)}`],
    ["X * Y", String.raw`X \ast Y`],
    ["(X @ W) * Y", String.raw`\left(X \cdot W\right) \ast Y`],
    ["X @ (W * Y)", String.raw`X \cdot \left(W \ast Y\right)`],
    ["A @ B @ C", String.raw`A \cdot B \cdot C`],
    ["A @ (B @ C)", String.raw`A \cdot \left(B \cdot C\right)`],
    ["2 * X", String.raw`2\,X`],
    ["-2 * X.T @ Y + Z", String.raw`-2\,X^{\mathsf{T}} \cdot Y + Z`],
    ["A @ (-B @ C)", String.raw`A \cdot \left(-B \cdot C\right)`],
    ["A + -2 * X", String.raw`A + \left(-2\,X\right)`],
    ["A * (2 * X)", String.raw`A \ast \left(2\,X\right)`],
    ["(-A)**2", String.raw`\left(-A\right)^{\ast 2}`],
    ["mu * X.T", String.raw`\mu\,X^{\mathsf{T}}`],
    ["mu * (X + Y)", String.raw`\mu\,\left(X + Y\right)`],
    ["2 * 3", String.raw`2 \cdot 3`],
    ["X / 2", String.raw`\frac{X}{2}`],
    ["A - (B - C)", String.raw`A - \left(B - C\right)`],
    ["A - B - C", "A - B - C"],
    ["-(A + B)", String.raw`-\left(A + B\right)`],
    ["(X @ W1).T", String.raw`\left(X \cdot W^{(1)}\right)^{\mathsf{T}}`],
    ["W1.T", String.raw`\left(W^{(1)}\right)^{\mathsf{T}}`],
    ["X**2", String.raw`X^{\ast 2}`],
    ["mu**2", String.raw`\mu^{2}`],
    ["np.sum((Y - Yhat)**2)", String.raw`\textstyle\sum\left(\left(Y - \hat{Y}\right)^{\ast 2}\right)`],
    ["np.sum(X, axis=0)", String.raw`\textstyle\sum_{\text{rows}}\left(X\right)`],
    ["np.mean(X, axis=1, keepdims=True)", String.raw`\operatorname{mean}_{\text{columns}}\left(X\right)`],
    ["np.trace(A @ B)", String.raw`\operatorname{tr}\left(A \cdot B\right)`],
    ["f1(X)", String.raw`f_{1}\left(X\right)`],
    ["sigmoid(X + b1)", String.raw`\sigma\left(X + b^{(1)}\right)`],
    ["np.exp(-X)", "e^{-X}"],
    ["np.maximum(X, 0)", String.raw`\max\left(X, 0\right)`],
    ["np.sqrt(X)**3", String.raw`\left(\sqrt{X}\right)^{\ast 3}`],
    ["np.pi * 1e-7", String.raw`\pi \cdot 10^{-7}`],
    ["mu - 1.5e-7 * X", String.raw`\mu - \left(1.5 \cdot 10^{-7}\right)\,X`],
    ["rate * λ - x_2", String.raw`\mathit{rate}\,\lambda - x_{2}`],
    ["a_b", String.raw`\mathit{a\_b}`],
  ])("%s", (text, expected) => {
    expect(latex(text)).toBe(expected);
    expect(() => katex.renderToString(expected, { throwOnError: true, strict: "error" })).not.toThrow();
  });
});

describe("an expression for NumPy alone", () => {
  it.each([
    ["np.exp(X) @ W", "np.exp(X) @ W"],
    ["sigmoid(X @ W)**2", "(1 / (1 + np.exp(-(X @ W))))**2"],
    ["relu(X)", "np.maximum(X, 0)"],
    ["softplus(X - 1) + 1", "(np.log1p(np.exp(X - 1))) + 1"],
    ["f(X @ W)", "((X @ W)**2)"],
  ])("%s is written %s", (text, expected) => {
    expect(writeRunnable(readTyped(text), freeFunctions)).toBe(expected);
  });

  it("is refused for a function without meaning", () => {
    expect(() => writeRunnable(readTyped("h(X)"))).toThrow("no meaning is given for the function h");
  });
});
