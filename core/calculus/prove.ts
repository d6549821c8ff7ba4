import type { Derivation } from "./derivation.ts";
import { matrixFormAt } from "./describe.ts";
import { evaluateAt, evaluateIndex, magnitudeOfIndex } from "./evaluate-index.ts";
import { evaluateTerms, type Values } from "./evaluate-matrix.ts";
import { computeTangents } from "./evaluate-tangent.ts";
import type { Expression } from "./expression.ts";
import { magnitudesOfShared, withShared } from "./shared-values.ts";

/** Every step gives the same matrix when no relative difference is larger than this. */
export const STEP_TOLERANCE = 1e-12;

/** So many places are looked at where a step still has derivatives in it, which are computed one by one. */
const PLACES = 6;

/** What evaluating every step of a derivation with numbers has shown. */
export interface Proof {
  /** ∂result/∂by in numbers, row-major along the derivation's free indices. */
  readonly values: Float64Array;
  /** For every step, the largest difference from the result, relative to `scale`. */
  readonly differences: readonly StepDifference[];
  readonly largest: number;
  readonly ok: boolean;
  /**
   * The largest sum of magnitudes of which an element is what is left: where terms cancel, as at a minimum, it is
   * their size that rounding goes by.
   */
  readonly scale: number;
}

export interface StepDifference {
  readonly index: number;
  /** Null where the step has no matrix notation. */
  readonly matrix: number | null;
}

/**
 * Evaluates every step, index form and matrix form alike, and compares it with the last. Where a derivative is
 * left, it is computed by dual numbers, which know nothing of the rules.
 *
 * `values` has the numbers of everything that the program's definitions begin with, and theirs.
 *
 * @throws RangeError if an expression is too large to be computed.
 */
export function prove(derivation: Derivation, values: Values): Proof {
  const pieces = proveInPieces(derivation, values);
  for (;;) {
    const piece = pieces.next();
    if (piece.done) return piece.value;
  }
}

/** The same in pieces, so that whoever runs it can do other things between; its return value is the proof. */
export function* proveInPieces(derivation: Derivation, values: Values): Generator<undefined, Proof> {
  const { free, result, steps, by, program } = derivation;
  const known = withShared(derivation, values);
  const final = evaluateIndex(result.index, free, known);
  const scale = magnitudeOfIndex(result.index, free, magnitudesOfShared(derivation, known));
  const relative = (difference: number): number => (difference === 0 ? 0 : difference / scale);
  const definitions = new Map(program.definitions.map((one) => [one.symbol.code, one]));
  const places = placesOf(derivation);
  const tangents: Values[] = [];
  for (const { row, column } of places) {
    yield;
    tangents.push(computeTangents(program.definitions, known, { code: by.code, row, column }));
  }

  function* compareIndex(expression: Expression): Generator<undefined, number> {
    const waits = expression.some(({ factors }) => factors.some(({ kind }) => kind === "derivative"));
    if (!waits) return largestDifference(evaluateIndex(expression, free, known), final);
    let most = 0;
    for (const [k, { at, position }] of places.entries()) {
      const value = evaluateAt(expression, at, known, tangents[k], (code) => definitions.get(code) ?? null);
      most = larger(most, Math.abs(value - final[position]));
      yield;
    }
    return most;
  }
  const compareMatrix = (expression: Expression): number | null => {
    const form = matrixFormAt(expression, derivation);
    if (!form.ok) return null;
    const { values: numbers } = evaluateTerms(form.terms, known);
    if (numbers.length === final.length) return largestDifference(numbers, final);
    return final.reduce((most, value) => larger(most, Math.abs(value - numbers[0])), 0);
  };
  const differences: StepDifference[] = [];
  for (const expression of [derivation.start, ...steps.map(({ after }) => after)]) {
    yield;
    const matrix = compareMatrix(expression);
    yield;
    const index = relative(yield* compareIndex(expression));
    differences.push({ index, matrix: matrix === null ? null : relative(matrix) });
  }
  const largest = differences.reduce(
    (most, { index, matrix }) => larger(larger(most, index), matrix ?? 0),
    0,
  );
  return { values: final, differences, largest, ok: largest <= STEP_TOLERANCE, scale };
}

/** Evenly spread places of the result: its position, and what its free indices are there. */
function placesOf({ free, by }: Derivation): {
  position: number;
  row: number;
  column: number;
  at: Map<string, number>;
}[] {
  const size = free.reduce((product, index) => product * index.size, 1);
  const count = Math.min(PLACES, size);
  const own = by.axes === "both" ? 2 : by.axes === "none" ? 0 : 1;
  return Array.from({ length: count }, (_, k) => {
    const position = count === 1 ? 0 : Math.round((k * (size - 1)) / (count - 1));
    const at = new Map<string, number>();
    let rest = position;
    for (const { letter, size: length } of [...free].reverse()) {
      at.set(letter, rest % length);
      rest = Math.floor(rest / length);
    }
    const places = free.slice(free.length - own).map(({ letter }) => at.get(letter) ?? 0);
    const row = by.axes === "columns" ? 0 : (places[0] ?? 0);
    const column = by.axes === "columns" ? (places[0] ?? 0) : (places[1] ?? 0);
    return { position, row, column, at };
  });
}

function largestDifference(a: Float64Array, b: Float64Array): number {
  let most = 0;
  for (let i = 0; i < b.length; i++) most = larger(most, Math.abs(a[i] - b[i]));
  return most;
}

/** The larger one; NaN once there is one. */
function larger(a: number, b: number): number {
  return Number.isNaN(a) || a > b ? a : b;
}
