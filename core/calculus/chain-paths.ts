import { isAtPlace, sameSymbol, type Term } from "./expression.ts";
import type { Dependencies } from "./program.ts";
import type { TensorSymbol } from "./symbol.ts";

/** So many matrix products are taken in one sweep, as the article does; longer chains are taken in parts. */
const PRODUCTS_PER_SWEEP = 2;

/** Finds the way that the chain rule takes through a program, down to what is differentiated by. */
export class ChainPaths {
  readonly #dependencies: Dependencies;
  readonly #by: TensorSymbol;
  readonly #used: ReadonlySet<string>;

  /** `used` are the codes of everything that the result is made of. */
  constructor(dependencies: Dependencies, by: TensorSymbol, used: ReadonlySet<string>) {
    this.#dependencies = dependencies;
    this.#by = by;
    this.#used = used;
  }

  /** The matrices that a sweep of the chain rule goes through, one after the other; none where it cannot be used. */
  pathFrom(symbol: TensorSymbol): TensorSymbol[] {
    const whole: TensorSymbol[] = [];
    let branches = false;
    for (let at = symbol; !branches;) {
      const next = this.linkFrom(at);
      if (next === null) break;
      whole.push(next);
      branches = this.isShared(next) || this.#branches(at);
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
  linkFrom(symbol: TensorSymbol): TensorSymbol | null {
    const definition = this.#dependencies.definitionOf(symbol);
    if (definition === null) return null;
    const dependent = this.#dependencies.dependentIn(definition);
    if (dependent.length !== 1 || sameSymbol(dependent[0], this.#by)) return null;
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

  /** Whether several matrices that lead to the result are made of this one. */
  isShared(symbol: TensorSymbol): boolean {
    return this.#dependencies.usesOf(symbol, this.#used) > 1;
  }

  /** Whether differentiating a matrix gives several terms for the same one. */
  #branches(symbol: TensorSymbol): boolean {
    const body = this.#dependencies.definitionOf(symbol)?.body ?? [];
    return body.some(({ factors }) => factors[0]?.kind === "row-function");
  }
}

/** Whether a named matrix stands in a term. */
export function mentions({ factors }: Term, { code }: TensorSymbol): boolean {
  return factors.some((factor) => {
    if (factor.kind === "tensor") return factor.symbol.code === code;
    if (factor.kind === "function") return factor.argument.symbol.code === code;
    if (factor.kind === "power") return factor.base.symbol.code === code;
    return factor.kind === "row-function" && factor.argument.code === code;
  });
}
