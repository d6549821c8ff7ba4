import { indicesOf, isAtPlace, type Factor, type Index, type MatrixFactor, type Term } from "./expression.ts";
import { productOf, shapeOf, starOf, transposeOf, type MatrixExpression } from "./matrix-expression.ts";
import type { Reason, Transposition } from "./reason.ts";
import { writeMatrixText } from "./write-text.ts";

/** One step of ordering: two factors become one, or a sum is taken. */
export interface Ordering {
  readonly term: Term;
  readonly reason: Reason;
  readonly before: readonly Factor[];
  readonly after: readonly Factor[];
}

/**
 * Puts a term in index notation into matrix notation, one step at a time: factors with the same two indices
 * are multiplied elementwise; where a summed index joins exactly two factors, they are a matrix product, in
 * which it stands inside and the other indices outside. (The indices are the vertices of a graph, the factors
 * its edges: what can be written in matrix notation are the series-parallel ones.)
 *
 * Null where no further step is possible. The term must be free of derivatives.
 */
export function orderNext(term: Term, free: readonly Index[]): Ordering | null {
  const factors = term.factors.filter((factor) => indicesOf(factor).length > 0);
  return (
    closeLoop(term, factors, free) ??
    multiplyElements(term, factors, free) ??
    attachVector(term, factors, free) ??
    multiply(term, factors, free) ??
    sumOut(term, factors, free) ??
    spread(term, factors, free) ??
    multiplyOuter(term, factors, free)
  );
}

/** Whether a term is one matrix, with named numbers at most, whose indices are the free ones in their order. */
export function orderedMatrix(term: Term, free: readonly Index[]): MatrixExpression | null {
  const factors = term.factors.filter((factor) => indicesOf(factor).length > 0);
  if (factors.length !== 1) return null;
  const { matrix, indices } = asMatrix(factors[0]);
  const letters = indices.map(({ letter }) => letter).join(" ");
  const long = free.filter(({ size }) => size > 1);
  if (free.length === 2 && indices.length === 1 && long.every((index) => has(factors[0], index))) {
    // The other axis has one place, and nothing needs its index.
    if (indices[0].letter === free[0].letter) return asColumn(matrix, indices[0]);
    return indices[0].letter === free[1].letter ? asRow(matrix, indices[0]) : null;
  }
  if (letters === free.map(({ letter }) => letter).join(" ")) return matrix;
  const turned = [...free].reverse().map(({ letter }) => letter);
  return indices.length === 2 && letters === turned.join(" ") ? transposeOf(matrix) : null;
}

/** A factor as a matrix with its indices; a row and a column have one index, a number none. */
export function asMatrix(factor: Factor): { matrix: MatrixExpression; indices: readonly Index[] } {
  switch (factor.kind) {
    case "tensor":
      return { matrix: { kind: "symbol", symbol: factor.symbol }, indices: factor.indices };
    case "matrix":
      return factor;
    case "delta":
      return { matrix: { kind: "identity", size: factor.indices[0].size }, indices: factor.indices };
    case "function": {
      const { function: f, order, argument } = factor;
      return {
        matrix: { kind: "function", function: f, order, argument: argument.symbol },
        indices: argument.indices,
      };
    }
    case "power":
      return {
        matrix: { kind: "power", base: factor.base.symbol, exponent: factor.exponent },
        indices: factor.base.indices,
      };
    case "row-function":
      return { matrix: { kind: factor.function, argument: factor.argument }, indices: factor.indices };
    case "derivative":
      throw new RangeError("internal: a derivative is no matrix");
  }
}

/** Whether a matrix with one index is a column (n, 1), not a row. */
function isColumn(matrix: MatrixExpression, index: Index): boolean {
  const { rows, columns } = shapeOf(matrix);
  return rows === index.size && columns === 1;
}

/** The same numbers as a column, whichever way they lie. */
function asColumn(matrix: MatrixExpression, index: Index): MatrixExpression {
  return isColumn(matrix, index) ? matrix : transposeOf(matrix);
}

function asRow(matrix: MatrixExpression, index: Index): MatrixExpression {
  return isColumn(matrix, index) && index.size !== 1 ? transposeOf(matrix) : matrix;
}

