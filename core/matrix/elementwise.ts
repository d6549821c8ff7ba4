import { formatShape, ShapeError } from "../errors.ts";
import { Matrix } from "./matrix.ts";

/** f(A): the same shape, every element through `f`, which is told the row and the column too. */
export function map(a: Matrix, f: (value: number, i: number, j: number) => number): Matrix {
  const mapped = new Matrix(a.rows, a.columns);
  for (let i = 0, position = 0; i < a.rows; i++) {
    for (let j = 0; j < a.columns; j++, position++) {
      mapped.values[position] = f(a.values[position], i, j);
    }
  }
  return mapped;
}

/**
 * A + B, element by element, for equal shapes.
 *
 * @throws ShapeError in NumPy's words if the shapes differ.
 */
export function add(a: Matrix, b: Matrix): Matrix {
  return combine(a, b, (x, y) => x + y);
}

/**
 * A − B, element by element, for equal shapes.
 *
 * @throws ShapeError in NumPy's words if the shapes differ.
 */
export function subtract(a: Matrix, b: Matrix): Matrix {
  return combine(a, b, (x, y) => x - y);
}

/**
 * A * B, element by element (not the product A·B), for equal shapes.
 *
 * @throws ShapeError in NumPy's words if the shapes differ.
 */
export function multiplyElements(a: Matrix, b: Matrix): Matrix {
  return combine(a, b, (x, y) => x * y);
}

/**
 * A matrix with one row added to each of its rows, as `A + b` does in NumPy for b of shape (columns,).
 *
 * @throws ShapeError in NumPy's words if the row's length is not the number of columns.
 */
export function addRow(a: Matrix, row: Float64Array): Matrix {
  if (row.length !== a.columns) {
    throw new ShapeError(
      `operands could not be broadcast together with shapes ${formatShape(a)} (${row.length},)`,
    );
  }
  return map(a, (value, _, j) => value + row[j]);
}

/** A times a number. */
export function scale(a: Matrix, factor: number): Matrix {
  return map(a, (value) => value * factor);
}

function combine(a: Matrix, b: Matrix, f: (x: number, y: number) => number): Matrix {
  if (a.rows !== b.rows || a.columns !== b.columns) {
    throw new ShapeError(
      `operands could not be broadcast together with shapes ${formatShape(a)} ${formatShape(b)}`,
    );
  }
  const combined = new Matrix(a.rows, a.columns);
  for (let position = 0; position < a.values.length; position++) {
    combined.values[position] = f(a.values[position], b.values[position]);
  }
  return combined;
}
