import { countParameters } from "../network/parameters.ts";
import type { NetworkPlan } from "../network/plan.ts";
import { workOfShift, type LayerSizes } from "./shifted-cost.ts";

/** As many parameters are compared at most. */
export const MOST_CELLS = 10_000;
/** Shifted costs per parameter: most need four, some a few more that end early at a kink. */
export const COSTS_PER_CELL = 6;
/** A whole check of so many multiplications is done in an instant: a hundredth of a second or two. */
const CHEAP_WORK = 2e7;

/** Whether a whole check is done before anybody could wait for it: then it may run unasked. */
export function isCheapToCheck({ layers, bias }: NetworkPlan, samples: number, features: number): boolean {
  const sizes: LayerSizes[] = layers.map(({ units }, l) => ({
    inputs: l === 0 ? features : layers[l - 1].units,
    units,
  }));
  if (countParameters({ layers, bias }, features) > MOST_CELLS) return false;
  const work = sizes.reduce(
    (sum, { inputs, units }, layer) =>
      sum + (inputs + (bias ? 1 : 0)) * units * workOfShift(sizes, samples, layer),
    0,
  );
  return COSTS_PER_CELL * work <= CHEAP_WORK;
}