/** δ that stays between two free indices keeps its own; everything else becomes one factor in place of two. */
function replace(term: Term, before: readonly Factor[], made: Factor | null): Term {
  const place = Math.min(...before.map((factor) => term.factors.indexOf(factor)));
  const factors = term.factors.flatMap((factor, position) => {
    const rest = before.includes(factor) ? [] : [factor];
    return position === place && made !== null ? [made, ...rest] : rest;
  });
  return { ...term, factors };
}

function isFree({ letter }: Index, free: readonly Index[]): boolean {
  return free.some((one) => one.letter === letter);
}

function has(factor: Factor, { letter }: Index): boolean {
  return indicesOf(factor).some((index) => index.letter === letter);
}

function spell(factor: Factor): string {
  return writeMatrixText(asMatrix(factor).matrix);
}

/** U_ii: the trace, where i is summed and stands nowhere else. */
function closeLoop(term: Term, factors: readonly Factor[], free: readonly Index[]): Ordering | null {
  for (const factor of factors) {
    const { matrix, indices } = asMatrix(factor);
    if (indices.length !== 2 || indices[0].letter !== indices[1].letter) continue;
    const [index] = indices;
    if (isFree(index, free) || factors.some((other) => other !== factor && has(other, index))) continue;
    const made: MatrixFactor = { kind: "matrix", matrix: { kind: "trace", of: matrix }, indices: [] };
    return {
      term: replace(term, [factor], made),
      reason: { rule: "trace", index, matrix: writeMatrixText(matrix) },
      before: [factor],
      after: [made],
    };
  }
  return null;
}

/** Two factors with the same indices are multiplied elementwise. */
function multiplyElements(term: Term, factors: readonly Factor[], free: readonly Index[]): Ordering | null {
  for (const [position, left] of factors.entries()) {
    const one = asMatrix(left);
    if (one.indices.length === 2 && one.indices[0].letter === one.indices[1].letter) continue;
    for (const right of factors.slice(position + 1)) {
      const other = asMatrix(right);
      const same =
        other.indices.length === one.indices.length &&
        one.indices.every((index) => has(right, index)) &&
        other.indices.every((index) => has(left, index));
      if (!same) continue;
      if (one.indices.length === 1 && !sharedPlace(factors, left, right, free)) continue;
      return star(term, left, right, free);
    }
  }
  return null;
}

/** Two vectors along one index: elementwise only where the index goes on, to something else or to the result. */
function sharedPlace(
  factors: readonly Factor[],
  left: Factor,
  right: Factor,
  free: readonly Index[],
): boolean {
  const [index] = asMatrix(left).indices;
  return (
    isFree(index, free) || factors.some((other) => other !== left && other !== right && has(other, index))
  );
}

function star(term: Term, left: Factor, right: Factor, free: readonly Index[]): Ordering {
  const one = asMatrix(left);
  const other = asMatrix(right);
  const { indices } = leader(one, other, free);
  const rows = [one, other].every(({ matrix, indices: own }) => !isColumn(matrix, own[0]));
  const turned = ({ matrix, indices: own }: typeof one): MatrixExpression => {
    // Two rows stay rows: neither has to be turned.
    if (own.length === 1) return rows ? matrix : asColumn(matrix, own[0]);
    return own[0].letter === indices[0].letter ? matrix : transposeOf(matrix);
  };
  const made: MatrixFactor = { kind: "matrix", matrix: starOf([turned(one), turned(other)]), indices };
  return {
    term: replace(term, [left, right], made),
    reason: { rule: "star", left: spell(left), right: spell(right), indices },
    before: [left, right],
    after: [made],
  };
}

/** Which of two decides how their elementwise product lies: what is written without a .T, else the result. */
function leader(one: Laid, other: Laid, free: readonly Index[]): Laid {
  const [mine, theirs] = [one, other].map(({ matrix }) => prefersToLie(matrix));
  if (mine !== theirs) return mine ? one : other;
  const wanted = free.map(({ letter }) => letter).join(" ");
  const lies = ({ indices }: Laid): boolean => indices.map(({ letter }) => letter).join(" ") === wanted;
  return lies(other) && !lies(one) ? other : one;
}

interface Laid {
  readonly matrix: MatrixExpression;
  readonly indices: readonly Index[];
}

