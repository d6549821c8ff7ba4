import { ChainPaths } from "./chain-paths.ts";
import { commonNumber, isCommon } from "./common-number.ts";
import { layOf, type Derivation, type LocalRule, type SharedPart } from "./derivation.ts";
import { differentiate } from "./differentiate.ts";
import { dropUnitDeltas } from "./eliminate.ts";
import {
  lettersOf,
  sameSymbol,
  summedIndices,
  tensor,
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
import { Dependencies, type Definition, type Program } from "./program.ts";
import { linkRule, localRule } from "./local-rule.ts";
import { axesOf, indicesFor } from "./symbol-indices.ts";
import type { Reason } from "./reason.ts";
import { linkReason, passReason } from "./reasons-for.ts";
import type { TensorSymbol } from "./symbol.ts";
import { pendingOf, Working } from "./working.ts";

/*
 * Longer than most files: what follows from what is decided here, in one place.
 */

/** A derivation of more steps than this is of no use to anybody. */
const MOST_STEPS = 2000;
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
  readonly #paths: ChainPaths;
  readonly #working: Working;
  readonly #letters: Letters;
  readonly #shared: SharedPart[] = [];

  constructor(program: Program, by: TensorSymbol) {
    this.#program = program;
    this.#dependencies = new Dependencies(program, by);
    this.#paths = new ChainPaths(this.#dependencies, by, this.#dependencies.ingredientsOf(program.result));
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
    this.#working = new Working([{ coefficient: 1, factors: [start] }], this.#free, this.#letters);
  }

  run(): Derivation {
    const start = this.#working.expression;
    for (let pending = this.#pending(); pending !== null; pending = this.#pending()) {
      this.#descend(pending);
      if (this.#working.steps.length > MOST_STEPS) {
        throw new TooLongError(`its derivation takes more than ${MOST_STEPS} steps`);
      }
    }
    this.#working.eliminateAll();
    const index = this.#working.expression;
    if (this.#free.length <= 2) this.#working.orderAll(this.#free);
    this.#working.collect(this.#working.expression);
    const by = this.#by.symbol;
    const lay = layOf({ by, program: this.#program });
    // A name for what has no matrix notation would only hide it.
    const writable = this.#free.length <= 2 && this.#shared.every((part) => part.matrix !== null);
    const matrix = writable ? matrixTerms(this.#working.expression, this.#free, lay) : null;
    return {
      program: this.#program,
      by,
      start,
      free: this.#free,
      steps: this.#working.steps,
      shared: this.#shared,
      result: { index, matrix },
    };
  }

  /** The matrix that is to be differentiated next: the last one of the program that still stands under a ∂. */
  #pending(): TensorSymbol | null {
    let found: TensorSymbol | null = null;
    for (const term of this.#working.expression) {
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
    // What was gathered may have cancelled.
    if (this.#working.waitingTerms(symbol).length === 0) return;
    const definition = this.#dependencies.definitionOf(symbol);
    if (definition === null) throw new Error(`internal: ${symbol.code} has no definition`);
    if (!this.#dependencies.depends(symbol)) {
      this.#working.replaceTerms(
        this.#working.expression.filter((term) => pendingOf(term) !== null),
        [],
        { rule: "none", symbol: this.#by.symbol },
      );
      return;
    }
    const path = this.#paths.pathFrom(symbol);
    if (path.length > 0) this.#sweep(symbol, path);
    else this.#passThrough(definition);
  }

  /**
   * Several terms that wait for the same matrix become one: what they multiply it by is added up and, unless it
   * is a single matrix, gets a name.
   */
  #gather(symbol: TensorSymbol): void {
    const waiting = (): Term[] => this.#working.waitingTerms(symbol);
    if (waiting().length < 2) return;
    for (const term of waiting()) this.#working.eliminateIn(term);
    this.#working.align(waiting());
    this.#working.recogniseIn(symbol, this.#program);
    if (waiting().length > 1) this.#nameFactor(waiting(), symbol);
  }

  #definition(symbol: TensorSymbol): Definition {
    const definition = this.#dependencies.definitionOf(symbol);
    if (definition === null) throw new Error(`internal: ${symbol.code} has no definition`);
    return definition;
  }

  /** The chain rule along a path: first all links, then each by its own rule. */
  #sweep(symbol: TensorSymbol, path: readonly TensorSymbol[]): void {
    const term = this.#working.waitingFor(symbol);
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
    this.#working.replaceTerms([term], [{ ...term, factors }], {
      rule: "chain",
      path: [symbol, ...path, this.#by.symbol],
    });
    links.forEach((link) => this.#resolve(link));
    const end = path[path.length - 1];
    // Other paths lead there, too: what they bring is gathered first.
    if (this.#paths.isShared(end)) return;
    const waiting = (): Term[] => this.#working.waitingTerms(end);
    const definition = this.#definition(end);
    const single = this.#dependencies.dependentIn(definition).length === 1;
    if (waiting().length === 1 && single && this.#paths.linkFrom(end) === null) {
      this.#passThrough(definition);
      return;
    }
    for (const one of waiting()) this.#working.eliminateIn(one);
    this.#working.align(waiting());
    this.#nameFactor(waiting(), end);
  }

  /** Indices for a matrix in the middle of the chain. */
  #place(symbol: TensorSymbol): Reference {
    if (symbol.axes === "both") return { symbol, indices: this.#letters.pair(symbol.rows, symbol.columns) };
    const size = axesOf(symbol);
    return { symbol, indices: size.map((one) => this.#letters.fresh("p", one)) };
  }

  /** One link of the chain by the rule for its kind, wherever it stands. */
  #resolve(link: DerivativeFactor): void {
    const definition = this.#definition(link.of.symbol);
    const variable = link.by.symbol;
    const holders = this.#working.expression.filter(({ factors }) => findLink(factors, link) !== null);
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
      const reason = linkReason({ ...definition, indices: held.of.indices, body }, variable);
      this.#substitute(term, held, right, reason, linkRule(link, held, definition, body, right));
    }
  }

  /** Puts a matrix's definition in its place and differentiates that. */
  #passThrough(definition: Definition): void {
    const { symbol } = definition;
    const term = this.#working.waitingFor(symbol);
    const dependents = this.#dependencies.dependentIn(definition).length;
    if (dependents > 1) this.#working.eliminateIn(term);
    const held = this.#working
      .waitingFor(symbol)
      .factors.find(
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
      this.#working.waitingFor(symbol),
      held,
      right,
      passReason(definition, this.#by.symbol, reached, this.#program, this.#dependencies),
      localRule(held, definition, body, right, "zero"),
    );
  }

  /** A derivative in a term gives way to the terms that a rule made of it. */
  #substitute(term: Term, held: Factor, right: Expression, reason: Reason, local: LocalRule | null): void {
    const made = right.map((part): Term => {
      const place = term.factors.indexOf(held);
      const factors = [...term.factors.slice(0, place), ...part.factors, ...term.factors.slice(place + 1)];
      const coefficient = term.coefficient * part.coefficient * timesRepeated(term, factors, this.#free);
      return dropUnitDeltas({ coefficient, factors: waitingLast(factors) }, this.#free);
    });
    this.#working.replaceTerms([term], made, reason, { local });
  }

  /** Whether what a term multiplies by has indices of the result itself: then it is no matrix that could be named. */
  #reachesOut(term: Term, place: readonly Index[]): boolean {
    const inside = new Set(place.map(({ letter }) => letter));
    const rest = { ...term, factors: term.factors.filter(({ kind }) => kind !== "derivative") };
    const letters = lettersOf(rest);
    return this.#free.some(({ letter }) => letters.has(letter) && !inside.has(letter));
  }

  /** The number before a shared name; of a sum, it has the sign that the program wishes. */
  #sharedNumber(terms: readonly Term[]): ReturnType<typeof commonNumber> {
    const common = commonNumber(terms);
    const turned = this.#program.descends === true && terms.length > 1 && common.coefficient > 0;
    return turned ? { ...common, coefficient: -common.coefficient } : common;
  }

  /** What the terms multiply the matrix they wait for by gets a name, unless it has one. */
  #nameFactor(terms: readonly Term[], symbol: TensorSymbol): void {
    const place = pendingOf(terms[0])!.of.indices;
    if (terms.some((term) => this.#reachesOut(term, place))) return;
    const ordered = this.#working.collect(terms.map((term) => this.#working.orderIn(term, place)));
    if (ordered.length === 0) return;
    const common = this.#sharedNumber(ordered);
    const waiting = ordered[0].factors.find((factor) => factor.kind === "derivative")!;
    const body = ordered.map((term): Term => ({
      coefficient: term.coefficient / common.coefficient,
      factors: term.factors.filter(
        ({ kind }, position) => kind !== "derivative" && !isCommon(term.factors[position], common.scalars),
      ),
    }));
    if (isBareName(body)) return;
    // What is taken away stands behind what it is taken from.
    body.sort((one, other) => Math.sign(other.coefficient) - Math.sign(one.coefficient));
    const name = this.#program.nameOfShared(symbol);
    const matrices = matrixTerms(body, place, symbol);
    const matrix = matrices && singleMatrix(matrices);
    const shared: SharedPart = { symbol: name, indices: place, body, matrix };
    const made: Term = {
      coefficient: common.coefficient,
      factors: [...common.scalars, tensor(name, place), waiting],
    };
    this.#shared.push(shared);
    this.#working.replaceTerms(ordered, [made], { rule: "name", symbol: name, of: symbol }, { shared });
    const free = this.#free.map(({ letter }) => letter);
    this.#letters.reset([...free, ...this.#working.expression.flatMap((term) => [...lettersOf(term)])]);
  }
}

/**
 * How often a part stands in a sum whose index it does not have: a row that is broadcast is the same in every
 * row, so that a sum over the rows has it as often as there are rows.
 */
function timesRepeated(term: Term, factors: readonly Factor[], free: readonly Index[]): number {
  const letters = lettersOf({ coefficient: 1, factors });
  return summedIndices(term, free)
    .filter(({ letter }) => !letters.has(letter))
    .reduce((times, { size }) => times * size, 1);
}

/** Whether an expression is one named matrix and nothing else: it has a name already. */
function isBareName([term, ...others]: Expression): boolean {
  if (others.length > 0 || term.coefficient !== 1 || term.factors.length !== 1) return false;
  const [factor] = term.factors;
  return factor.kind === "tensor" || (factor.kind === "matrix" && factor.matrix.kind === "symbol");
}

/** The derivative by what is differentiated by stands behind everything that does not belong to its chain. */
function waitingLast(factors: readonly Factor[]): Factor[] {
  const last = factors.findLastIndex(({ kind }) => kind === "derivative");
  const first = factors.findIndex(({ kind }) => kind === "derivative");
  if (last === -1 || last === factors.length - 1) return [...factors];
  const chain = factors.slice(first, last + 1);
  return [...factors.slice(0, first), ...factors.slice(last + 1), ...chain];
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
