import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Matrix } from "../../../core/matrix/matrix.ts";
import { formatMatrix, formatVector } from "../../../core/matrix/printing.ts";

interface Figure {
  readonly name: string;
  readonly shape: readonly number[];
  /** NaN and infinities are strings: `nan`, `inf`, `-inf`. */
  readonly values: readonly (number | string)[];
  readonly printed: string;
}

const figures = JSON.parse(
  readFileSync(new URL("../../fixtures/printing.json", import.meta.url), "utf8"),
) as { readonly matrices: readonly Figure[]; readonly vectors: readonly Figure[] };

function valuesOf(figure: Figure): Float64Array {
  return Float64Array.from(figure.values, (value) =>
    typeof value === "number" ? value : Number(value.replace("inf", "Infinity")),
  );
}

describe("a matrix prints as NumPy prints it", () => {
  test.each(figures.matrices)("$name", (figure) => {
    const [rows, columns] = figure.shape;
    expect(formatMatrix(new Matrix(rows, columns, valuesOf(figure)))).toBe(figure.printed);
  });
});

describe("a vector prints as NumPy prints it", () => {
  test.each(figures.vectors)("$name", (figure) => {
    expect(formatVector(valuesOf(figure))).toBe(figure.printed);
  });
});
