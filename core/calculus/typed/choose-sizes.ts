import type { Matrix } from "../../matrix/matrix.ts";
import { RandomState } from "../../random/random-state.ts";
import { builtInFunctions } from "./elementwise-function.ts";
import type { MatrixSize, Shape, Size } from "./shape.ts";
import type { Shapes } from "./shapes.ts";
import { namesOf, partsOfTyped, type TypedExpression } from "./typed-expression.ts";

/** Small and all different, the primes first, so that nothing fits by chance. */
const candidates: readonly number[] = [2, 3, 5, 4, 7, 6, 11, 9, 8, 10, 13, 12];

/** A number for every letter in the shapes, none of them a size that is known: the letters in their order. */
export function chooseSizes(shapes: Shapes): Map<string, number> {
  const known = new Set<Size>([1]);
  const letters = new Set<string>();
  for (const { rows, columns } of [...shapes.names.values(), ...shapes.nodes.values()]) {
    for (const size of [rows, columns]) {
      if (typeof size === "string") letters.add(size);
      else known.add(size);
    }
  }
  const chosen = new Map<string, number>();
  let next = 0;
  for (const letter of letters) {
    let size: number;
    do {
      // Beyond the list come 14, 15, …
      size = next < candidates.length ? candidates[next] : next + 2;
      next++;
    } while (known.has(size));
    chosen.set(letter, size);
  }
  return chosen;
}

/** A shape with these numbers for its letters. */
export function fixShape({ rows, columns }: Shape, chosen: ReadonlyMap<string, number>): MatrixSize {
  const fix = (size: Size): number => {
    const value = typeof size === "number" ? size : chosen.get(size);
    if (value === undefined) throw new Error(`no number is chosen for the size ${size}`);
    return value;
  };
  return { rows: fix(rows), columns: fix(columns) };
}

/**
 * Values for the names that have none yet, drawn from `np.random.RandomState(seed)` one after the other as
 * they stand in the text: from −1 to 1, or from 0.2 to 0.9 where the name stands in a logarithm, a root or
 * a denominator. Those that `given` holds stay.
 */
export function drawValues(
  expression: TypedExpression,
  shapes: Shapes,
  seed: number,
  given: ReadonlyMap<string, Matrix> = new Map(),
): Map<string, Matrix> {
  const chosen = chooseSizes(shapes);
  const random = new RandomState(seed);
  const positive = positiveNames(expression);
  const values = new Map<string, Matrix>();
  for (const [name, shape] of shapes.names) {
    const { rows, columns } = fixShape(shape, chosen);
    const [low, high] = positive.has(name) ? [0.2, 0.9] : [-1, 1];
    values.set(name, given.get(name) ?? random.uniform(low, high, rows, columns));
  }
  return values;
}

/** The names below anything that has no value for some numbers. */
function positiveNames(expression: TypedExpression): ReadonlySet<string> {
  const found = new Set<string>();
  const collect = (node: TypedExpression): void => {
    const partial = partialPart(node);
    if (partial !== null) namesOf(partial).forEach((name) => found.add(name));
    partsOfTyped(node).forEach(collect);
  };
  collect(expression);
  return found;
}

/** The part of a node for which not every number will do, or null. */
function partialPart(node: TypedExpression): TypedExpression | null {
  switch (node.kind) {
    case "divide":
      return node.right;
    case "power":
      return Number.isInteger(node.exponent) && node.exponent > 0 ? null : node.argument;
    case "call":
      return builtInFunctions.get(node.name)?.partial === true ? node.argument : null;
    default:
      return null;
  }
}
