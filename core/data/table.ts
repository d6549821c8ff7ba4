import { Matrix } from "../matrix/matrix.ts";
import type { TableData } from "./plan.ts";
import { nameFeatures, nameTargets, type Samples } from "./samples.ts";

/**
 * A table's X and Y as matrices; columns without names get some.
 *
 * @throws ShapeError if a row is not as long as the first.
 */
export function readTable(table: TableData): Samples {
  const X = Matrix.from(table.X);
  const Y = Matrix.from(table.Y);
  return {
    X,
    Y,
    featureNames: table.features ?? nameFeatures(X.columns),
    targetNames: table.targets ?? nameTargets(Y.columns),
  };
}
