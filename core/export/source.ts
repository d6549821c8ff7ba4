import type { Samples } from "../data/samples.ts";
import type { Experiment, StopPlan } from "../experiment/experiment.ts";
import type { Penalty } from "../network/penalty.ts";
import { stepsPerEpoch } from "../training/batches.ts";
import { sizeData, type DataSizes } from "../experiment/shape-checks.ts";

/** What an export is made of. The experiment has been through `validateExperiment`. */
export interface ExportSource {
  readonly experiment: Experiment;
  /** Its data set, as `loadDataset` gave it; null where its data name none. */
  readonly samples: Samples | null;
  /** When training ends: the experiment's own stop, or another one; no steps at all are `{ steps: 0 }`. */
  readonly stop: StopPlan;
}

/** When a training ends, in steps. */
export interface StopSteps {
  /** The step that steps and epochs lead to; Infinity where only the cost ends training. */
  readonly last: number;
  /** Training ends when the cost is below; null where it may be anything. */
  readonly costBelow: number | null;
  /** Training ends so many steps after the lowest cost; Infinity where it never does. */
  readonly patience: number;
  readonly stepsPerEpoch: number;
  /** So often a script says how far it is: about ten times. */
  readonly sayEvery: number;
  /** So often a cost belongs on a curve: two thousand times at most, where the last step is known. */
  readonly keepEvery: number;
}

/** How large X and Y are. */
export function sizesOf({ experiment }: Pick<ExportSource, "experiment">): DataSizes {
  return sizeData(experiment);
}

/** The penalty of an experiment; null where large weights cost nothing. */
export function penaltyOf({ penalty }: Experiment): Penalty | null {
  return penalty === undefined || (penalty.l1 === 0 && penalty.l2 === 0) ? null : penalty;
}

/** The conditions of an export's stop. */
export function stopStepsOf({ experiment, stop }: ExportSource): StopSteps {
  const perEpoch = stepsPerEpoch(sizeData(experiment).training, experiment.training.batch);
  const { steps = Infinity, epochs = Infinity, costBelow = null, noProgressFor = Infinity } = stop;
  const last = Math.min(steps, epochs * perEpoch);
  const looks = (last === Infinity ? 10_000 : last) / perEpoch;
  return {
    last,
    costBelow,
    patience: noProgressFor * perEpoch,
    stepsPerEpoch: perEpoch,
    sayEvery: perEpoch * roundUp(looks / 10),
    keepEvery: perEpoch * roundUp(looks / 2000),
  };
}

/** The next of 1, 2, 5, 10, 20, … */
function roundUp(number: number): number {
  let power = 1;
  while (10 * power < number) power *= 10;
  const mantissa = [1, 2, 5, 10].find((round) => round * power >= number) ?? 10;
  return mantissa * power;
}
