import { map } from "../matrix/elementwise.ts";
import { Matrix } from "../matrix/matrix.ts";
import { contract, type Labelled } from "./contraction.ts";
import {
  evaluateMatrix,
  logSumExpOf,
  softmaxOf,
  valueOf,
  wholeOrRealPower,
  type Values,
} from "./evaluate-matrix.ts";
import { tangentOf } from "./evaluate-tangent.ts";
import {
  indicesOf,
  type DeltaFactor,
  type DerivativeFactor,
  type Expression,
  type Factor,
  type Index,
  type Reference,
  type Term,
} from "./expression.ts";
import type { Definition } from "./program.ts";
import { renameFactor } from "./rename.ts";

/** What an expression in index notation is in numbers, row-major along the free indices. */
export function evaluateIndex(expression: Expression, free: readonly Index[], values: Values): Float64Array {
  const size = free.reduce((product, index) => product * index.size, 1);
  const total = new Float64Array(size);
  for (const term of expression) {
    const { factors, identities, coefficient } = substituteDeltas(term, free);
    const labelled = [...factors.map((factor) => numbersOf(factor, values)), ...identities];
    const part = contract(labelled, free, coefficient).values;
    for (let i = 0; i < size; i++) total[i] += part[i];
  }
  return total;
}

/** The largest of all magnitudes of an expression. */
export function magnitudeOfIndex(expression: Expression, free: readonly Index[], values: Values): number {
  return magnitudesOfIndex(expression, free, values).reduce((most, value) => Math.max(most, value), 0);
}

/** What the magnitudes of each term's summands add up to: how large the numbers are of whose sum it is what is left. */
export function magnitudesOfIndex(
  expression: Expression,
  free: readonly Index[],
  values: Values,
): Float64Array {
  const most = new Float64Array(free.reduce((product, index) => product * index.size, 1));
  for (const term of expression) {
    const { factors, identities, coefficient } = substituteDeltas(term, free);
    const labelled = [...factors.map((factor) => numbersOf(factor, values)), ...identities].map((one) => ({
      ...one,
      values: one.values.map(Math.abs),
    }));
    contract(labelled, free, Math.abs(coefficient)).values.forEach((value, i) => {
      most[i] = Math.max(most[i], value);
    });
  }
  return most;
}

/**
 * The expression at one place of what is differentiated by, with derivatives in it: each ∂T/∂U is computed by
 * dual numbers, from the right to the left of the chain.
 *
 * `tangents` are those of all definitions where that one number grows; `at` gives the free indices their values.
 * The derivative by that number stands last in its term.
 */
export function evaluateAt(
  expression: Expression,
  at: ReadonlyMap<string, number>,
  values: Values,
  tangents: Values,
  definitionOf: (code: string) => Definition | null,
): number {
  return expression.reduce((sum, term) => sum + evaluateTermAt(term, at, values, tangents, definitionOf), 0);
}

function evaluateTermAt(
  term: Term,
  at: ReadonlyMap<string, number>,
  values: Values,
  tangents: Values,
  definitionOf: (code: string) => Definition | null,
): number {
  const fixed = [...at].map(([letter, value]): Labelled & { readonly letter: string } => ({
    letter,
    indices: [],
    values: Float64Array.of(value),
  }));
  const pinned = (factors: readonly Factor[], free: readonly Index[], moved: Labelled | null): Labelled => {
    const all = factors.map((factor) =>
      factor.kind === "delta" ? identityOf(factor) : numbersOf(factor, values),
    );
    if (moved !== null) all.push(moved);
    const sliced = all.map((one) =>
      fixed.reduce((left, { letter, values: [place] }) => slice(left, letter, place), one),
    );
    const open = free.filter(({ letter }) => !at.has(letter));
    return contract(sliced, open, 1);
  };
  let moved: Labelled | null = null;
  let group: Factor[] = [];
  for (const factor of [...term.factors].reverse()) {
    if (factor.kind !== "derivative") {
      group = [factor, ...group];
      continue;
    }
    moved =
      moved === null
        ? labelledTangent(factor.of, tangents)
        : pushForward(factor, pinned(group, factor.by.indices, moved), values, definitionOf);
    group = [];
  }
  return term.coefficient * pinned(group, [], moved).values[0];
}

