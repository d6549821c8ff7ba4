import type { DeltaFactor, Expression, Index, Term } from "../../../core/calculus/expression.ts";
import { speakFactor } from "../../../core/calculus/speak.ts";
import {
  markedLatex,
  plainLatex,
  writeFactorLatex,
  writeIndexParts,
} from "../../../core/calculus/write-latex.ts";
import type { Mark } from "../../formula/marks.ts";

/** A piece of a formula's line. */
export interface FormulaPart {
  readonly tex: string;
  readonly label: string;
}

/** Where a term stands among those of the whole derivative. */
interface TermPlace {
  readonly start: Expression;
  readonly free: readonly Index[];
  readonly number: number;
  readonly count: number;
}

/**
 * ∂Δ/∂W_mn = … + term + …, factor by factor. A δ is one mark from edge to edge, so that it can be picked wherever
 * it is hit; in other factors names and index letters are marks.
 */
export function formulaParts(term: Term, { start, free, number, count }: TermPlace): FormulaPart[] {
  const left = writeIndexParts(start, free).map(({ tex, spoken }) => ({
    tex: String.raw`{\displaystyle ${tex}}`,
    label: spoken,
  }));
  const own = writeIndexParts([term], free, markedLatex).map(({ tex, spoken, factor }): FormulaPart => {
    if (factor?.kind !== "delta") return { tex: withoutFactorMark(tex), label: spoken };
    const place = markOf(term, factor).name;
    return {
      tex: String.raw`\htmlData{delta=${place}}{${writeFactorLatex(factor, plainLatex)}}`,
      label: spoken,
    };
  });
  const before = number > 0 ? [{ tex: term.coefficient < 0 ? "\\cdots" : "\\cdots{}+", label: "…" }] : [];
  const after = number < count - 1 ? [{ tex: "{}+\\cdots", label: "…" }] : [];
  return [...left, { tex: "=", label: "=" }, ...before, ...own, ...after];
}

/** A factor as a whole is no mark here: its name and its indices are. */
function withoutFactorMark(tex: string): string {
  return tex.replace(/\\htmlData\{factor=[^}]*\}/, "");
}

/** The mark of a δ. */
export function markOf(term: Term, delta: DeltaFactor): Mark {
  return { kind: "delta", name: `0.${term.factors.indexOf(delta)}` };
}

/** The δ that a mark stands for, or null. */
export function deltaOf(term: Term, { kind, name }: Mark): DeltaFactor | null {
  if (kind !== "delta") return null;
  const factor = term.factors[Number(name.split(".")[1])];
  return factor?.kind === "delta" ? factor : null;
}

/** What a mark is called: δ by its indices. */
export function deltaInWords(term: Term, mark: Mark): string | null {
  const delta = deltaOf(term, mark);
  return delta === null ? null : speakFactor(delta);
}

/** What is lit with a mark: an index with every δ that has it, a δ with its two indices. */
export function litWith(term: Term, mark: Mark | null): Mark[] {
  if (mark === null) return [];
  const delta = deltaOf(term, mark);
  if (delta !== null) {
    return [mark, ...delta.indices.map(({ letter }): Mark => ({ kind: "index", name: letter }))];
  }
  if (mark.kind !== "index") return [mark];
  const holders = term.factors.filter(
    (factor): factor is DeltaFactor =>
      factor.kind === "delta" && factor.indices.some(({ letter }) => letter === mark.name),
  );
  return [mark, ...holders.map((one) => markOf(term, one))];
}
