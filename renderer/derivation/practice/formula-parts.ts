import type { DeltaFactor, Expression, Index, Term } from "../../../core/calculus/expression.ts";
import { speakFactor } from "../../../core/calculus/speak.ts";
import type { Mark, MarkKind } from "../../formula/marks.ts";
import { indexFormula, leadOf, type Part } from "../formula-view.ts";

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
export function formulaParts(term: Term, { start, free, number, count }: TermPlace): Part[] {
  const own = indexFormula([term], free).parts.map(({ tex, label }): Part => {
    const bare = withoutMarks(tex, "factor", "sign");
    return { tex: bare.includes("{delta=") ? withoutMarks(bare, "index") : bare, label };
  });
  const before = number > 0 ? [{ tex: term.coefficient < 0 ? "\\cdots" : "\\cdots{}+", label: "…" }] : [];
  const after = number < count - 1 ? [{ tex: "{}+\\cdots", label: "…" }] : [];
  return [leadOf(start, free), ...before, ...own, ...after];
}

/** The same TeX with these kinds of marks taken off. */
function withoutMarks(tex: string, ...kinds: readonly MarkKind[]): string {
  return kinds.reduce(
    (left, kind) => left.replaceAll(new RegExp(`\\\\htmlData\\{${kind}=[^}]*\\}`, "g"), ""),
    tex,
  );
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
