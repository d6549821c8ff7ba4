import { Matrix } from "../matrix/matrix.ts";
import { transpose } from "../matrix/product.ts";
import { extrapolatedSlopes } from "./central-differences.ts";
import { derive } from "./derive.ts";
import type { Derivation } from "./derivation.ts";
import { computeAll } from "./evaluate-matrix.ts";
import { prove, STEP_TOLERANCE, type Proof } from "./prove.ts";
import { assumeVectors } from "./typed/assume-vectors.ts";
import { checkShapes } from "./typed/check-shapes.ts";
import { chooseSizes, drawValues, fixShape } from "./typed/choose-sizes.ts";
import { builtInFunctions, type ElementwiseFunction } from "./typed/elementwise-function.ts";
import { evaluateTyped, tangentsOf } from "./typed/evaluate-typed.ts";
import { layAsColumns } from "./typed/lay-as-columns.ts";
import { parseTyped } from "./typed/parse-typed.ts";
import type { KnownShape, Shape } from "./typed/shape.ts";
import { inferShapes, shapeIn, type Shapes } from "./typed/shapes.ts";
import { freeFunctionsOf, type TypedExpression } from "./typed/typed-expression.ts";
import type { TypedProblem } from "./typed/typed-problem.ts";
import { typedProgram, type TypedProgram } from "./typed-program.ts";

/** What a typed expression is held against: names and functions that are known, and a seed for the others. */
export interface TypedContext {
  /** The numbers of names that have some. */
  readonly values?: ReadonlyMap<string, Matrix>;
  /** What f, g, f1, … mean; `tanh` where it is left out. */
  readonly functions?: ReadonlyMap<string, ElementwiseFunction>;
  /** The shapes of names that have no numbers, as far as a person has said them. */
  readonly shapes?: ReadonlyMap<string, Shape>;
  readonly seed?: number;
}

/** A typed expression that can be read, with its shapes. */
export interface ReadTyped {
  readonly text: string;
  /** As it was typed, but for vectors with one axis, which are columns in it. */
  readonly expression: TypedExpression;
  /** Shapes with letters where nothing is known of a size. */
  readonly shapes: Shapes;
  /** The number that each letter was given, so that it can be computed. */
  readonly sizes: ReadonlyMap<string, number>;
  /** The shapes of the names in `expression`, in numbers. */
  readonly laid: ReadonlyMap<string, KnownShape>;
  /** The names of which nothing was said that are taken for vectors. */
  readonly assumed: readonly string[];
  /** The numbers of all names, drawn where there were none; of one axis a column. */
  readonly values: ReadonlyMap<string, Matrix>;
  readonly functions: ReadonlyMap<string, ElementwiseFunction>;
  /** The names whose numbers were drawn. */
  readonly drawn: readonly string[];
  readonly program: TypedProgram;
}

export type TypedReading =
  | { readonly ok: true; readonly read: ReadTyped }
  | {
      readonly ok: false;
      readonly problems: readonly [TypedProblem, ...TypedProblem[]];
      /** The shapes of the names as far as they are known in spite of the mistakes; none where it cannot be read. */
      readonly names: ReadonlyMap<string, Shape>;
    };

/** The derivative of a typed expression by one of its names, with everything that speaks for it. */
export interface ProvedTyped {
  readonly derivation: Derivation;
  readonly proof: Proof;
  /** The largest differences from forward mode and from central differences, relative to the proof's scale. */
  readonly fromTangents: number;
  readonly fromDifferences: number;
  readonly proved: boolean;
}

/** Central differences agree to this, relative to the largest magnitudes that are added up. */
export const DIFFERENCE_TOLERANCE = 1e-6;
const STEP = 2 ** -12;
/** So many elements are compared where there are more. */
const MOST_COMPARED = 64;

/** What a person has to know of how the shapes of an expression were read. */
export interface HowRead {
  /** Names of which nothing was said, taken for vectors. */
  readonly vectors: readonly string[];
  /** Names with one axis, written as columns. */
  readonly columns: readonly string[];
  /** The result's shape where it is derived as the single number in it. */
  readonly single: Shape | null;
}

export function howRead({ assumed, shapes, program }: ReadTyped): HowRead {
  return {
    vectors: assumed.filter((name) => shapes.names.get(name)?.dimensions !== 0),
    columns: program.vectors,
    single: shapes.scalar && shapes.whole.dimensions > 0 ? shapes.whole : null,
  };
}

/** Reads a typed expression, infers its shapes and finds numbers for what has none. */
export function readTyped(text: string, context: TypedContext = {}): TypedReading {
  const parsed = parseTyped(text);
  if (!parsed.ok) return { ...parsed, names: new Map() };
  const given = context.values ?? new Map<string, Matrix>();
  const said = new Map<string, KnownShape>([...(context.shapes ?? []), ...given]);
  const assumed = assumeVectors(parsed.expression, said);
  const checked = checkShapes(text, parsed.expression, new Map([...said, ...assumed]));
  if (!checked.ok) return { ok: false, problems: checked.problems, names: checked.shapes.names };
  const { shapes } = checked;
  const sizes = chooseSizes(shapes);
  const vectors = [...shapes.names].filter(([, { dimensions }]) => dimensions === 1).map(([name]) => name);
  const drawnValues = drawValues(parsed.expression, shapes, context.seed ?? 1, given);
  const values = new Map(
    [...drawnValues].map(([name, value]) => [name, vectors.includes(name) ? transpose(value) : value]),
  );
  const functions = new Map(
    freeFunctionsOf(parsed.expression).map((name) => [name, context.functions?.get(name) ?? standIn(name)]),
  );
  const { expression, laid, shapeOf } = layOut(parsed.expression, shapes, sizes, vectors.length > 0);
  const program = { ...typedProgram({ expression, shapeOf, functions }), vectors };
  const drawn = [...shapes.names.keys()].filter((name) => !given.has(name));
  const names = [...assumed.keys()];
  return {
    ok: true,
    read: { text, expression, shapes, sizes, laid, assumed: names, values, functions, drawn, program },
  };
}

