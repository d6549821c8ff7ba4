import type { LocalRule } from "../../core/calculus/derivation.ts";
import type { Expression, Factor, Index, MatrixFactor } from "../../core/calculus/expression.ts";
import type { MatrixTerm } from "../../core/calculus/matrix-expression.ts";
import { speakFactor, speakIndices } from "../../core/calculus/speak.ts";
import type { ElementwiseSymbol, TensorSymbol } from "../../core/calculus/symbol.ts";
import {
  markedLatex,
  writeFactorLatex,
  writeIndex,
  writeIndexParts,
  writeReferenceLatex,
  type LatexPart,
} from "../../core/calculus/write-latex.ts";
import {
  writeFactorParts,
  writeMatrixParts,
  type FormulaSign,
} from "../../core/calculus/write-matrix-parts.ts";
import type { Mark } from "../formula/marks.ts";

/** A piece of a formula as `FormulaLine` takes it. */
export interface Part {
  readonly tex: string;
  readonly label: string;
}

/** A formula in parts that wrap, and what its marks stand for. */
export interface FormulaView {
  readonly parts: readonly Part[];
  /** The factors behind the marks of kind factor and delta. */
  readonly factors: ReadonlyMap<string, Factor>;
  /** The signs behind the marks of kind sign. */
  readonly signs: ReadonlyMap<string, FormulaSign>;
}

/** `lead` comes first: `∂Δ/∂W_mn =`. */
export function indexFormula(
  expression: Expression,
  free: readonly Index[],
  lead: Part | null = null,
): FormulaView {
  const factors = new Map<string, Factor>();
  expression.forEach((term, position) =>
    term.factors.forEach((factor, k) => factors.set(`${position}.${k}`, factor)),
  );
  const signs = new Map<string, FormulaSign>();
  const waiting = [...factors].filter(([, factor]) => factor.kind === "matrix");
  const parts = writeIndexParts(expression, free, markedLatex).flatMap((part) => {
    if (part.factor?.kind !== "matrix") return [asPart(part)];
    const at = waiting.findIndex(([, factor]) => factor === part.factor);
    const [[name]] = waiting.splice(at, 1);
    return gatheredParts(part.factor, name, signs);
  });
  return { parts: [...(lead ? [lead] : []), ...parts], factors, signs };
}

/** A matrix that was put together, in parts that can wrap, all of them marked as the one factor. */
function gatheredParts(factor: MatrixFactor, name: string, signs: Map<string, FormulaSign>): Part[] {
  const { matrix, indices } = factor;
  const letters = indices.map((index) => writeIndex(index, markedLatex)).join("");
  const subscript = { tex: letters === "" ? "" : `_{${letters}}`, spoken: speakIndices(indices) };
  const written = writeFactorParts(matrix, subscript, markedLatex, signs.size);
  for (const [sign, what] of written.signs) signs.set(sign, what);
  return written.parts.map(({ tex, spoken }) => ({
    tex: `\\htmlData{factor=${name}}{${tex}}`,
    label: spoken,
  }));
}

export function matrixFormula(terms: readonly MatrixTerm[], lead: Part | null = null): FormulaView {
  const { parts, signs } = writeMatrixParts(terms, markedLatex);
  const own = parts.map(({ tex, spoken }) => ({ tex, label: spoken }));
  return { parts: [...(lead ? [lead] : []), ...own], factors: new Map(), signs };
}

/** A rule by itself: ∂B_ls/∂A_re = f₁′(A_ls) δ_lr δ_se. */
export function localFormula({ left, right, free, unit }: LocalRule): FormulaView {
  const style = { ...markedLatex, unit };
  const head: LatexPart =
    left.kind === "derivative-of-factor"
      ? {
          tex: String.raw`\frac{\partial ${writeFactorLatex(left.of, style)}}{\partial ${writeReferenceLatex(left.by, style)}}`,
          spoken: `the derivative of ${speakFactor(left.of)} by ${left.by.symbol.spoken}`,
          factor: null,
        }
      : { tex: writeFactorLatex(left, style), spoken: speakFactor(left), factor: null };
  const factors = new Map<string, Factor>();
  right.forEach((term, position) =>
    term.factors.forEach((factor, k) => factors.set(`${position}.${k}`, factor)),
  );
  const parts = writeIndexParts(right, free, style).map(asPart);
  return { parts: [equals(asPart(head)), ...parts], factors, signs: new Map() };
}

/** f(x) and f′(x) in full. */
export function functionFormula({ latex, spoken, formula }: ElementwiseSymbol): Part[] {
  const value = formula.value("x");
  const derivative = formula.derivative("x");
  return [
    { tex: `${latex}(x) = ${value},`, label: `${spoken} of x equals ${value}` },
    { tex: `${latex}'(x) = ${derivative}`, label: `${spoken} prime of x equals ${derivative}` },
  ];
}

/** What is asked for, as the left side of every step: ∂Δ/∂W_mn =. */
export function leadOf(start: Expression, free: readonly Index[]): Part {
  const [part] = writeIndexParts(start, free, markedLatex);
  return equals(asPart({ ...part, tex: writeFactorLatex(start[0].factors[0], markedLatex) }));
}

/** A name as the left side: `δW =`. */
export function nameLead({ latex, spoken }: TensorSymbol): Part {
  return equals({ tex: latex, label: spoken });
}

/** ∂Δ/∂W = in matrix notation. */
export function matrixLead(result: TensorSymbol, by: TensorSymbol): Part {
  const tex = String.raw`\dfrac{\partial ${result.latex}}{\partial ${by.latex}}`;
  return equals({ tex, label: `the derivative of ${result.spoken} by ${by.spoken}` });
}

/** The marks of these factors in a formula. */
export function marksOf({ factors }: FormulaView, wanted: readonly Factor[]): Mark[] {
  return [...factors]
    .filter(([, factor]) => wanted.includes(factor))
    .map(([name]) => ({ kind: "factor", name }));
}

/** Fractions in full size: indices in them have to be read, and pointed at. */
function asPart({ tex, spoken }: LatexPart): Part {
  return { tex: tex.replaceAll(String.raw`\frac{`, String.raw`\dfrac{`), label: spoken };
}

function equals({ tex, label }: Part): Part {
  return { tex: `${tex} =`, label: `${label} equals` };
}
