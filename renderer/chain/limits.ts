import type { Frame } from "../../core/training/frame.ts";
import { niceLimit, type ScaleKind } from "../colour/diverging.ts";
import type { DrawnMatrix } from "./picture.ts";

/** The end of each kind's scale: colours run from −limit to limit. */
export type Limits = Readonly<Record<ScaleKind, number>>;

/** One scale per kind for all matrices of a step, its end rounded up so that it stands still for a while. */
export function findLimits(matrices: readonly DrawnMatrix[], frame: Frame): Limits {
  const largest: Record<ScaleKind, number> = { data: 0, weights: 0, gradients: 0 };
  for (const { key, kind } of matrices) {
    const { values } = frame.matrix(key);
    let most = largest[kind];
    for (let index = 0; index < values.length; index++) {
      const size = Math.abs(values[index]);
      if (size > most && size < Infinity) most = size;
    }
    largest[kind] = most;
  }
  return {
    data: niceLimit(largest.data),
    weights: niceLimit(largest.weights),
    gradients: niceLimit(largest.gradients),
  };
}
