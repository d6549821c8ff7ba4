import type { Derivation, LocalRule, SharedPart, Step } from "./derivation.ts";
import { differentiate } from "./differentiate.ts";
import { deltasOf, dropUnitDeltas, eliminate, vanishingIndex } from "./eliminate.ts";
import {
  isAtPlace,
  lettersOf,
  sameSymbol,
  settlePlaces,
  tensor,
  type DeltaFactor,
  type DerivativeFactor,
  type Expression,
  type Factor,
  type Index,
  type Reference,
  type Term,
} from "./expression.ts";
import { instantiate } from "./instantiate.ts";
import { Letters } from "./letters.ts";
import { matrixTerms, singleMatrix } from "./matrix-form.ts";
import { orderNext } from "./order.ts";
import { Dependencies, type Definition, type Program } from "./program.ts";
import type { Reason } from "./reason.ts";
import { findDifference, findRecognition } from "./recognise.ts";
import { renameTerm } from "./rename.ts";
import type { TensorSymbol } from "./symbol.ts";
import { isScalarFactor, scalarOf } from "./scalars.ts";
import { writeFactor, writeIndexText, writeReference } from "./write-text.ts";

/*
 * Longer than most files: one derivation is one state, the expression so far, and every stage of it works on
 * that.
 */

/** A derivation of more steps than this is of no use to anybody. */
const MOST_STEPS = 2000;
/** So many matrix products are taken in one sweep, as the article does; longer chains are taken in parts. */
const PRODUCTS_PER_SWEEP = 2;

/** Thrown where an expression is so long that its derivation would be of no use to anybody. */
export class TooLongError extends Error {
  override readonly name = "TooLongError";
}

/**
 * Derives ∂result/∂by by rules, step by step: the chain rule down to `by`, every link by the rule for its kind,
 * the δ eliminated one by one, and what is left ordered into matrix products.
 *
 * What several paths lead to is put together once and gets a name, as backpropagation does, so that nothing
 * grows faster than the program.
 *
 * @throws TooLongError if it takes too many steps.
 */
export function derive(program: Program, by: TensorSymbol): Derivation {
  return new Deriver(program, by).run();
}

class Deriver {
  readonly #program: Program;
  readonly #by: Reference;
  readonly #free: readonly Index[];
  readonly #dependencies: Dependencies;
  readonly #used: ReadonlySet<string>;
  readonly #letters: Letters;
  readonly #steps: Step[] = [];
  readonly #shared: SharedPart[] = [];
  #expression: Expression;

  constructor(program: Program, by: TensorSymbol) {
    this.#program = program;
    this.#dependencies = new Dependencies(program, by);
    this.#used = this.#dependencies.ingredientsOf(program.result);
    const own = axesOf(program.result).map((size, axis): Index => ({ letter: "ab"[axis], size }));
    const indices = indicesFor(by, ["m", "n"]);
    this.#by = { symbol: by, indices };
    this.#free = [...own, ...indices];
    this.#letters = new Letters(this.#free.map(({ letter }) => letter));
    const start: DerivativeFactor = {
      kind: "derivative",
      of: { symbol: program.result, indices: own },
      by: this.#by,
    };
    this.#expression = [{ coefficient: 1, factors: [start] }];
  }

  run(): Derivation {
    const start = this.#expression;
    for (let pending = this.#pending(); pending !== null; pending = this.#pending()) {
      this.#descend(pending);
      if (this.#steps.length > MOST_STEPS) {
        throw new TooLongError(`its derivation takes more than ${MOST_STEPS} steps`);
      }
    }
    this.#eliminateAll();
    const index = this.#expression;
    if (this.#free.length <= 2) this.#orderAll(this.#free);
    this.#collect(this.#expression);
    const matrix = this.#free.length <= 2 ? matrixTerms(this.#expression, this.#free, this.#by.symbol) : null;
    return {
      program: this.#program,
      by: this.#by.symbol,
      start,
      free: this.#free,
      steps: this.#steps,
      shared: this.#shared,
      result: { index, matrix },
    };
  }

  /** The matrix that is to be differentiated next: the last one of the program that still stands under a ∂. */
  #pending(): TensorSymbol | null {
    let found: TensorSymbol | null = null;
    for (const term of this.#expression) {
      const symbol = pendingOf(term)?.of.symbol;
      if (symbol === undefined) continue;
      if (found === null || this.#dependencies.positionOf(symbol) > this.#dependencies.positionOf(found)) {
        found = symbol;
      }
    }
    return found;
  }