/** The expression without vectors of one axis among its names, and its shapes in numbers. */
function layOut(
  typed: TypedExpression,
  shapes: Shapes,
  sizes: ReadonlyMap<string, number>,
  hasVectors: boolean,
): Pick<ReadTyped, "expression" | "laid"> & { readonly shapeOf: (node: TypedExpression) => Shape } {
  const fixed = (shape: Shape): Shape => ({
    dimensions: shape.dimensions,
    ...fixShape(shape, sizes),
  });
  const laid = new Map(
    [...shapes.names].map(([name, shape]): [string, Shape] => {
      const { dimensions, rows, columns } = fixed(shape);
      return [
        name,
        dimensions === 1 ? { dimensions: 2, rows: columns, columns: 1 } : { dimensions, rows, columns },
      ];
    }),
  );
  const expression = hasVectors ? layAsColumns(typed, (node) => shapeIn(shapes, node)) : typed;
  const inferred = hasVectors ? inferShapes(expression, laid).shapes : shapes;
  return { expression, laid, shapeOf: (node) => fixed(shapeIn(inferred, node)) };
}

/** A function that nothing is said of is taken to be tanh where numbers are needed. */
function standIn(name: string): ElementwiseFunction {
  return { ...builtInFunctions.get("tanh")!, name };
}

/**
 * Derives a typed expression by one of its names, without numbers.
 *
 * @throws TooLongError (calculus/derive.ts) if the derivation takes too many steps.
 * @throws RangeError if the expression has no such name.
 */
export function deriveOnly({ program }: ReadTyped, name: string): Derivation {
  const by = program.names.find(({ code }) => code === name);
  if (by === undefined) throw new RangeError(`there is no ${name} in the expression`);
  return derive(program.program, by);
}

/**
 * Derives a typed expression by one of its names and holds every step against numbers: against each other,
 * against forward mode on the text itself, and against central differences.
 *
 * @throws TooLongError if the derivation takes too many steps.
 * @throws RangeError if the expression has no such name.
 */
export function deriveTyped(
  { expression, values, laid, functions, program }: ReadTyped,
  name: string,
): ProvedTyped {
  const by = program.names.find(({ code }) => code === name);
  if (by === undefined) throw new RangeError(`there is no ${name} in the expression`);
  const derivation = derive(program.program, by);
  const given = new Map(values);
  for (const { symbol, value } of program.numbers)
    given.set(symbol.code, new Matrix(1, 1, Float64Array.of(value)));
  const proof = prove(derivation, computeAll(program.program.definitions, given));
  const start = values.get(name)!;
  const outputs = proof.values.length / start.values.length;
  const tangent = tangentsOf(expression, values, name, functions, laid);
  let fromTangents = 0;
  let fromDifferences = 0;
  for (const position of spread(start.values.length, MOST_COMPARED)) {
    const row = Math.floor(position / start.columns);
    const column = position % start.columns;
    const exact = tangent(row, column).values;
    const shifted = (step: number): Float64Array => {
      const moved = new Matrix(start.rows, start.columns, start.values.slice());
      moved.values[position] += step;
      return evaluateTyped(expression, new Map([...values, [name, moved]]), functions, laid).values;
    };
    const [up, down, upper, downer] = [STEP, -STEP, STEP / 2, -STEP / 2].map(shifted);
    let refined: Float64Array | null = null;
    for (let out = 0; out < outputs; out++) {
      const derived = proof.values[out * start.values.length + position];
      const wide = (up[out] - down[out]) / (2 * STEP);
      const narrow = (upper[out] - downer[out]) / STEP;
      // Richardson's extrapolation: the error of the second order is gone.
      let difference = Math.abs(derived - (4 * narrow - wide) / 3);
      if (!(difference <= DIFFERENCE_TOLERANCE * proof.scale)) {
        // Close to a pole, or where little changes in large numbers, better differences have the say.
        refined ??= extrapolatedSlopes(shifted);
        difference = Math.abs(derived - refined[out]);
      }
      fromTangents = larger(fromTangents, Math.abs(derived - exact[out]));
      fromDifferences = larger(fromDifferences, difference);
    }
  }
  const relative = (difference: number): number => (difference === 0 ? 0 : difference / proof.scale);
  const tangents = relative(fromTangents);
  const differences = relative(fromDifferences);
  const proved = proof.ok && tangents <= STEP_TOLERANCE && differences <= DIFFERENCE_TOLERANCE;
  return { derivation, proof, fromTangents: tangents, fromDifferences: differences, proved };
}

/** Evenly spread positions of an array, all of them where there are few. */
function spread(length: number, most: number): number[] {
  const count = Math.min(length, most);
  return Array.from({ length: count }, (_, k) =>
    count === 1 ? 0 : Math.round((k * (length - 1)) / (count - 1)),
  );
}

function larger(a: number, b: number): number {
  return Number.isNaN(a) || a > b ? a : b;
}