/** A name, f′ of a name, or an elementwise product: transposing it would cost a .T. */
function prefersToLie({ kind }: MatrixExpression): boolean {
  return (
    kind === "symbol" || kind === "function" || kind === "power" || kind === "star" || kind === "softmax"
  );
}

/** A row or column along an index that goes on elsewhere scales the rows or columns of a matrix: *, with broadcasting. */
function attachVector(term: Term, factors: readonly Factor[], free: readonly Index[]): Ordering | null {
  for (const vector of factors) {
    const { matrix, indices } = asMatrix(vector);
    if (indices.length !== 1) continue;
    const [index] = indices;
    const others = factors.filter((factor) => factor !== vector && has(factor, index));
    const inside = !isFree(index, free);
    if (others.length === 0 || (inside && others.length === 1)) continue;
    const target = others.find((factor) => asMatrix(factor).indices.length === 2);
    if (target === undefined) continue;
    const whole = asMatrix(target);
    const alongRows = whole.indices[0].letter === index.letter;
    const lying = alongRows ? asColumn(matrix, index) : asRow(matrix, index);
    const made: MatrixFactor = {
      kind: "matrix",
      matrix: starOf([whole.matrix, lying]),
      indices: whole.indices,
    };
    return {
      term: replace(term, [vector, target], made),
      reason: { rule: "star", left: spell(target), right: spell(vector), indices: [index] },
      before: [vector, target],
      after: [made],
    };
  }
  return null;
}

/** A summed index that stands in one factor only is summed over there. */
function sumOut(term: Term, factors: readonly Factor[], free: readonly Index[]): Ordering | null {
  for (const factor of factors) {
    const { matrix, indices } = asMatrix(factor);
    if (indices.length === 2 && indices[0].letter === indices[1].letter) continue;
    const alone = indices.filter(
      (index) => !isFree(index, free) && !factors.some((other) => other !== factor && has(other, index)),
    );
    if (alone.length === 0) continue;
    // An axis of one place needs no sum of its own where the other one is summed anyway.
    const [index] = alone.length > 1 ? alone.filter(({ size }) => size > 1).concat(alone) : alone;
    const all = alone.length === indices.length;
    const over = all ? "all" : indices[0].letter === index.letter ? "rows" : "columns";
    const made: MatrixFactor = {
      kind: "matrix",
      // Along an axis of one place there is nothing to add.
      matrix: index.size === 1 && !all ? matrix : { kind: "total", over, of: matrix },
      indices: all ? [] : indices.filter(({ letter }) => letter !== index.letter),
    };
    return {
      term: replace(term, [factor], made),
      reason: { rule: "sum-over", index, matrix: writeMatrixText(matrix) },
      before: [factor],
      after: [made],
    };
  }
  return null;
}

/**
 * A summed index in exactly two factors: their matrix product. What stands at a place waits until something has
 * come there that it can be multiplied with.
 */
function multiply(term: Term, factors: readonly Factor[], free: readonly Index[]): Ordering | null {
  const candidates = new Map<string, Index>();
  for (const factor of factors) for (const index of indicesOf(factor)) candidates.set(index.letter, index);
  const pairs = [...candidates.values()]
    .filter((index) => !isFree(index, free))
    .map((summed) => ({ summed, joined: factors.filter((factor) => has(factor, summed)) }))
    .filter(({ joined }) => joined.length === 2);
  const eager = pairs.filter(({ joined }) => !joined.some(isAtPlace));
  for (const { summed, joined } of [...eager, ...pairs]) {
    const [left, right] = joined;
    const made = join(left, right, summed, free);
    if (made === null) continue;
    return {
      term: replace(term, joined, made.factor),
      reason: {
        rule: "dot",
        summed,
        left: spell(made.swapped ? right : left),
        right: spell(made.swapped ? left : right),
        transposed: made.transposed,
      },
      before: joined,
      after: [made.factor],
    };
  }
  return null;
}

