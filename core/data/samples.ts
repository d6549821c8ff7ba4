import type { Matrix } from "../matrix/matrix.ts";

/** What a network learns from: X (samples, features) and Y (samples, targets), a name for every column. */
export interface Samples {
  readonly X: Matrix;
  readonly Y: Matrix;
  readonly featureNames: readonly string[];
  readonly targetNames: readonly string[];
}

/** The names of features that were given none: x1, x2, … */
export function nameFeatures(count: number): string[] {
  return Array.from({ length: count }, (_, column) => `x${column + 1}`);
}

/** The names of targets that were given none: y, or y1, y2, … where there are several. */
export function nameTargets(count: number): string[] {
  return count === 1 ? ["y"] : Array.from({ length: count }, (_, column) => `y${column + 1}`);
}
