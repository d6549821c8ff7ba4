import type { Expression, Factor, Index, Reference } from "./expression.ts";
import type { MatrixExpression, MatrixTerm } from "./matrix-expression.ts";
import type { Program } from "./program.ts";
import type { Reason } from "./reason.ts";
import type { TensorSymbol } from "./symbol.ts";

/** One step of a derivation: a rule, what it was used on, and the whole expression after it. */
export interface Step {
  readonly reason: Reason;
  /** The whole expression before and after; factors that the step leaves alone are the very same objects. */
  readonly before: Expression;
  readonly after: Expression;
  /** The factors of `before` that the rule touched, and those of `after` that it made. */
  readonly touched: { readonly before: readonly Factor[]; readonly after: readonly Factor[] };
  /** The rule by itself, in letters of its own: ∂B_ls/∂A_re = f₁′(A_ls) δ_lr δ_se. */
  readonly local: LocalRule | null;
  /** A part that gets a name here, since it is used again. */
  readonly shared: SharedPart | null;
}

/** left = right, where the indices of left are free. */
export interface LocalRule {
  readonly left:
    Factor | { readonly kind: "derivative-of-factor"; readonly of: Factor; readonly by: Reference };
  readonly right: Expression;
  readonly free: readonly Index[];
  /** Whether axes with one place are written 0. */
  readonly unit: "zero" | "letter";
}

/** A name for a part of a derivation: D⁽²⁾ = Ỹ * f₂′(C). */
export interface SharedPart {
  readonly symbol: TensorSymbol;
  readonly indices: readonly Index[];
  readonly body: Expression;
  /** Null where it has no matrix notation. */
  readonly matrix: MatrixExpression | null;
}

/** What a derivative lies like: what it is by, or the result itself where it is by a single number. */
export function layOf({ by, program }: Pick<Derivation, "by" | "program">): TensorSymbol {
  return by.axes === "none" ? program.result : by;
}

/** How ∂result/∂by is derived, step by step, and what comes out. */
export interface Derivation {
  readonly program: Program;
  readonly by: TensorSymbol;
  /** The derivative that is asked for: ∂Δ/∂W_mn, with its free indices. */
  readonly start: Expression;
  readonly free: readonly Index[];
  readonly steps: readonly Step[];
  readonly shared: readonly SharedPart[];
  readonly result: {
    /** ∂result/∂by in index notation, all δ eliminated. */
    readonly index: Expression;
    /** The same in matrix notation, of the shape of `by`; null where it has none. */
    readonly matrix: readonly MatrixTerm[] | null;
  };
}
