import type { ElementwiseSymbol, TensorSymbol } from "./symbol.ts";

/**
 * Expressions in matrix notation, as NumPy would compute them: everything has two sizes, · is the matrix
 * product, * the elementwise one, with NumPy's broadcasting of rows, columns and numbers.
 */
export type MatrixExpression =
  | { readonly kind: "symbol"; readonly symbol: TensorSymbol }
  /** f(M), or f′(M) with order 1. */
  | {
      readonly kind: "function";
      readonly function: ElementwiseSymbol;
      readonly order: 0 | 1;
      readonly argument: TensorSymbol;
    }
  /** Element by element. */
  | { readonly kind: "power"; readonly base: TensorSymbol; readonly exponent: number }
  | { readonly kind: "softmax"; readonly argument: TensorSymbol }
  | { readonly kind: "log-sum-exp"; readonly argument: TensorSymbol }
  | { readonly kind: "transpose"; readonly of: MatrixExpression }
  | { readonly kind: "product"; readonly factors: readonly MatrixExpression[] }
  | { readonly kind: "star"; readonly factors: readonly MatrixExpression[] }
  | { readonly kind: "sum"; readonly terms: readonly MatrixTerm[] }
  | { readonly kind: "identity"; readonly size: number }
  /** A column (n, 1) of ones. */
  | { readonly kind: "ones"; readonly size: number }
  /** Sums over all rows, (1, n) of an (m, n); over all columns, (m, 1); over everything, (1, 1). */
  | { readonly kind: "total"; readonly over: "rows" | "columns" | "all"; readonly of: MatrixExpression }
  | { readonly kind: "trace"; readonly of: MatrixExpression };

/** coefficient · scalar · scalar · … · matrix; without a matrix it is a number. */
export interface MatrixTerm {
  readonly coefficient: number;
  /** Named numbers with their powers: 1/M. */
  readonly scalars: readonly ScalarPower[];
  readonly matrix: MatrixExpression | null;
}

export interface ScalarPower {
  readonly symbol: TensorSymbol;
  readonly exponent: number;
}

export interface Shape {
  readonly rows: number;
  readonly columns: number;
}

/** The shape that a matrix expression has. */
export function shapeOf(matrix: MatrixExpression): Shape {
  switch (matrix.kind) {
    case "symbol":
      return matrix.symbol;
    case "function":
    case "softmax":
      return matrix.argument;
    case "power":
      return matrix.base;
    case "log-sum-exp":
      return { rows: matrix.argument.rows, columns: 1 };
    case "transpose": {
      const { rows, columns } = shapeOf(matrix.of);
      return { rows: columns, columns: rows };
    }
    case "product":
      return {
        rows: shapeOf(matrix.factors[0]).rows,
        columns: shapeOf(matrix.factors[matrix.factors.length - 1]).columns,
      };
    case "star":
      return broadcast(matrix.factors.map(shapeOf));
    case "sum":
      return broadcast(
        matrix.terms.map((term) => (term.matrix ? shapeOf(term.matrix) : { rows: 1, columns: 1 })),
      );
    case "identity":
      return { rows: matrix.size, columns: matrix.size };
    case "ones":
      return { rows: matrix.size, columns: 1 };
    case "total": {
      const { rows, columns } = shapeOf(matrix.of);
      return {
        rows: matrix.over === "columns" ? rows : 1,
        columns: matrix.over === "rows" ? columns : 1,
      };
    }
    case "trace":
      return { rows: 1, columns: 1 };
  }
}

function broadcast(shapes: readonly Shape[]): Shape {
  return {
    rows: Math.max(...shapes.map(({ rows }) => rows)),
    columns: Math.max(...shapes.map(({ columns }) => columns)),
  };
}

/** M.T, as deep inside as a person would write it: M.T.T is M, and (A·B).T stays whole. */
export function transposeOf(matrix: MatrixExpression): MatrixExpression {
  switch (matrix.kind) {
    case "transpose":
      return matrix.of;
    case "identity":
    case "trace":
      return matrix;
    case "product":
      return productOf([...matrix.factors].reverse().map(transposeOf));
    default: {
      const { rows, columns } = shapeOf(matrix);
      return rows === 1 && columns === 1 ? matrix : { kind: "transpose", of: matrix };
    }
  }
}

/** A·B·…: products inside are taken apart, and neighbours that are all transposed share one .T: (X·W).T. */
export function productOf(factors: readonly MatrixExpression[]): MatrixExpression {
  const flat = factors.flatMap(flatten);
  const parts: MatrixExpression[] = [];
  for (let start = 0; start < flat.length;) {
    let end = start;
    while (end < flat.length && flat[end].kind === "transpose") end++;
    const run = flat.slice(start, end).flatMap((one) => (one.kind === "transpose" ? [one.of] : []));
    if (run.length >= 2) {
      parts.push({ kind: "transpose", of: { kind: "product", factors: run.reverse() } });
    } else {
      parts.push(...flat.slice(start, Math.max(end, start + 1)));
      end = Math.max(end, start + 1);
    }
    start = end;
  }
  return parts.length === 1 ? parts[0] : { kind: "product", factors: parts };
}

/** The factors of a product from left to right, each transposed by itself: what shapes are joined along. */
export function flatten(matrix: MatrixExpression): readonly MatrixExpression[] {
  if (matrix.kind === "product") return matrix.factors.flatMap(flatten);
  if (matrix.kind === "transpose" && matrix.of.kind === "product") {
    return [...matrix.of.factors].reverse().flatMap((one) => flatten(transposeLeaf(one)));
  }
  return [matrix];
}

function transposeLeaf(matrix: MatrixExpression): MatrixExpression {
  return matrix.kind === "transpose" ? matrix.of : { kind: "transpose", of: matrix };
}

/** A * B * …, element by element; the last one may itself be a longer product of this kind. */
export function starOf(factors: readonly MatrixExpression[]): MatrixExpression {
  const flat = factors.flatMap((factor) => (factor.kind === "star" ? factor.factors : [factor]));
  return flat.length === 1 ? flat[0] : { kind: "star", factors: flat };
}
