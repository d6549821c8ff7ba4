import type { Experiment } from "../../core/experiment/experiment.ts";
import { sizeData } from "../../core/experiment/shape-checks.ts";
import type { MatrixKey } from "../../core/network/names.ts";

/** Where a W (rows, columns) or a b (one row) lies among all weights: W1, b1, W2, b2, … */
export interface WeightPart {
  readonly key: MatrixKey;
  readonly rows: number;
  readonly columns: number;
  readonly from: number;
  readonly to: number;
}

/** The matrices that an experiment's weights are made of, in the order in which they lie. */
export function splitWeights(experiment: Experiment): WeightPart[] {
  const { layers, bias } = experiment.network;
  const parts: WeightPart[] = [];
  let from = 0;
  const add = (key: MatrixKey, rows: number, columns: number): void => {
    parts.push({ key, rows, columns, from, to: from + rows * columns });
    from += rows * columns;
  };
  layers.forEach(({ units }, layer) => {
    const inputs = layer === 0 ? sizeData(experiment).features : layers[layer - 1].units;
    add({ kind: "W", layer }, inputs, units);
    if (bias) add({ kind: "b", layer }, 1, units);
  });
  return parts;
}
