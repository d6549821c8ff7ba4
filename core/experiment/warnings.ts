import type { ActivationName } from "../network/plan.ts";
import type { Experiment } from "./experiment.ts";

/** Something that is allowed and will probably disappoint: data for a message in any language. */
export interface Warning {
  /** Path inside the experiment, as code spells it. */
  readonly place: string;
  readonly code: WarningCode;
  /** What the message is filled with. */
  readonly values: Readonly<Record<string, string | number>>;
  /** The message in English. */
  readonly message: string;
}

export type WarningCode = "zero-weights" | "target-out-of-range" | "scaling-advised";

/** X and Y of an experiment as they were drawn, row-major; `Loaded` is one. */
export interface DrawnNumbers {
  readonly features: number;
  readonly targets: number;
  /** (samples, features). */
  readonly X: Float64Array;
  /** (samples, targets). */
  readonly Y: Float64Array;
}

/** Columns whose largest magnitudes are further apart than this learn at very different speeds. */
const SPREAD = 10;

/** The least and the greatest output of each activation. */
const ranges: Readonly<Record<ActivationName, readonly [least: number, greatest: number]>> = {
  linear: [-Infinity, Infinity],
  square: [0, Infinity],
  cube: [-Infinity, Infinity],
  sigmoid: [0, 1],
  tanh: [-1, 1],
  relu: [0, Infinity],
  "leaky-relu": [-Infinity, Infinity],
  softplus: [0, Infinity],
  softmax: [0, 1],
};

/**
 * What a person should know before training: weights that are all zero, targets that the last activation
 * cannot reach, columns of X that differ so much that scaling them would help. What depends on the numbers
 * is left out while they are not known yet.
 */
export function listWarnings(experiment: Experiment, drawn: DrawnNumbers | null): Warning[] {
  const warnings = checkZeroWeights(experiment);
  if (drawn !== null) warnings.push(...checkTargets(experiment, drawn), ...checkSpread(experiment, drawn));
  return warnings;
}

function checkZeroWeights({ network, weights }: Experiment): Warning[] {
  const zero =
    weights.kind === "zeros" ||
    (weights.kind === "given" && weights.layers.every(({ W }) => W.every((row) => row.every(isZero))));
  if (!zero || network.layers.length < 2) return [];
  const message =
    "all units of a layer start with the same weights, get the same gradients and stay equal, or never move " +
    "at all: draw the weights to let each unit learn something of its own";
  return [{ place: "weights", code: "zero-weights", values: {}, message }];
}

function checkTargets({ network }: Experiment, { Y }: DrawnNumbers): Warning[] {
  const last = network.layers.length - 1;
  const { activation } = network.layers[last];
  // What a formula can reach is not known.
  if (typeof activation !== "string") return [];
  const [least, greatest] = ranges[activation];
  const lowest = Y.reduce((found, value) => Math.min(found, value), Infinity);
  const highest = Y.reduce((found, value) => Math.max(found, value), -Infinity);
  if (lowest >= least && highest <= greatest) return [];
  const limits = greatest === Infinity ? `from ${least} on` : `from ${least} to ${greatest}`;
  const message =
    `${activation} gives numbers ${limits}, but Y has numbers from ${lowest} to ${highest}: the output cannot ` +
    "reach them all; choose a linear last layer, or other targets";
  const values = { activation, least, greatest, lowest, highest };
  return [{ place: `network.layers[${last}].activation`, code: "target-out-of-range", values, message }];
}

function checkSpread({ scaling }: Experiment, { X, features }: DrawnNumbers): Warning[] {
  if (scaling !== "none") return [];
  const magnitudes = new Float64Array(features);
  X.forEach((value, position) => {
    const column = position % features;
    magnitudes[column] = Math.max(magnitudes[column], Math.abs(value));
  });
  const used = magnitudes.filter((magnitude) => magnitude > 0);
  const smallest = used.reduce((found, value) => Math.min(found, value), Infinity);
  const largest = used.reduce((found, value) => Math.max(found, value), 0);
  if (!(largest > SPREAD * smallest)) return [];
  const values = {
    large: magnitudes.indexOf(largest) + 1,
    small: magnitudes.indexOf(smallest) + 1,
    largest,
    smallest,
  };
  const message =
    `column ${values.large} of X reaches ${largest}, column ${values.small} only ${smallest}: no learning rate ` +
    "suits both; standardise the columns";
  return [{ place: "scaling", code: "scaling-advised", values, message }];
}

function isZero(weight: number): boolean {
  return weight === 0;
}
