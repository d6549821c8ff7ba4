import type { Step } from "./derivation.ts";
import { deltasOf, eliminate, vanishingIndex } from "./eliminate.ts";
import {
  indicesOf,
  lettersOf,
  sameSymbol,
  settlePlaces,
  type DeltaFactor,
  type DerivativeFactor,
  type Expression,
  type Factor,
  type Index,
  type Term,
} from "./expression.ts";
import type { Letters } from "./letters.ts";
import { orderNext } from "./order.ts";
import type { Program } from "./program.ts";
import type { Reason } from "./reason.ts";
import { findDifference, findRecognition } from "./recognise.ts";
import { renameTerm } from "./rename.ts";
import type { TensorSymbol } from "./symbol.ts";
import { writeFactor } from "./write-text.ts";

/** What a step says beside its reason. */
export type StepFacts = Partial<{
  readonly before: readonly Factor[];
  readonly after: readonly Factor[];
  readonly local: Step["local"];
  readonly shared: Step["shared"];
}>;

/** The expression that a derivation works on: every change of it is a step that is kept. */
export class Working {
  readonly steps: Step[] = [];
  readonly #free: readonly Index[];
  readonly #letters: Letters;
  #expression: Expression;

  /** `free` are the indices of the result; `letters` hands out those of sums. */
  constructor(start: Expression, free: readonly Index[], letters: Letters) {
    this.#expression = start;
    this.#free = free;
    this.#letters = letters;
  }

  get expression(): Expression {
    return this.#expression;
  }