/** A free index that stands nowhere: the term is the same along that axis, which a column of ones says. */
function spread(term: Term, factors: readonly Factor[], free: readonly Index[]): Ordering | null {
  const missing = free.find((index) => index.size > 1 && !factors.some((factor) => has(factor, index)));
  if (missing === undefined || free.length > 2) return null;
  // Everything else has come together already, or this would be too early.
  if (factors.length > 1 || factors.some((factor) => asMatrix(factor).indices.length > 1)) return null;
  const made: MatrixFactor = {
    kind: "matrix",
    matrix: { kind: "ones", size: missing.size },
    indices: [missing],
  };
  return {
    term: { ...term, factors: [...term.factors, made] },
    reason: { rule: "spread", index: missing },
    before: [],
    after: [made],
  };
}

/** u_m v_n, a column times a row: the outer product. */
function multiplyOuter(term: Term, factors: readonly Factor[], free: readonly Index[]): Ordering | null {
  if (free.length !== 2 || factors.length !== 2) return null;
  const [row, column] = free;
  const left = factors.find((factor) => isAlong(factor, row));
  const right = factors.find((factor) => isAlong(factor, column));
  if (left === undefined || right === undefined) return null;
  const matrix = productOf([asColumn(asMatrix(left).matrix, row), asRow(asMatrix(right).matrix, column)]);
  const made: MatrixFactor = { kind: "matrix", matrix, indices: [row, column] };
  return {
    term: replace(term, [left, right], made),
    reason: { rule: "outer", left: spell(left), right: spell(right), indices: [row, column] },
    before: [left, right],
    after: [made],
  };
}

function isAlong(factor: Factor, { letter }: Index): boolean {
  const { indices } = asMatrix(factor);
  return indices.length === 1 && indices[0].letter === letter;
}

interface Joined {
  readonly factor: MatrixFactor;
  readonly swapped: boolean;
  readonly transposed: readonly Transposition[];
}

/** The product of two factors along one index, with the outer indices where the result wants them. */
function join(left: Factor, right: Factor, summed: Index, free: readonly Index[]): Joined | null {
  const ends = [left, right].map((factor) => {
    const { matrix, indices } = asMatrix(factor);
    const outer = indices.filter(({ letter }) => letter !== summed.letter);
    return {
      factor,
      matrix,
      indices,
      outer: outer[0] as Index | undefined,
      loop: indices.length === 2 && outer.length === 0,
    };
  });
  if (ends.some(({ loop }) => loop)) return null;
  const swapped = comesLast(ends[0], ends[1], summed, free);
  const [first, last] = swapped ? [ends[1], ends[0]] : ends;
  const transposed: Transposition[] = [];
  const lay = (end: (typeof ends)[number], place: "first" | "last"): MatrixExpression => {
    if (end.outer === undefined) {
      return place === "first" ? asRow(end.matrix, summed) : asColumn(end.matrix, summed);
    }
    const wanted = place === "first" ? end.outer : summed;
    if (end.indices[0].letter === wanted.letter) return end.matrix;
    const isOwn = free.length === 2 && free[place === "first" ? 0 : 1].letter === end.outer.letter;
    transposed.push({
      matrix: writeMatrixText(end.matrix),
      index: end.outer,
      place,
      ...(isOwn && { free: true }),
    });
    return transposeOf(end.matrix);
  };
  const matrix = productOf([lay(first, "first"), lay(last, "last")]);
  const indices = [first.outer, last.outer].filter((index) => index !== undefined);
  return { factor: { kind: "matrix", matrix, indices }, swapped, transposed };
}

interface End {
  readonly matrix: MatrixExpression;
  readonly indices: readonly Index[];
  readonly outer: Index | undefined;
}

/** Whether the left factor's outer index has to stand last: it is the result's last, or that saves transposing. */
function comesLast(left: End, right: End, summed: Index, free: readonly Index[]): boolean {
  const [firstFree, lastFree] = free;
  const is = (end: End, index: Index | undefined): boolean =>
    end.outer !== undefined && index !== undefined && end.outer.letter === index.letter;
  if (free.length === 2) {
    if (is(left, firstFree) || is(right, lastFree)) return false;
    if (is(right, firstFree) || is(left, lastFree)) return true;
  }
  const cost = (end: End, place: 0 | 1): number =>
    end.outer === undefined || end.indices[place].letter === summed.letter ? 0 : 1;
  return cost(left, 0) + cost(right, 1) < cost(left, 1) + cost(right, 0);
}