  /** From one matrix under a ∂ to those that it is made of. */
  #descend(symbol: TensorSymbol): void {
    this.#gather(symbol);
    const definition = this.#dependencies.definitionOf(symbol);
    if (definition === null) throw new Error(`internal: ${symbol.code} has no definition`);
    if (!this.#dependencies.depends(symbol)) {
      this.#replaceTerms(
        this.#expression.filter((term) => pendingOf(term) !== null),
        [],
        { rule: "none", symbol: this.#by.symbol },
      );
      return;
    }
    const path = this.#pathFrom(symbol);
    if (path.length > 0) this.#sweep(symbol, path);
    else this.#passThrough(definition);
  }

  /**
   * Several terms that wait for the same matrix become one: what they multiply it by is added up and, unless it
   * is a single matrix, gets a name.
   */
  #gather(symbol: TensorSymbol): void {
    const waiting = (): Term[] => this.#waitingTerms(symbol);
    if (waiting().length < 2) return;
    for (const term of waiting()) this.#eliminateIn(term);
    this.#align(waiting());
    this.#recogniseIn(waiting);
    if (waiting().length > 1) this.#nameFactor(waiting(), symbol);
  }

  /** Gives the terms the same indices at the matrix they wait for. */
  #align(terms: readonly Term[]): void {
    const target = pendingOf(terms[0])!.of.indices;
    for (const term of terms.slice(1)) {
      const own = pendingOf(term)!.of.indices;
      const clash = lettersOf(term);
      const renaming = new Map<string, Index>();
      own.forEach(({ letter }, axis) => renaming.set(letter, target[axis]));
      // A letter that the term already uses for something else gives way.
      for (const { letter, size } of target) {
        if (clash.has(letter) && !renaming.has(letter))
          renaming.set(letter, this.#letters.fresh(letter, size));
      }
      const renamed = renameTerm(term, renaming);
      this.#expression = this.#expression.map((one) => (one === term ? renamed : one));
      this.#amendLast();
    }
  }

  /** A silent renaming belongs to the step before it: indices that are summed may be called anything. */
  #amendLast(): void {
    const last = this.#steps.at(-1);
    if (last !== undefined) this.#steps[this.#steps.length - 1] = { ...last, after: this.#expression };
  }

  /** Uses the names that the program has for parts: softplus′(Z) = Ŷ, Y − Ŷ = Ỹ. */
  #recogniseIn(terms: () => readonly Term[]): void {
    for (const term of terms()) {
      const found = findRecognition(term, this.#program.recognitions);
      if (found !== null) {
        this.#replaceTerms([term], [found.term], found.reason, { before: found.before, after: found.after });
      }
    }
    for (;;) {
      const found = findDifference(terms(), this.#program.differences);
      if (found === null) return;
      this.#replaceTerms(found.terms, [found.made], found.reason, {
        before: found.before,
        after: found.after,
      });
    }
  }

  /** The matrices that a sweep of the chain rule goes through, one after the other; none where it cannot be used. */
  #pathFrom(symbol: TensorSymbol): TensorSymbol[] {
    const whole: TensorSymbol[] = [];
    let branches = false;
    for (let at = symbol; !branches;) {
      const next = this.#linkFrom(at);
      if (next === null) break;
      whole.push(next);
      branches =
        this.#dependencies.usesOf(next, this.#used) > 1 ||
        this.#definition(at).body.some(({ factors }) => factors[0]?.kind === "row-function");
      at = next;
    }
    const products = [symbol, ...whole].filter((one) => this.#isProduct(one)).length;
    if (products <= PRODUCTS_PER_SWEEP) return whole;
    const cut = whole.findIndex((next, position) => {
      const from = position === 0 ? symbol : whole[position - 1];
      return this.#isProduct(next) && !sameSymbol(from, next);
    });
    return cut === -1 ? whole : whole.slice(0, cut + 1);
  }

  /** The one matrix in the middle of the chain on which this one depends; null where a link is of no use. */
  #linkFrom(symbol: TensorSymbol): TensorSymbol | null {
    const definition = this.#dependencies.definitionOf(symbol);
    if (definition === null) return null;
    const dependent = this.#dependencies.dependentIn(definition);
    if (dependent.length !== 1 || sameSymbol(dependent[0], this.#by.symbol)) return null;
    const [next] = dependent;
    const terms = definition.body.filter((term) => mentions(term, next));
    if (terms.length !== 1) return null;
    const [term] = terms;
    const isFunction =
      term.factors.length === 1 && ["function", "row-function"].includes(term.factors[0].kind);
    const softmax = term.factors[0].kind !== "row-function" || definition.indices.length === 2;
    return (isFunction && softmax) || this.#isProduct(symbol) ? next : null;
  }

  /** Whether a matrix is made by a matrix product: a term of several factors with a sum inside. */
  #isProduct(symbol: TensorSymbol): boolean {
    const definition = this.#dependencies.definitionOf(symbol);
    if (definition === null || definition.indices.length < 2) return false;
    return definition.body.some(
      ({ factors }) =>
        factors.filter(({ kind }) => kind === "tensor").length > 1 &&
        factors.every((factor) => !isAtPlace(factor)),
    );
  }

  #definition(symbol: TensorSymbol): Definition {
    const definition = this.#dependencies.definitionOf(symbol);
    if (definition === null) throw new Error(`internal: ${symbol.code} has no definition`);
    return definition;
  }

  /** The chain rule along a path: first all links, then each by its own rule. */
  #sweep(symbol: TensorSymbol, path: readonly TensorSymbol[]): void {
    const term = this.#waitingFor(symbol);
    const places = [pendingOf(term)!.of, ...path.map((one) => this.#place(one))];
    const links = places.slice(1).map((to, position): DerivativeFactor => ({
      kind: "derivative",
      of: places[position],
      by: to,
    }));
    const last: DerivativeFactor = { kind: "derivative", of: places[places.length - 1], by: this.#by };
    const factors = term.factors.flatMap((factor) =>
      factor.kind === "derivative" && sameSymbol(factor.of.symbol, symbol) ? [...links, last] : [factor],
    );
    this.#replaceTerms([term], [{ ...term, factors }], {
      rule: "chain",
      path: [symbol, ...path, this.#by.symbol],
    });
    links.forEach((link) => this.#resolve(link));
    const end = path[path.length - 1];
    // Other paths lead there, too: what they bring is gathered first.
    if (this.#dependencies.usesOf(end, this.#used) > 1) return;
    const waiting = (): Term[] => this.#waitingTerms(end);
    const definition = this.#definition(end);
    const single = this.#dependencies.dependentIn(definition).length === 1;
    if (waiting().length === 1 && single && this.#linkFrom(end) === null) {
      this.#passThrough(definition);
      return;
    }
    for (const one of waiting()) this.#eliminateIn(one);
    this.#align(waiting());
    this.#nameFactor(waiting(), end);
  }

  /** The terms that wait for a matrix. */
  #waitingTerms(symbol: TensorSymbol): Term[] {
    return this.#expression.filter((term) => {
      const of = pendingOf(term)?.of.symbol;
      return of !== undefined && sameSymbol(of, symbol);
    });
  }

  /** Indices for a matrix in the middle of the chain. */
  #place(symbol: TensorSymbol): Reference {
    if (symbol.axes === "both") return { symbol, indices: this.#letters.pair(symbol.rows, symbol.columns) };
    const size = axesOf(symbol);
    return { symbol, indices: size.map((one) => this.#letters.fresh("p", one)) };
  }

  /** The one term that waits for a matrix. */
  #waitingFor(symbol: TensorSymbol): Term {
    const [term] = this.#waitingTerms(symbol);
    if (term === undefined) throw new Error(`internal: nothing waits for ${symbol.code}`);
    return term;
  }

  /** One link of the chain by the rule for its kind, wherever it stands. */
  #resolve(link: DerivativeFactor): void {
    const definition = this.#definition(link.of.symbol);
    const variable = link.by.symbol;
    const holders = this.#expression.filter(({ factors }) => findLink(factors, link) !== null);
    for (const term of holders) {
      const held = findLink(term.factors, link)!;
      const body = instantiate(definition, held.of.indices, this.#letters);
      const right = differentiate(
        body,
        {
          symbol: variable,
          indices: held.by.indices,
          depends: (one) => sameSymbol(one, variable),
          letters: this.#letters,
        },
        held.of.indices,
      );
      const [first] = body.flatMap(({ factors }) => factors);
      const reason: Reason =
        first.kind === "function"
          ? { rule: "elementwise", function: first.function, symbol: definition.symbol }
          : first.kind === "row-function"
            ? { rule: "softmax", symbol: definition.symbol, argument: variable }
            : {
                rule: "product",
                symbol: definition.symbol,
                definition: this.#spell(definition),
                by: variable,
              };
      this.#substitute(term, held, right, reason, this.#ownLetters(link, held, definition, body, right));
    }
  }

  /** The rule for a link in the letters that it was given, whatever has become of them in the whole. */
  #ownLetters(
    link: DerivativeFactor,
    held: DerivativeFactor,
    definition: Definition,
    body: Expression,
    right: Expression,
  ): LocalRule {
    const renaming = new Map<string, Index>();
    const given = [...link.of.indices, ...link.by.indices];
    [...held.of.indices, ...held.by.indices].forEach(({ letter }, axis) => renaming.set(letter, given[axis]));
    const renamed = (expression: Expression): Expression =>
      expression.map((term) => renameTerm(term, renaming));
    const unit = link.by.indices.some(({ size }) => size === 1) ? "zero" : "letter";
    return localRule(link, definition, renamed(body), renamed(right), unit);
  }

  /** Puts a matrix's definition in its place and differentiates that. */
  #passThrough(definition: Definition): void {
    const { symbol } = definition;
    const term = this.#waitingFor(symbol);
    const dependents = this.#dependencies.dependentIn(definition).length;
    if (dependents > 1) this.#eliminateIn(term);
    const held = this.#waitingFor(symbol).factors.find(
      (factor): factor is DerivativeFactor =>
        factor.kind === "derivative" && sameSymbol(factor.of.symbol, symbol),
    )!;
    const body = instantiate(definition, held.of.indices, this.#letters);
    const depends = (one: TensorSymbol): boolean => this.#dependencies.depends(one);
    const right = differentiate(body, { ...this.#by, depends, letters: this.#letters }, held.of.indices);
    const reached = this.#dependencies
      .dependentIn(definition)
      .some((one) => sameSymbol(one, this.#by.symbol));
    this.#substitute(
      this.#waitingFor(symbol),
      held,
      right,
      {
        rule: this.#passRule(definition, reached),
        symbol,
        definition: this.#spell(definition),
        by: this.#by.symbol,
      },
      localRule(held, definition, body, right, "zero"),
    );
  }

  #passRule(
    definition: Definition,
    reached: boolean,
  ): "one" | "cost" | "sum" | "power" | "product" | "insert" {
    if (sameSymbol(definition.symbol, this.#program.result)) return "cost";
    if (reached) return "one";
    if (definition.body.length > 1) return "sum";
    const kinds = definition.body[0].factors.map(({ kind }) => kind);
    if (kinds.length === 1 && kinds[0] === "power") return "power";
    return this.#dependencies.dependentIn(definition).length > 1 ? "product" : "insert";
  }

  #spell({ symbol, indices, body }: Definition): string {
    return `${writeReference({ symbol, indices })} = ${writeIndexText(body, indices)}`;
  }

  /** A derivative in a term gives way to the terms that a rule made of it. */
  #substitute(term: Term, held: Factor, right: Expression, reason: Reason, local: LocalRule | null): void {
    const made = right.map((part): Term => {
      const place = term.factors.indexOf(held);
      const coefficient = term.coefficient * part.coefficient;
      const factors = [...term.factors.slice(0, place), ...part.factors, ...term.factors.slice(place + 1)];
      return dropUnitDeltas({ coefficient, factors: waitingLast(factors) }, this.#free);
    });
    this.#replaceTerms([term], made, reason, { local });
  }

  /** Terms of the expression give way to others, which is a step; gives the terms as they stand there now. */
  #replaceTerms(
    old: readonly Term[],
    written: readonly Term[],
    reason: Reason,
    more: Partial<{
      before: readonly Factor[];
      after: readonly Factor[];
      local: LocalRule | null;
      shared: SharedPart;
    }> = {},
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
    this.#steps.push({
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

  #eliminateAll(): void {
    for (const term of this.#expression) this.#eliminateIn(term);
  }

  /** Eliminates every δ of a term, from left to right, one step each; gives the term that is left. */
  #eliminateIn(term: Term): Term {
    let left = term;
    for (;;) {
      const delta = deltasOf(left, this.#free).find((one) => !this.#wouldClose(left, one));
      if (delta === undefined) return left;
      const done = eliminate(left, delta, vanishingIndex(delta, this.#free)!, this.#free);
      const { from, to, free, before, after } = done;
      [left] = this.#replaceTerms(
        [left],
        [done.term],
        { rule: "delta", indices: delta.indices, from, to, free },
        { before, after },
      );
    }
  }

  /** Whether eliminating it would give both axes of the matrix under the ∂ the same index. */
  #wouldClose(term: Term, { indices }: DeltaFactor): boolean {
    const own = pendingOf(term)?.of.indices.map(({ letter }) => letter) ?? [];
    return own.length === 2 && indices.every(({ letter }) => own.includes(letter));
  }

  /** Adds up terms that are the same; gives what is left of them. */
  #collect(terms: readonly Term[]): readonly Term[] {
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
      return this.#replaceTerms(
        same,
        made,
        { rule: "collect", terms: same.length },
        { before, after: first.factors },
      );
    });
  }

  #orderAll(free: readonly Index[]): void {
    for (const term of this.#expression) this.#orderIn(term, free);
  }

  /** Orders a term's factors into matrices; a derivative that waits stays last. */
  #orderIn(term: Term, free: readonly Index[]): Term {
    let left = term;
    for (;;) {
      const waiting = left.factors.filter(({ kind }) => kind === "derivative");
      const rest: Term = { ...left, factors: left.factors.filter(({ kind }) => kind !== "derivative") };
      const next = orderNext(rest, free);
      if (next === null) return left;
      const made: Term = { ...next.term, factors: [...next.term.factors, ...waiting] };
      [left] = this.#replaceTerms([left], [made], next.reason, { before: next.before, after: next.after });
    }
  }

  /** What the terms multiply the matrix they wait for by gets a name, unless it has one. */
  #nameFactor(terms: readonly Term[], symbol: TensorSymbol): void {
    const place = pendingOf(terms[0])!.of.indices;
    const common = commonNumber(terms);
    const ordered = this.#collect(terms.map((term) => this.#orderIn(term, place)));
    if (ordered.length === 0) return;
    const waiting = ordered[0].factors.find((factor) => factor.kind === "derivative")!;
    const body = ordered.map((term): Term => ({
      coefficient: term.coefficient / common.coefficient,
      factors: term.factors.filter(
        ({ kind }, position) => kind !== "derivative" && !isCommon(term.factors[position], common.scalars),
      ),
    }));
    if (
      body.length === 1 &&
      body[0].coefficient === 1 &&
      body[0].factors.length === 1 &&
      body[0].factors[0].kind === "tensor"
    )
      return;
    const name = this.#program.nameOfShared(symbol);
    const matrices = matrixTerms(body, place, symbol);
    const matrix = matrices && singleMatrix(matrices);
    const shared: SharedPart = { symbol: name, indices: place, body, matrix };
    const made: Term = {
      coefficient: common.coefficient,
      factors: [...common.scalars, tensor(name, place), waiting],
    };
    this.#shared.push(shared);
    this.#replaceTerms(ordered, [made], { rule: "name", symbol: name, of: symbol }, { shared });
    const free = this.#free.map(({ letter }) => letter);
    this.#letters.reset([...free, ...this.#expression.flatMap((term) => [...lettersOf(term)])]);
  }
}

