import { ShapeError } from "../errors.ts";

/** A matrix of float64, row-major: element (i, j) is `values[i * columns + j]`. Either size may be 0. */
export class Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;

  /**
   * Wraps `values` without copying; zeros if they are left out.
   *
   * @throws RangeError if a size is not a whole number from 0.
   * @throws ShapeError if there are not exactly rows · columns values.
   */
  constructor(rows: number, columns: number, values?: Float64Array) {
    if (!isSize(rows) || !isSize(columns)) {
      throw new RangeError(`a matrix has whole numbers of rows and columns, not (${rows},${columns})`);
    }
    const held = values ?? new Float64Array(rows * columns);
    if (held.length !== rows * columns) {
      throw new ShapeError(`cannot reshape array of size ${held.length} into shape (${rows},${columns})`);
    }
    this.rows = rows;
    this.columns = columns;
    this.values = held;
  }

  /** `np.zeros((rows, columns))`. */
  static zeros(rows: number, columns: number): Matrix {
    return new Matrix(rows, columns);
  }

  /**
   * `np.array(rows)`. No rows at all make a (0,0) matrix.
   *
   * @throws ShapeError if a row is not as long as the first; rows count from 0.
   */
  static from(rows: readonly (readonly number[])[]): Matrix {
    const columns = rows.length === 0 ? 0 : rows[0].length;
    const matrix = new Matrix(rows.length, columns);
    rows.forEach((row, i) => {
      if (row.length !== columns) {
        throw new ShapeError(`row ${i} has ${row.length} elements, but row 0 has ${columns}`);
      }
      matrix.values.set(row, i * columns);
    });
    return matrix;
  }

  /**
   * Element (i, j), counted from 0.
   *
   * @throws RangeError if it lies outside.
   */
  at(i: number, j: number): number {
    return this.values[this.#position(i, j)];
  }

  /**
   * Replaces element (i, j), counted from 0.
   *
   * @throws RangeError if it lies outside.
   */
  set(i: number, j: number, value: number): void {
    this.values[this.#position(i, j)] = value;
  }

  /** A copy as nested arrays, as NumPy's `tolist()` gives it. */
  toRows(): number[][] {
    return Array.from({ length: this.rows }, (_, i) =>
      Array.from(this.values.subarray(i * this.columns, (i + 1) * this.columns)),
    );
  }

  /** Where element (i, j) stands in `values`; the messages are NumPy's. */
  #position(i: number, j: number): number {
    if (!(Number.isInteger(i) && i >= 0 && i < this.rows)) {
      throw new RangeError(`index ${i} is out of bounds for axis 0 with size ${this.rows}`);
    }
    if (!(Number.isInteger(j) && j >= 0 && j < this.columns)) {
      throw new RangeError(`index ${j} is out of bounds for axis 1 with size ${this.columns}`);
    }
    return i * this.columns + j;
  }
}

function isSize(size: number): boolean {
  return Number.isSafeInteger(size) && size >= 0;
}
