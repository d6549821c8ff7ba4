import type { TypedContext } from "../../core/calculus/derive-typed.ts";
import { readShape } from "../../core/calculus/typed/read-shape.ts";
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

/** The shapes that a person has typed behind names, as far as they can be read. */
export function shapesTyped(typed: Readonly<Record<string, string>>): ReadonlyMap<string, Shape> {
  return new Map(
    Object.entries(typed).flatMap(([name, text]): [string, Shape][] => {
      const read = readShape(text);
      return read.ok ? [[name, read.shape]] : [];
    }),
  );
}