function axesOf(symbol: TensorSymbol): number[] {
  switch (symbol.axes) {
    case "both":
      return [symbol.rows, symbol.columns];
    case "rows":
      return [symbol.rows];
    case "columns":
      return [symbol.columns];
    case "none":
      return [];
  }
}

/** Free indices for what is differentiated by: m for rows, n for columns. */
function indicesFor(symbol: TensorSymbol, [row, column]: readonly [string, string]): Index[] {
  switch (symbol.axes) {
    case "both":
      return [
        { letter: row, size: symbol.rows },
        { letter: column, size: symbol.columns },
      ];
    case "rows":
      return [{ letter: row, size: symbol.rows }];
    case "columns":
      return [{ letter: column, size: symbol.columns }];
    case "none":
      return [];
  }
}

/** The derivative that a term still waits for: the last one in it. */
function pendingOf(term: Term): DerivativeFactor | null {
  return term.factors.findLast((factor): factor is DerivativeFactor => factor.kind === "derivative") ?? null;
}

/** The derivative by what is differentiated by stands behind everything that does not belong to its chain. */
function waitingLast(factors: readonly Factor[]): Factor[] {
  const last = factors.findLastIndex(({ kind }) => kind === "derivative");
  const first = factors.findIndex(({ kind }) => kind === "derivative");
  if (last === -1 || last === factors.length - 1) return [...factors];
  const chain = factors.slice(first, last + 1);
  return [...factors.slice(0, first), ...factors.slice(last + 1), ...chain];
}

