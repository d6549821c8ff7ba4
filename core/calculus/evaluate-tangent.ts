import { add, map } from "../matrix/elementwise.ts";
import { Matrix } from "../matrix/matrix.ts";
import { multiply, transpose } from "../matrix/product.ts";
import {
  broadcastProduct,
  broadcastSum,
  evaluateMatrix,
  number,
  softmaxOf,
  totalOf,
  traceOf,
  valueOf,
  wholeOrRealPower,
  type Values,
} from "./evaluate-matrix.ts";
import { shapeOf, type MatrixExpression, type MatrixTerm } from "./matrix-expression.ts";
import type { Definition } from "./program.ts";

/**
 * How a matrix expression changes with its names, by dual numbers: every operation carries a value and its
 * tangent. It knows nothing of index notation, so that derivations can be held against it.
 *
 * `tangents` has those names that change; all others stand still. Null is a tangent of zeros.
 */
export function tangentOf(matrix: MatrixExpression, values: Values, tangents: Values): Matrix | null {
  const tangent = (one: MatrixExpression): Matrix | null => tangentOf(one, values, tangents);
  switch (matrix.kind) {
    case "symbol":
      return tangents.get(matrix.symbol.code) ?? null;
    case "function": {
      const moved = tangents.get(matrix.argument.code);
      if (moved === undefined) return null;
      if (matrix.order === 1) throw new RangeError("second derivatives are not derived");
      return broadcastProduct(map(valueOf(values, matrix.argument), matrix.function.derivative), moved);
    }
    case "power": {
      const moved = tangents.get(matrix.base.code);
      if (moved === undefined) return null;
      const { exponent } = matrix;
      const slope = map(valueOf(values, matrix.base), (x) => exponent * wholeOrRealPower(x, exponent - 1));
      return broadcastProduct(slope, moved);
    }
    case "softmax": {
      const moved = tangents.get(matrix.argument.code);
      if (moved === undefined) return null;
      const h = softmaxOf(valueOf(values, matrix.argument));
      const means = totalOf(broadcastProduct(h, moved), "columns");
      return map(h, (x, i, j) => x * (moved.values[i * h.columns + j] - means.values[i]));
    }
    case "log-sum-exp": {
      const moved = tangents.get(matrix.argument.code);
      if (moved === undefined) return null;
      return totalOf(broadcastProduct(softmaxOf(valueOf(values, matrix.argument)), moved), "columns");
    }
    case "transpose": {
      const moved = tangent(matrix.of);
      return moved && transpose(moved);
    }
    case "product":
      return productTangent(matrix.factors, values, tangent, multiply);
    case "star":
      return productTangent(matrix.factors, values, tangent, broadcastProduct);
    case "sum": {
      const { rows, columns } = shapeOf(matrix);
      let total: Matrix | null = null;
      for (const term of matrix.terms) {
        const moved = termTangent(term, values, tangents);
        if (moved !== null) total = broadcastSum(total ?? Matrix.zeros(rows, columns), moved);
      }
      return total;
    }
    case "identity":
    case "ones":
      return null;
    case "total": {
      const moved = tangent(matrix.of);
      return moved && totalOf(moved, matrix.over);
    }
    case "trace": {
      const moved = tangent(matrix.of);
      return moved && traceOf(moved);
    }
  }
}

/** coefficient · scalar · … · matrix: the named numbers move one at a time, and so does the matrix. */
function termTangent(
  { coefficient, scalars, matrix }: MatrixTerm,
  values: Values,
  tangents: Values,
): Matrix | null {
  const sizes = scalars.map(({ symbol, exponent }) =>
    wholeOrRealPower(valueOf(values, symbol).values[0], exponent),
  );
  const all = sizes.reduce((product, size) => product * size, coefficient);
  const moved = matrix && tangentOf(matrix, values, tangents);
  let total = moved && map(moved, (x) => all * x);
  scalars.forEach(({ symbol, exponent }, position) => {
    const step = tangents.get(symbol.code);
    if (step === undefined) return;
    const slope =
      exponent * wholeOrRealPower(valueOf(values, symbol).values[0], exponent - 1) * step.values[0];
    const others = sizes.reduce(
      (product, size, k) => (k === position ? product : product * size),
      coefficient,
    );
    const still = matrix === null ? number(1) : evaluateMatrix(matrix, values);
    const part = map(still, (x) => others * slope * x);
    total = total === null ? part : broadcastSum(total, part);
  });
  return total;
}

/** The product rule in numbers: one factor moves at a time. */
function productTangent(
  factors: readonly MatrixExpression[],
  values: Values,
  tangent: (one: MatrixExpression) => Matrix | null,
  times: (a: Matrix, b: Matrix) => Matrix,
): Matrix | null {
  const still = factors.map((factor) => evaluateMatrix(factor, values));
  let total: Matrix | null = null;
  factors.forEach((factor, position) => {
    const moved = tangent(factor);
    if (moved === null) return;
    const part = still.with(position, moved).reduce(times);
    total = total === null ? part : add(total, part);
  });
  return total;
}

/** The tangents of all definitions where one number of a given matrix grows by 1. */
export function computeTangents(
  definitions: readonly Definition[],
  values: Values,
  moved: { readonly code: string; readonly row: number; readonly column: number },
): Map<string, Matrix> {
  const start = valueOfCode(values, moved.code);
  const direction = Matrix.zeros(start.rows, start.columns);
  direction.set(moved.row, moved.column, 1);
  const tangents = new Map([[moved.code, direction]]);
  for (const { symbol, matrix } of definitions) {
    const tangent = tangentOf(matrix, values, tangents);
    if (tangent !== null) tangents.set(symbol.code, tangent);
  }
  return tangents;
}

function valueOfCode(values: Values, code: string): Matrix {
  const found = values.get(code);
  if (found === undefined) throw new RangeError(`there are no numbers for ${code}`);
  return found;
}
