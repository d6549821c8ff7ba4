import { Matrix } from "../../core/matrix/matrix.ts";
import { formatMatrix } from "../../core/matrix/printing.ts";
import type { Experiment } from "../../core/experiment/experiment.ts";

/** A matrix as NumPy prints it, under its name and shape. */
export function printMatrix(name: string, matrix: Matrix): string {
  return `${name} (${matrix.rows}, ${matrix.columns})\n${formatMatrix(matrix)}\n`;
}

/** One line on what is being run: `10 samples of 3 features → 4 square → 1 cube; sse`. */
export function describeNetwork({ network, cost }: Experiment, samples: number, features: number): string {
  const layers = network.layers
    .map(
      ({ units, activation }) =>
        `${units} ${typeof activation === "string" ? activation : activation.formula}`,
    )
    .join(" → ");
  const bias = network.bias ? ", with bias" : "";
  return `${samples} samples of ${features} features → ${layers}${bias}; ${cost}\n`;
}

/** Numbers of a row-major array as nested rows. */
export function toRows(values: Float64Array, columns: number): number[][] {
  return new Matrix(values.length / columns, columns, values).toRows();
}
