import { ShapeError } from "../../errors.ts";
import { combineBroadcast } from "../../matrix/broadcast.ts";
import { add, map, scale } from "../../matrix/elementwise.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { multiply, transpose } from "../../matrix/product.ts";
import { sumAlong, traceOf } from "./broadcasting.ts";
import { functionOf, type ElementwiseFunction } from "./elementwise-function.ts";
import { describeMismatch } from "./describe-mismatch.ts";
import type { KnownShape } from "./shape.ts";
import { inferShapes } from "./shapes.ts";
import { spellOutVectors } from "./spell-out-vectors.ts";
import type { BinaryNode, ReductionNode, TypedExpression } from "./typed-expression.ts";
import { writeTyped } from "./write-typed.ts";

/** What the names stand for; a single number is (1,1). */
export type TypedValues = ReadonlyMap<string, Matrix>;

/** What the free functions stand for. */
export type FreeFunctions = ReadonlyMap<string, ElementwiseFunction>;

const none: FreeFunctions = new Map();

/**
 * The value of an expression, as NumPy computes it: a single number is (1,1), a vector one row. `shapes` says more of
 * the names than the sizes of their values where that is not enough.
 *
 * @throws ShapeError in NumPy's words if the values do not fit.
 * @throws Error if a name or a free function has no value.
 */
export function evaluateTyped(
  expression: TypedExpression,
  values: TypedValues,
  free: FreeFunctions = none,
  shapes: ReadonlyMap<string, KnownShape> = values,
): Matrix {
  return evaluate(prepare(expression, shapes), values, free, null).value;
}

/**
 * The derivative of an expression along one element of one name, rows and columns counted from 0: for each
 * element of the value, how fast it grows with that number. In forward mode: every operation passes on its
 * value together with its tangent, and no derivative is ever written as an expression.
 *
 * @throws ShapeError in NumPy's words if the values do not fit.
 * @throws RangeError if the name has no such element.
 * @throws Error if a name or a free function has no value.
 */
export function evaluateTangent(
  expression: TypedExpression,
  values: TypedValues,
  name: string,
  row: number,
  column: number,
  free: FreeFunctions = none,
): Matrix {
  return tangentsOf(expression, values, name, free)(row, column);
}

/** The same for any element: the expression is made ready once. */
export function tangentsOf(
  expression: TypedExpression,
  values: TypedValues,
  name: string,
  free: FreeFunctions = none,
  shapes: ReadonlyMap<string, KnownShape> = values,
): (row: number, column: number) => Matrix {
  const prepared = prepare(expression, shapes);
  return (row, column) => {
    const along = valueOf(name, values);
    const direction = Matrix.zeros(along.rows, along.columns);
    direction.set(row, column, 1);
    const { value, tangent } = evaluate(prepared, values, free, { name, direction });
    return tangent ?? Matrix.zeros(value.rows, value.columns);
  };
}

/** The expression in matrices alone, with its shapes checked. */
function prepare(expression: TypedExpression, known: ReadonlyMap<string, KnownShape>): TypedExpression {
  const { shapes, mismatches } = inferShapes(expression, known);
  if (mismatches.length > 0) throw new ShapeError(describeMismatch(mismatches[0], writeTyped));
  return spellOutVectors(expression, shapes);
}

/** A value and how it moves; a tangent of null is zero everywhere. */
interface Dual {
  readonly value: Matrix;
  readonly tangent: Matrix | null;
}

interface Moving {
  readonly name: string;
  readonly direction: Matrix;
}

function valueOf(name: string, values: TypedValues): Matrix {
  const value = values.get(name);
  if (value === undefined) throw new Error(`no value is given for ${name}`);
  return value;
}

function evaluate(
  node: TypedExpression,
  values: TypedValues,
  free: FreeFunctions,
  moving: Moving | null,
): Dual {
  const part = (one: TypedExpression): Dual => evaluate(one, values, free, moving);
  const linear = (argument: TypedExpression, f: (a: Matrix) => Matrix): Dual => {
    const { value, tangent } = part(argument);
    return { value: f(value), tangent: tangent && f(tangent) };
  };
  switch (node.kind) {
    case "number":
      return { value: Matrix.from([[node.value]]), tangent: null };
    case "name": {
      const tangent = moving?.name === node.name ? moving.direction : null;
      return { value: valueOf(node.name, values), tangent };
    }
    case "negative":
      return linear(node.argument, (a) => map(a, (x) => -x));
    case "transpose":
      return linear(node.argument, transpose);
    case "trace":
      return linear(node.argument, traceOf);
    case "sum":
      return linear(node.argument, (a) => sumAlong(a, node.axis));
    case "mean":
      return linear(node.argument, (a) => meanAlong(a, node.axis));
    case "power":
    case "call":
    case "extreme": {
      const { value, tangent } = part(node.argument);
      const f = functionOf(node, free);
      // What stands still has no slope to multiply: at the root of 0, say, it would be infinite.
      const moved = (x: number, i: number, j: number): number => {
        const along = tangent === null ? 0 : tangent.at(i, j);
        return along === 0 ? 0 : f.derivative(x) * along;
      };
      return { value: map(value, (x) => f.value(x)), tangent: tangent && map(value, moved) };
    }
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
    case "product":
      return combine(node, part(node.left), part(node.right));
  }
}

function meanAlong(a: Matrix, axis: ReductionNode["axis"]): Matrix {
  const count = axis === null ? a.values.length : axis === 0 ? a.rows : a.columns;
  return map(sumAlong(a, axis), (total) => total / count);
}

function combine({ kind }: BinaryNode, left: Dual, right: Dual): Dual {
  const [u, v] = [left.value, right.value];
  switch (kind) {
    case "add":
    case "subtract": {
      const f = kind === "add" ? (x: number, y: number) => x + y : (x: number, y: number) => x - y;
      const moved = (one: Dual): Matrix => one.tangent ?? Matrix.zeros(one.value.rows, one.value.columns);
      const still = left.tangent === null && right.tangent === null;
      return {
        value: combineBroadcast(u, v, f),
        tangent: still ? null : combineBroadcast(moved(left), moved(right), f),
      };
    }
    case "multiply": {
      const times = (x: number, y: number): number => x * y;
      return {
        value: combineBroadcast(u, v, times),
        tangent: sumOf(
          left.tangent && combineBroadcast(left.tangent, v, times),
          right.tangent && combineBroadcast(u, right.tangent, times),
        ),
      };
    }
    case "divide": {
      const value = combineBroadcast(u, v, (x, y) => x / y);
      // (du − (u/v) dv) / v
      const byLeft = left.tangent && combineBroadcast(left.tangent, v, (x, y) => x / y);
      const moved = right.tangent && combineBroadcast(value, right.tangent, (x, y) => x * y);
      const byRight =
        moved &&
        scale(
          combineBroadcast(moved, v, (x, y) => x / y),
          -1,
        );
      return { value, tangent: sumOf(byLeft, byRight) };
    }
    case "product":
      return {
        value: multiply(u, v),
        tangent: sumOf(
          left.tangent && multiply(left.tangent, v),
          right.tangent && multiply(u, right.tangent),
        ),
      };
  }
}

function sumOf(a: Matrix | null, b: Matrix | null): Matrix | null {
  return a && b ? add(a, b) : (a ?? b);
}
