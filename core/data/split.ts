import type { RandomState } from "../random/random-state.ts";
import type { Split } from "./plan.ts";

/** How many samples are trained on and how many are kept for testing. */
export interface SplitSizes {
  readonly training: number;
  readonly test: number;
}

/** Which samples are trained on and which are kept for testing, each ascending. */
export interface SplitRows {
  readonly training: Uint32Array;
  readonly test: Uint32Array;
}

/** The sizes of both parts: ⌊samples · test + ½⌋ samples are kept for testing; none without a split. */
export function sizeSplit(samples: number, split: Split | null): SplitSizes {
  const test = split === null ? 0 : Math.floor(samples * split.test + 0.5);
  return { training: samples - test, test };
}

/** `drawSplit` in Python with `np` and `rng` defined: lines that leave the samples' numbers in `training` and `test`. */
export function splitNumpy(samples: number, split: Split): string[] {
  const { training } = sizeSplit(samples, split);
  return [
    `order = rng.permutation(${samples})`,
    `training, test = np.sort(order[:${training}]), np.sort(order[${training}:])`,
  ];
}

/**
 * Draws one `permutation(samples)`: its last samples, as many as `sizeSplit` says, are kept for testing.
 * Both parts keep the order in which the samples came.
 */
export function drawSplit(samples: number, split: Split, random: RandomState): SplitRows {
  const order = random.permutation(samples);
  const { training } = sizeSplit(samples, split);
  return { training: order.slice(0, training).sort(), test: order.slice(training).sort() };
}
