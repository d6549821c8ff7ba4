import type { TypedContext } from "../../core/calculus/derive-typed.ts";
import { readShape, type ShapeReading } from "../../core/calculus/typed/read-shape.ts";
import type { Shape } from "../../core/calculus/typed/shape.ts";
import { Matrix } from "../../core/matrix/matrix.ts";

/** What the bench needs of the lab: numbers, functions, and how many samples there are. */
export interface BenchContext extends TypedContext {
  readonly samples: number;
}

/** So many samples are enough for a check; what holds for them holds for all. */
export const SAMPLES = 8;
/** The numbers of the first samples: whatever has as many rows as there are samples is cut. */
export function firstSamples({ values, samples }: BenchContext): ReadonlyMap<string, Matrix> | undefined {
  if (values === undefined) return undefined;
  return new Map(
    [...values].map(([name, matrix]) => {
      const { rows, columns, values: own } = matrix;
      if (rows !== samples || name.startsWith("W")) return [name, matrix];
      return [name, new Matrix(SAMPLES, columns, own.slice(0, SAMPLES * columns))];
    }),
  );
}

/** What a person has typed behind names, read as shapes. */
export function readShapes(typed: Readonly<Record<string, string>>): ReadonlyMap<string, ShapeReading> {
  return new Map(Object.entries(typed).map(([name, text]) => [name, readShape(text)]));
}

/** The shapes in what was read. */
export function shapesOf(read: ReadonlyMap<string, ShapeReading>): ReadonlyMap<string, Shape> {
  return new Map([...read].flatMap(([name, one]): [string, Shape][] => (one.ok ? [[name, one.shape]] : [])));
}