/** One link ∂T/∂U, applied to a change of U. */
function pushForward(
  { of, by }: DerivativeFactor,
  direction: Labelled,
  values: Values,
  definitionOf: (code: string) => Definition | null,
): Labelled {
  const definition = definitionOf(of.symbol.code);
  if (definition === null) throw new RangeError(`${of.symbol.code} has no definition`);
  const { rows, columns } = by.symbol;
  const change = new Matrix(rows, columns, Float64Array.from(direction.values));
  const tangent = tangentOf(definition.matrix, values, new Map([[by.symbol.code, change]]));
  return { indices: of.indices, values: (tangent ?? Matrix.zeros(of.symbol.rows, of.symbol.columns)).values };
}

function labelledTangent(of: Reference, tangents: Values): Labelled {
  const { rows, columns } = of.symbol;
  const tangent = tangents.get(of.symbol.code) ?? Matrix.zeros(rows, columns);
  return { indices: of.indices, values: tangent.values };
}

/** The numbers of one factor with its indices as the names of its axes. */
export function numbersOf(factor: Factor, values: Values): Labelled {
  switch (factor.kind) {
    case "tensor":
      return { indices: factor.indices, values: valueOf(values, factor.symbol).values };
    case "delta":
      return identityOf(factor);
    case "function": {
      const { apply, derivative } = factor.function;
      const argument = valueOf(values, factor.argument.symbol);
      return {
        indices: factor.argument.indices,
        values: map(argument, factor.order === 0 ? apply : derivative).values,
      };
    }
    case "power": {
      const base = valueOf(values, factor.base.symbol);
      return {
        indices: factor.base.indices,
        values: map(base, (x) => wholeOrRealPower(x, factor.exponent)).values,
      };
    }
    case "row-function": {
      const argument = valueOf(values, factor.argument);
      const result = factor.function === "softmax" ? softmaxOf(argument) : logSumExpOf(argument);
      return { indices: factor.indices, values: result.values };
    }
    case "matrix":
      return { indices: factor.indices, values: evaluateMatrix(factor.matrix, values).values };
    case "derivative":
      throw new RangeError("internal: derivatives are evaluated along the chain");
  }
}

function identityOf({ indices }: DeltaFactor): Labelled {
  const [{ size }] = indices;
  const values = new Float64Array(size * size);
  for (let i = 0; i < size; i++) values[i * size + i] = 1;
  return { indices, values };
}

/** Fixes one index at a place. */
function slice(labelled: Labelled, letter: string, place: number): Labelled {
  const axis = labelled.indices.findIndex((index) => index.letter === letter);
  if (axis === -1) return labelled;
  const { indices, values } = labelled;
  const { size } = indices[axis];
  const inner = indices.slice(axis + 1).reduce((product, index) => product * index.size, 1);
  const outer = values.length / (inner * size);
  const kept = new Float64Array(outer * inner);
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) kept[o * inner + i] = values[(o * size + place) * inner + i];
  }
  return slice({ indices: indices.filter((_, position) => position !== axis), values: kept }, letter, place);
}

/**
 * What the δ of a term say, taken at their word: indices that they make equal are one index. It does not go by
 * the rule that eliminates them, so that the rule can be held against it.
 */
function substituteDeltas(
  term: Term,
  free: readonly Index[],
): { factors: Factor[]; identities: Labelled[]; coefficient: number } {
  const groups = new Map<string, Index[]>();
  for (const factor of term.factors) {
    if (factor.kind !== "delta") continue;
    const members = factor.indices.flatMap((index) => groups.get(index.letter) ?? [index]);
    for (const { letter } of members) groups.set(letter, members);
  }
  const renaming = new Map<string, Index>();
  const identities: Labelled[] = [];
  let coefficient = term.coefficient;
  const rest = term.factors.filter((factor) => factor.kind !== "delta");
  for (const members of new Set(groups.values())) {
    const outside = members.filter(({ letter }) => free.some((index) => index.letter === letter));
    const [leader] = outside.length > 0 ? outside : members;
    for (const member of members) renaming.set(member.letter, leader);
    for (const other of outside.slice(1)) {
      if (other.letter !== leader.letter)
        identities.push(identityOf({ kind: "delta", indices: [leader, other] }));
    }
    const letters = new Set(members.map(({ letter }) => letter));
    const stands = rest.some((factor) => indicesOf(factor).some(({ letter }) => letters.has(letter)));
    if (outside.length === 0 && !stands) coefficient *= leader.size;
  }
  return { factors: rest.map((factor) => renameFactor(factor, renaming)), identities, coefficient };
}
