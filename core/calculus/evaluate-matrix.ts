import { softplus } from "../functions/saturating.ts";
import { exp } from "../functions/exponential.ts";
import { log } from "../functions/log.ts";
import { power } from "../functions/power.ts";
import { combineBroadcast } from "../matrix/broadcast.ts";
import { map } from "../matrix/elementwise.ts";
import { Matrix } from "../matrix/matrix.ts";
import { multiply, transpose } from "../matrix/product.ts";
import { sum } from "../matrix/reductions.ts";
import type { MatrixExpression, MatrixTerm } from "./matrix-expression.ts";
import type { Definition } from "./program.ts";
import type { TensorSymbol } from "./symbol.ts";

/** Numbers for names, by their code; a row is (1, n), a number (1, 1). */
export type Values = ReadonlyMap<string, Matrix>;

/** The numbers of a named matrix. @throws RangeError if there are none. */
export function valueOf(values: Values, { code, rows, columns }: TensorSymbol): Matrix {
  const found = values.get(code);
  if (found === undefined) throw new RangeError(`there are no numbers for ${code}`);
  if (found.rows !== rows || found.columns !== columns) {
    throw new RangeError(
      `${code} is (${rows},${columns}), but its numbers are (${found.rows},${found.columns})`,
    );
  }
  return found;
}

/** The values of all definitions, from first to last, beside those that are given. */
export function computeAll(definitions: readonly Definition[], given: Values): Map<string, Matrix> {
  const values = new Map(given);
  for (const { symbol, matrix } of definitions) values.set(symbol.code, evaluateMatrix(matrix, values));
  return values;
}

/** What a matrix expression is in numbers. */
export function evaluateMatrix(matrix: MatrixExpression, values: Values): Matrix {
  const evaluate = (one: MatrixExpression): Matrix => evaluateMatrix(one, values);
  switch (matrix.kind) {
    case "symbol":
      return valueOf(values, matrix.symbol);
    case "function": {
      const { apply, derivative } = matrix.function;
      return map(valueOf(values, matrix.argument), matrix.order === 0 ? apply : derivative);
    }
    case "power":
      return map(valueOf(values, matrix.base), (x) => wholeOrRealPower(x, matrix.exponent));
    case "softmax":
      return softmaxOf(valueOf(values, matrix.argument));
    case "log-sum-exp":
      return logSumExpOf(valueOf(values, matrix.argument));
    case "transpose":
      return transpose(evaluate(matrix.of));
    case "product":
      return matrix.factors.map(evaluate).reduce(multiply);
    case "star":
      return matrix.factors.map(evaluate).reduce(broadcastProduct);
    case "sum":
      return evaluateTerms(matrix.terms, values);
    case "identity":
      return identity(matrix.size);
    case "ones":
      return map(Matrix.zeros(matrix.size, 1), () => 1);
    case "total":
      return totalOf(evaluate(matrix.of), matrix.over);
    case "trace":
      return traceOf(evaluate(matrix.of));
  }
}

/** A sum of matrix terms in numbers; a term without a matrix is a number, and no terms at all are 0. */
export function evaluateTerms(terms: readonly MatrixTerm[], values: Values): Matrix {
  if (terms.length === 0) return number(0);
  return terms
    .map(({ coefficient, scalars, matrix }) => {
      const factor = scalars.reduce(
        (product, { symbol, exponent }) =>
          product * wholeOrRealPower(valueOf(values, symbol).values[0], exponent),
        coefficient,
      );
      return map(matrix === null ? number(1) : evaluateMatrix(matrix, values), (x) => factor * x);
    })
    .reduce(broadcastSum);
}

export function number(value: number): Matrix {
  return new Matrix(1, 1, Float64Array.of(value));
}

/** x to a power: squares and cubes by multiplying, as NumPy's `**2` does. */
export function wholeOrRealPower(x: number, exponent: number): number {
  if (exponent === 1) return x;
  if (exponent === 2) return x * x;
  if (exponent === -1) return 1 / x;
  if (exponent === 0.5) return Math.sqrt(x);
  if (exponent === 0) return 1;
  return power(x, exponent);
}

/** A * B with NumPy's broadcasting of rows, columns and numbers. */
export function broadcastProduct(a: Matrix, b: Matrix): Matrix {
  return combineBroadcast(a, b, (x, y) => x * y);
}

export function broadcastSum(a: Matrix, b: Matrix): Matrix {
  return combineBroadcast(a, b, (x, y) => x + y);
}

export function totalOf(a: Matrix, over: "rows" | "columns" | "all"): Matrix {
  if (over === "all") return number(sum(a));
  if (over === "rows") {
    const sums = Matrix.zeros(1, a.columns);
    for (let p = 0; p < a.values.length; p++) sums.values[p % a.columns] += a.values[p];
    return sums;
  }
  return map(Matrix.zeros(a.rows, 1), (_, i) => {
    let total = 0;
    for (let j = 0; j < a.columns; j++) total += a.values[i * a.columns + j];
    return total;
  });
}

export function traceOf(a: Matrix): Matrix {
  let total = 0;
  for (let i = 0; i < Math.min(a.rows, a.columns); i++) total += a.values[i * a.columns + i];
  return number(total);
}

function identity(size: number): Matrix {
  return map(Matrix.zeros(size, size), (_, i, j) => (i === j ? 1 : 0));
}

function largestOfRow(z: Matrix, i: number): number {
  return z.values
    .subarray(i * z.columns, (i + 1) * z.columns)
    .reduce((most, x) => Math.max(most, x), -Infinity);
}

/** e^z / Σ e^z over each row, the largest taken away first. */
export function softmaxOf(z: Matrix): Matrix {
  const powers = map(z, (x, i) => exp(x - largestOfRow(z, i)));
  const sums = totalOf(powers, "columns");
  return map(powers, (x, i) => x / sums.values[i]);
}

/** ln Σ e^z over each row, (m, 1). */
export function logSumExpOf(z: Matrix): Matrix {
  if (z.columns === 1) return z;
  return map(Matrix.zeros(z.rows, 1), (_, i) => {
    const row = z.values.subarray(i * z.columns, (i + 1) * z.columns);
    if (row.length === 2) {
      // max + softplus of minus the distance: no digit of a small difference is lost.
      return Math.max(row[0], row[1]) + softplus(-Math.abs(row[0] - row[1]));
    }
    const largest = largestOfRow(z, i);
    return largest + log(row.reduce((total, x) => total + exp(x - largest), 0));
  });
}