function mentions({ factors }: Term, { code }: TensorSymbol): boolean {
  return factors.some((factor) => {
    if (factor.kind === "tensor") return factor.symbol.code === code;
    if (factor.kind === "function") return factor.argument.symbol.code === code;
    if (factor.kind === "power") return factor.base.symbol.code === code;
    return factor.kind === "row-function" && factor.argument.code === code;
  });
}

/** The link in these factors that is between the same two matrices. */
function findLink(factors: readonly Factor[], { of, by }: DerivativeFactor): DerivativeFactor | null {
  return (
    factors.find(
      (factor): factor is DerivativeFactor =>
        factor.kind === "derivative" &&
        sameSymbol(factor.of.symbol, of.symbol) &&
        sameSymbol(factor.by.symbol, by.symbol),
    ) ?? null
  );
}

/** The rule by itself. */
function localRule(
  held: DerivativeFactor,
  definition: Definition,
  body: Expression,
  right: Expression,
  unit: LocalRule["unit"],
): LocalRule {
  const free = [...held.of.indices, ...held.by.indices];
  const [only] = body.flatMap(({ factors }) => factors);
  const left: LocalRule["left"] =
    definition.writtenOut === true && body.length === 1 && body[0].factors.length === 1
      ? { kind: "derivative-of-factor", of: only, by: held.by }
      : held;
  return {
    left,
    right: unit === "zero" ? right.map((term) => dropUnitDeltas(term, free)) : right,
    free,
    unit,
  };
}

/** The number and the named numbers that all terms have in common. */
function commonNumber(terms: readonly Term[]): { coefficient: number; scalars: Factor[] } {
  const [first] = terms;
  const same = terms.every(({ coefficient }) => Math.abs(coefficient) === Math.abs(first.coefficient));
  const scalars = first.factors.filter(
    (factor) =>
      isScalarFactor(factor) &&
      terms.every(({ factors }) => factors.some((other) => sameScalar(factor, other))),
  );
  return { coefficient: same ? first.coefficient : 1, scalars };
}

function isCommon(factor: Factor, scalars: readonly Factor[]): boolean {
  return scalars.some((one) => sameScalar(one, factor));
}

function sameScalar(one: Factor, other: Factor): boolean {
  const left = scalarOf(one);
  const right = scalarOf(other);
  if (left === null || right === null) return false;
  return sameSymbol(left.symbol, right.symbol) && left.exponent === right.exponent;
}
