import type { MatrixExpression } from "./matrix-expression.ts";
import type { ElementwiseSymbol, TensorSymbol } from "./symbol.ts";

/**
 * Expressions in index notation: a sum of products of factors, each factor an element of something named.
 *
 * Einstein's convention: an index that is not among the free ones of the whole is summed over, in every term by
 * itself. A factor *at a place*, such as f′(C_i0) beside Ỹ_i0, repeats the indices of the place at which it
 * stands; it takes no part in the count by which an index that stands twice is summed.
 */
export type Expression = readonly Term[];

/** coefficient · factor · factor · … */
export interface Term {
  readonly coefficient: number;
  readonly factors: readonly Factor[];
}

/** An index letter with the number of values it runs through. Inside one expression, letters tell indices apart. */
export interface Index {
  readonly letter: string;
  readonly size: number;
}

/** One element of a named tensor: `W⁽²⁾_kν`. */
export interface Reference {
  readonly symbol: TensorSymbol;
  /** One for each of the symbol's axes that carry an index. */
  readonly indices: readonly Index[];
}

export type Factor =
  | TensorFactor
  | DeltaFactor
  | FunctionFactor
  | PowerFactor
  | RowFunctionFactor
  | DerivativeFactor
  | MatrixFactor;

/** An element of a named tensor; `atPlace` where it is multiplied elementwise, and so sums nothing. */
export interface TensorFactor extends Reference {
  readonly kind: "tensor";
  readonly atPlace: boolean;
}

/** Kronecker's δ_ij: 1 if i = j, else 0. */
export interface DeltaFactor {
  readonly kind: "delta";
  readonly indices: readonly [Index, Index];
}

/** f(T_ij), or f′(T_ij) with order 1, which always stands at a place. */
export interface FunctionFactor {
  readonly kind: "function";
  readonly function: ElementwiseSymbol;
  readonly order: 0 | 1;
  readonly argument: Reference;
  /** Whether f(T_ij) itself is only multiplied elementwise; f′ always is. */
  readonly atPlace?: boolean;
}

/** (T_ij)^exponent. */
export interface PowerFactor {
  readonly kind: "power";
  readonly base: Reference;
  readonly exponent: number;
  readonly atPlace: boolean;
}

/**
 * A function of whole rows: softmax(Z)_ij, or the logarithm of the sum of exponentials, ln Σ_j e^Z_ij, which has
 * one index.
 */
export interface RowFunctionFactor {
  readonly kind: "row-function";
  readonly function: RowFunction;
  readonly argument: TensorSymbol;
  readonly indices: readonly Index[];
  /** The softmax of the argument, by its name: derivatives are written with it. */
  readonly softmax: TensorSymbol;
}

export type RowFunction = "softmax" | "log-sum-exp";

/** ∂of/∂by, which has the indices of both. */
export interface DerivativeFactor {
  readonly kind: "derivative";
  readonly of: Reference;
  readonly by: Reference;
}

/** An element of a matrix that has been put together from several factors. */
export interface MatrixFactor {
  readonly kind: "matrix";
  readonly matrix: MatrixExpression;
  /** Two for a matrix, one for a row or a column, none for a number. */
  readonly indices: readonly Index[];
  readonly atPlace?: boolean;
}

/** Every index of a factor, in the order in which it is written, those under f(·) included. */
export function indicesOf(factor: Factor): readonly Index[] {
  switch (factor.kind) {
    case "tensor":
    case "delta":
    case "matrix":
    case "row-function":
      return factor.indices;
    case "function":
      return factor.argument.indices;
    case "power":
      return factor.base.indices;
    case "derivative":
      return [...factor.of.indices, ...factor.by.indices];
  }
}

/** Whether a factor only repeats the indices of its place. */
export function isAtPlace(factor: Factor): boolean {
  if (factor.kind === "function") return factor.order === 1 || factor.atPlace === true;
  return isPlaceable(factor) && factor.atPlace === true;
}

/** Whether a factor at a place is written with a *; f′ needs none, since it never stands anywhere else. */
export function isStarred(factor: Factor): boolean {
  return isAtPlace(factor) && !(factor.kind === "function" && factor.order === 1);
}

/** All index letters of a term. */
export function lettersOf(term: Term): Set<string> {
  return new Set(term.factors.flatMap((factor) => indicesOf(factor).map(({ letter }) => letter)));
}

/** The indices of a term that are summed over: all that are not free, in order of appearance. */
export function summedIndices(term: Term, free: readonly Index[]): Index[] {
  const found = new Map<string, Index>();
  for (const factor of term.factors) for (const index of indicesOf(factor)) found.set(index.letter, index);
  for (const { letter } of free) found.delete(letter);
  return [...found.values()];
}

/** How often every index stands in a term, factors at a place left out. */
export function countIndices(term: Term): Map<string, number> {
  const counts = new Map<string, number>();
  for (const factor of term.factors) {
    if (isAtPlace(factor)) continue;
    for (const { letter } of indicesOf(factor)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  return counts;
}

/** A factor that may stand at a place. */
export type PlaceableFactor = TensorFactor | PowerFactor | FunctionFactor | MatrixFactor;

export function isPlaceable(factor: Factor): factor is PlaceableFactor {
  return ["tensor", "power", "function", "matrix"].includes(factor.kind);
}

/** The indices of a factor that run through more than one value: an axis of one place is written 0. */
export function longIndicesOf(factor: Factor): readonly Index[] {
  return indicesOf(factor).filter(({ size }) => size > 1);
}

export function tensor(symbol: TensorSymbol, indices: readonly Index[], atPlace = false): TensorFactor {
  return { kind: "tensor", symbol, indices, atPlace };
}

export function sameSymbol(one: TensorSymbol, other: TensorSymbol): boolean {
  return one.code === other.code;
}

/**
 * The term with those factors marked as standing at a place that only repeat the indices of another one, where
 * an index would otherwise stand more than twice: s_i beside Ŷ_it takes no part in the sum over i.
 */
export function settlePlaces(term: Term): Term {
  let left = term;
  for (;;) {
    const crowded = [...countIndices(left)].find(([, count]) => count > 2)?.[0];
    if (crowded === undefined) return left;
    const counts = countIndices(left);
    const main = left.factors.filter((factor) => !isAtPlace(factor));
    const named = main.filter(
      (factor): factor is PlaceableFactor =>
        isPlaceable(factor) && indicesOf(factor).some(({ letter }) => letter === crowded),
    );
    // What has been put together already comes last.
    const candidates = [
      ...named.filter(({ kind }) => kind !== "matrix"),
      ...named.filter(({ kind }) => kind === "matrix"),
    ];
    const inner =
      candidates.find((factor) => main.some((other) => other !== factor && isInside(factor, other))) ??
      // Its indices all stand elsewhere, too: M_qp beside δ_qm δ_pn.
      candidates.find((factor) =>
        longIndicesOf(factor).every(({ letter }) => (counts.get(letter) ?? 0) > 1),
      ) ??
      // It brings an index of its own: C_aj * M_vj ∂A_j.
      candidates.at(-1);
    if (inner === undefined) return left;
    const placed = { ...inner, atPlace: true };
    left = { ...left, factors: left.factors.map((factor) => (factor === inner ? placed : factor)) };
  }
}

/** Whether all indices of one factor are among another's; the one of an axis of one place says nothing. */
function isInside(inner: Factor, outer: Factor): boolean {
  const own = outer.kind === "derivative" ? outer.of.indices : indicesOf(outer);
  return longIndicesOf(inner).every(({ letter }) => own.some((index) => index.letter === letter));
}
