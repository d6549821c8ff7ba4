import type { DrawnExperiment } from "../experiment/draw-experiment.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { Matrix } from "../matrix/matrix.ts";
import { passCodes, type MatrixKind } from "../network/names.ts";
import type { Trainer } from "../training/trainer.ts";

/** A matrix under the name that code gives it. */
export interface NamedMatrix {
  readonly code: string;
  readonly matrix: Matrix;
  /** A name for every column: the features', the targets', or the matrix's with the column's number from 0. */
  readonly columns: readonly string[];
  /** As NumPy has it: a bias is (units,), all others have two sizes. */
  readonly shape: readonly number[];
}

/**
 * Every matrix of one forward and one backward pass on all training samples, in the order in which they arise: X before
 * and after scaling, each layer's W, b, Z and H, Y, the error, the gradients. `trainer.look()` brings them up to date.
 */
export function listMatrices(
  experiment: Experiment,
  drawn: DrawnExperiment,
  trainer: Trainer,
): NamedMatrix[] {
  const codeOf = passCodes(experiment.network.layers);
  const { X, Y, raw, featureNames, targetNames } = drawn;
  const { layers, gradient, error } = trainer.pass;
  const { parameters } = trainer;
  const name = (kind: MatrixKind, layer = 0): string => codeOf({ kind, layer });
  const named = (code: string, matrix: Matrix, columns: readonly string[]): NamedMatrix => ({
    code,
    matrix,
    columns,
    shape: [matrix.rows, matrix.columns],
  });
  const numbered = (code: string, values: Float64Array, columns: number): NamedMatrix =>
    named(code, new Matrix(values.length / columns, columns, values), numberColumns(code, columns));
  const bias = (code: string, values: Float64Array | null): NamedMatrix[] =>
    values === null ? [] : [{ ...numbered(code, values, values.length), shape: [values.length] }];
  const last = layers.length - 1;
  return [
    ...(raw === null ? [] : [named(name("raw"), raw, featureNames)]),
    named(name("X"), X, featureNames),
    ...layers.flatMap(({ units, Z, H }, l) => [
      numbered(name("W", l), parameters.W[l], units),
      ...bias(name("b", l), parameters.b[l]),
      ...(H === Z ? [] : [numbered(name("Z", l), Z, units)]),
      l === last
        ? named(name("H", l), new Matrix(X.rows, units, H), targetNames)
        : numbered(name("H", l), H, units),
    ]),
    named(name("Y"), Y, targetNames),
    named(name("error"), new Matrix(Y.rows, Y.columns, error), targetNames),
    ...layers.flatMap(({ units }, l) => [
      numbered(name("dW", l), gradient.W[l], units),
      ...bias(name("db", l), gradient.b[l]),
    ]),
  ];
}

function numberColumns(code: string, columns: number): string[] {
  return Array.from({ length: columns }, (_, column) => `${code}_${column}`);
}