  /** The terms that wait for a matrix. */
  waitingTerms(symbol: TensorSymbol): Term[] {
    return this.#expression.filter((term) => {
      const of = pendingOf(term)?.of.symbol;
      return of !== undefined && sameSymbol(of, symbol);
    });
  }

  /** The one term that waits for a matrix. */
  waitingFor(symbol: TensorSymbol): Term {
    const [term] = this.waitingTerms(symbol);
    if (term === undefined) throw new Error(`internal: nothing waits for ${symbol.code}`);
    return term;
  }

  /** Terms of the expression give way to others, which is a step; gives the terms as they stand there now. */
  replaceTerms(
    old: readonly Term[],
    written: readonly Term[],
    reason: Reason,
    more: StepFacts = {},
  ): readonly Term[] {
    const before = this.#expression;
    const made = written.map(settlePlaces);
    const place = before.findIndex((term) => old.includes(term));
    const after = before.flatMap((term, position) => {
      const kept = old.includes(term) ? [] : [term];
      return position === place ? [...made, ...kept] : kept;
    });
    const was = new Set(before.flatMap(({ factors }) => factors));
    const is = new Set(after.flatMap(({ factors }) => factors));
    this.#expression = after;
    const known = more.after?.every((factor) => is.has(factor)) === true;
    this.steps.push({
      reason,
      before,
      after,
      touched: {
        before: more.before ?? [...was].filter((factor) => !is.has(factor)),
        after: known && more.after ? more.after : [...is].filter((factor) => !was.has(factor)),
      },
      local: more.local ?? null,
      shared: more.shared ?? null,
    });
    return made;
  }

  /** Eliminates every δ there is. */
  eliminateAll(): void {
    for (const term of this.#expression) this.eliminateIn(term);
  }

  /** Eliminates every δ of a term, from left to right, one step each; gives the term that is left. */
  eliminateIn(term: Term): Term {
    let left = term;
    for (;;) {
      const delta = deltasOf(left, this.#free).find((one) => !wouldClose(left, one));
      if (delta === undefined) return left;
      const done = eliminate(left, delta, vanishingIndex(delta, this.#free)!, this.#free);
      const { from, to, free, before, after } = done;
      [left] = this.replaceTerms(
        [left],
        [done.term],
        { rule: "delta", indices: delta.indices, from, to, free },
        { before, after },
      );
    }
  }

  /** Adds up terms that are the same; gives what is left of them. */
  collect(terms: readonly Term[]): readonly Term[] {
    const groups = new Map<string, Term[]>();
    for (const term of terms) {
      const key = term.factors.map((factor) => writeFactor(factor, { unit: "letter" })).join(" ");
      groups.set(key, [...(groups.get(key) ?? []), term]);
    }
    return [...groups.values()].flatMap((same) => {
      const [first] = same;
      if (same.length === 1) return same;
      const coefficient = same.reduce((sum, term) => sum + term.coefficient, 0);
      const made = coefficient === 0 ? [] : [{ ...first, coefficient }];
      const before = same.flatMap(({ factors }) => factors);
      return this.replaceTerms(
        same,
        made,
        { rule: "collect", terms: same.length },
        { before, after: first.factors },
      );
    });
  }

  /** Orders all terms into matrices with these indices. */
  orderAll(free: readonly Index[]): void {
    for (const term of this.#expression) this.orderIn(term, free);
  }

  /** Orders a term's factors into matrices; a derivative that waits stays last. */
  orderIn(term: Term, free: readonly Index[]): Term {
    let left = term;
    for (;;) {
      const waiting = left.factors.filter(({ kind }) => kind === "derivative");
      const rest: Term = { ...left, factors: left.factors.filter(({ kind }) => kind !== "derivative") };
      const next = orderNext(rest, free);
      if (next === null) return left;
      const made: Term = { ...next.term, factors: [...next.term.factors, ...waiting] };
      // The indices of a part that gets a name are summed in the end: they stand on no left side.
      const reason = free === this.#free ? next.reason : withoutLeftSide(next.reason);
      [left] = this.replaceTerms([left], [made], reason, { before: next.before, after: next.after });
    }
  }

  /** Gives the terms the same indices at the matrix they wait for. */
  align(terms: readonly Term[]): void {
    const loosened = this.#loosen(terms);
    const target = pendingOf(loosened[0])!.of.indices;
    for (const term of loosened.slice(1)) {
      const own = pendingOf(term)!.of.indices;
      const clash = lettersOf(term);
      const renaming = new Map<string, Index>();
      own.forEach(({ letter }, axis) => renaming.set(letter, target[axis]));
      // A letter that the term already uses for something else gives way.
      for (const { letter, size } of target) {
        if (clash.has(letter) && !renaming.has(letter))
          renaming.set(letter, this.#letters.fresh(letter, size));
      }
      const renamed = settlePlaces(renameTerm(term, renaming));
      this.#expression = this.#expression.map((one) => (one === term ? renamed : one));
      this.#amendLast();
    }
  }

  /**
   * A free index cannot be renamed: where only some terms have one at the matrix they wait for, they get another
   * there, and a δ that says it is the same, ∂A_a = δ_ap ∂A_p.
   */
  #loosen(terms: readonly Term[]): readonly Term[] {
    const letterOf = (term: Term, axis: number): string => pendingOf(term)!.of.indices[axis].letter;
    let left = terms;
    pendingOf(terms[0])!.of.indices.forEach((_, axis) => {
      if (new Set(left.map((term) => letterOf(term, axis))).size === 1) return;
      left = left.map((term) => {
        const waiting = pendingOf(term)!;
        const own = waiting.of.indices[axis];
        if (!this.#free.some(({ letter }) => letter === own.letter)) return term;
        const fresh = this.#letters.fresh("p", own.size);
        const indices = waiting.of.indices.map((index, position) => (position === axis ? fresh : index));
        const delta: DeltaFactor = { kind: "delta", indices: [own, fresh] };
        const moved: DerivativeFactor = { ...waiting, of: { ...waiting.of, indices } };
        const factors = term.factors.flatMap((factor) => (factor === waiting ? [delta, moved] : [factor]));
        const made = settlePlaces({ ...term, factors });
        this.#expression = this.#expression.map((one) => (one === term ? made : one));
        this.#amendLast();
        return made;
      });
    });
    return left;
  }

  /** A silent renaming belongs to the step before it: indices that are summed may be called anything. */
  #amendLast(): void {
    const last = this.steps.at(-1);
    if (last !== undefined) this.steps[this.steps.length - 1] = { ...last, after: this.#expression };
  }

  /** Uses the names that the program has for parts: softplus′(Z) = Ŷ, Y − Ŷ = Ỹ. */
  recogniseIn(symbol: TensorSymbol, program: Program): void {
    const terms = (): readonly Term[] => this.waitingTerms(symbol);
    for (const term of terms()) {
      const found = findRecognition(term, program.recognitions);
      if (found !== null) {
        this.replaceTerms([term], [found.term], found.reason, { before: found.before, after: found.after });
      }
    }
    for (;;) {
      const found = findDifference(terms(), program.differences);
      if (found === null) return;
      this.replaceTerms(found.terms, [found.made], found.reason, {
        before: found.before,
        after: found.after,
      });
    }
  }
}

function withoutLeftSide(reason: Reason): Reason {
  if (reason.rule !== "dot") return reason;
  return {
    ...reason,
    transposed: reason.transposed.map(({ matrix, index, place }) => ({ matrix, index, place })),
  };
}

/**
 * Whether eliminating a δ would give both axes of a factor the same index: of a matrix under the ∂, or of one
 * whose diagonal M_ii would still be joined to something else. The δ then stays as the identity, I * M.
 */
function wouldClose(term: Term, delta: DeltaFactor): boolean {
  const letters = delta.indices.map(({ letter }) => letter);
  const holds = (indices: readonly Index[]): boolean =>
    letters.every((letter) => indices.some((index) => index.letter === letter));
  if (holds(pendingOf(term)?.of.indices ?? [])) return true;
  const others = term.factors.filter((factor) => factor !== delta);
  const closing = others.filter((factor) => holds(indicesOf(factor)));
  const reaching = others.some(
    (factor) => !closing.includes(factor) && indicesOf(factor).some(({ letter }) => letters.includes(letter)),
  );
  return closing.length > 0 && reaching;
}

/** The derivative that a term still waits for: the last one in it. */
export function pendingOf(term: Term): DerivativeFactor | null {
  return term.factors.findLast((factor): factor is DerivativeFactor => factor.kind === "derivative") ?? null;
}
