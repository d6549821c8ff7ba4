import type { Derivation, LocalRule, Step } from "../../calculus/derivation.ts";
import { descentSymbol, negated } from "../../calculus/describe.ts";
import { lettersOf, type Expression, type Factor, type Index } from "../../calculus/expression.ts";
import type { MatrixTerm } from "../../calculus/matrix-expression.ts";
import { symbolsIn } from "../../calculus/program.ts";
import { tellReason } from "../../calculus/reason.ts";
import { reasonsInEnglish } from "../../calculus/reasons-in-english.ts";
import type { KnownNames } from "../../calculus/rich-text.ts";
import type { TensorSymbol } from "../../calculus/symbol.ts";
import {
  plainLatex,
  writeFactorLatex,
  writeIndex,
  writeIndexParts,
  writeReferenceLatex,
} from "../../calculus/write-latex.ts";
import { writeFactorParts, writeMatrixParts } from "../../calculus/write-matrix-parts.ts";

/** LaTeX of a formula in parts between which a line may be broken. */
export type FormulaParts = readonly string[];

/** A derivation as a text tells it, whatever the text is written in. */
export interface ToldDerivation {
  /** `\partial \Delta / \partial W^{(1)}`, for a heading. */
  readonly title: string;
  /** What is asked for: ∂Δ/∂W_mn. */
  readonly asked: FormulaParts;
  readonly steps: readonly ToldStep[];
  /** What comes out, δW = −∂Δ/∂W in matrix notation, or in index notation where it has no other. */
  readonly result: FormulaParts;
  /** What the names in it stand for: D⁽²⁾ = Ỹ * f₂′(C). */
  readonly names: readonly FormulaParts[];
  /** What the sentences may name. */
  readonly known: KnownNames;
}

/** One step: the reason, the rule by itself where there is one, and what is left. */
export interface ToldStep {
  readonly sentence: string;
  readonly rule: FormulaParts | null;
  readonly formula: FormulaParts;
}

/** Tells a derivation step by step, with the reasons in English. */
export function tellDerivation(derivation: Derivation): ToldDerivation {
  const { by, program, start, free, steps, shared, result } = derivation;
  return {
    title: String.raw`\partial ${program.result.latex} / \partial ${by.latex}`,
    asked: indexParts(start, free),
    steps: steps.map((step) => tellStep(step, free)),
    result:
      result.matrix === null
        ? [...equals(writeIndexParts(start, free)[0].tex), ...indexParts(result.index, free)]
        : [...equals(descentSymbol(by).latex), ...matrixParts(negated(result.matrix))],
    names: shared.flatMap(({ symbol, matrix }) =>
      matrix === null
        ? []
        : [[...equals(symbol.latex), ...matrixParts([{ coefficient: 1, scalars: [], matrix }])]],
    ),
    known: namesIn(derivation),
  };
}

function tellStep({ reason, local, after }: Step, free: readonly Index[]): ToldStep {
  return {
    sentence: tellReason(reason, reasonsInEnglish),
    rule: local === null ? null : ruleParts(local),
    formula: ["=", ...indexParts(after, free)],
  };
}

function ruleParts({ left, right, free, unit }: LocalRule): FormulaParts {
  const style = { ...plainLatex, unit };
  const head =
    left.kind === "derivative-of-factor"
      ? String.raw`\frac{\partial ${writeFactorLatex(left.of, style)}}{\partial ${writeReferenceLatex(left.by, style)}}`
      : writeFactorLatex(left, style);
  return [...equals(head), ...writeIndexParts(right, free, style).map(({ tex }) => tex)];
}

/** Matrices that were put together wrap, too. */
function indexParts(expression: Expression, free: readonly Index[]): FormulaParts {
  return writeIndexParts(expression, free).flatMap(({ tex, factor }) =>
    factor?.kind === "matrix" ? factorParts(factor) : [tex],
  );
}

function factorParts({ matrix, indices }: Extract<Factor, { readonly kind: "matrix" }>): FormulaParts {
  const letters = indices.map((index) => writeIndex(index)).join("");
  const subscript = { tex: letters === "" ? "" : `_{${letters}}`, spoken: "" };
  return writeFactorParts(matrix, subscript).parts.map(({ tex }) => tex);
}

function matrixParts(terms: readonly MatrixTerm[]): FormulaParts {
  return writeMatrixParts(terms).parts.map(({ tex }) => tex);
}

function equals(left: string): FormulaParts {
  return [left, "="];
}

function namesIn({ program, shared, by, steps }: Derivation): KnownNames {
  const defined = program.definitions.flatMap(({ symbol, body }) => [symbol, ...symbolsIn(body)]);
  const symbols: TensorSymbol[] = [...defined, ...shared.map(({ symbol }) => symbol), by];
  const expressions = steps.flatMap(({ after, local }) => [after, ...(local === null ? [] : [local.right])]);
  return {
    bases: new Set(symbols.map(({ text }) => text.replace(/⁽.*/, ""))),
    indices: new Set(expressions.flatMap((terms) => terms.flatMap((term) => [...lettersOf(term)]))),
  };
}
