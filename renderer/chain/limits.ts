import type { Frame } from "../../core/training/frame.ts";
import { niceLimit, type ScaleKind } from "../colour/diverging.ts";
import type { DrawnMatrix } from "./picture.ts";

/** The end of each kind's scale: colours run from −limit to limit. */
export type Limits = Readonly<Record<ScaleKind, number>>;

/**
 * One scale per kind for all matrices of a step, its end rounded up so that it stands still for a while. X
 * before its columns were scaled is not among them: its numbers may be of any size.
 */
export function findLimits(matrices: readonly DrawnMatrix[], frame: Frame): Limits {
  const largest: Record<ScaleKind, number> = { data: 0, weights: 0, gradients: 0 };
  for (const { key, kind } of matrices) {
    if (key.kind === "raw") continue;
    largest[kind] = Math.max(largest[kind], largestOf(frame.matrix(key).values));
  }
  return {
    data: niceLimit(largest.data),
    weights: niceLimit(largest.weights),
    gradients: niceLimit(largest.gradients),
  };
}

/** The end of the scale of numbers that have one of their own. */
export function limitOf(values: Float64Array): number {
  return niceLimit(largestOf(values));
}

function largestOf(values: Float64Array): number {
  let most = 0;
  for (let index = 0; index < values.length; index++) {
    const size = Math.abs(values[index]);
    if (size > most && size < Infinity) most = size;
  }
  return most;
}
