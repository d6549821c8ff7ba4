import { deltaCode } from "../naming.ts";
import { layOf, type Derivation, type LocalRule } from "./derivation.ts";
import type { Expression } from "./expression.ts";
import { matrixFormOf, type MatrixForm, type NoMatrixForm } from "./matrix-form.ts";
import type { MatrixTerm } from "./matrix-expression.ts";
import type { TensorSymbol } from "./symbol.ts";
import { writeFactor, writeIndexText, writeMatrixTerms, writeReference } from "./write-text.ts";

/** A step's expression in index notation as plain text. */
export function indexText(expression: Expression, { free }: Pick<Derivation, "free">): string {
  return writeIndexText(expression, free);
}

/** The matrix form of a step of a derivation. */
export function matrixFormAt(
  expression: Expression,
  derivation: Pick<Derivation, "free" | "by" | "program">,
): MatrixForm {
  return matrixFormOf(expression, derivation.free, layOf(derivation));
}

/** The matrix form as plain text; where there is none, the index form and why. */
export function matrixText(expression: Expression, derivation: Derivation): string {
  const form = matrixFormAt(expression, derivation);
  if (form.ok) return writeMatrixTerms(form.terms);
  return `${indexText(expression, derivation)}  [${noMatrixText(form.problem)}]`;
}

/** Why there is no matrix notation, in English. */
export function noMatrixText(problem: NoMatrixForm): string {
  switch (problem.reason) {
    case "derivative":
      return problem.indices < 2
        ? "no matrix notation while a derivative is left"
        : `no matrix notation: ${writeFactor(problem.factor).replace(/_[^/]*/g, "")} has ${problem.indices} indices`;
    case "free":
      return `no matrix notation: ${problem.indices} indices are free`;
    case "tangled":
      return "no matrix notation: no product of matrices joins indices like these";
  }
}

/** A rule by itself: `∂B_ls/∂A_re = f₁′(A_ls) δ_lr δ_se`. */
export function localText({ left, right, free, unit }: LocalRule): string {
  const head =
    left.kind === "derivative-of-factor"
      ? `∂${writeFactor(left.of, { unit })}/∂${writeReference(left.by, { unit })}`
      : writeFactor(left, { unit });
  return `${head} = ${writeIndexText(right, free, { unit })}`;
}

/** δW⁽¹⁾, the article's name for −∂Δ/∂W⁽¹⁾, as a symbol. */
export function descentSymbol(by: TensorSymbol): TensorSymbol {
  return {
    ...by,
    code: deltaCode(by.code),
    text: `δ${by.text}`,
    latex: String.raw`\delta ${by.latex}`,
    spoken: `delta ${by.spoken}`,
  };
}

/** The same terms with their signs turned: δW = −∂Δ/∂W. */
export function negated(terms: readonly MatrixTerm[]): MatrixTerm[] {
  return terms.map((term) => ({ ...term, coefficient: 0 - term.coefficient }));
}
