import type { Experiment } from "../../core/experiment/experiment.ts";
import { sizeData } from "../../core/experiment/shape-checks.ts";
import { countParameters } from "../../core/network/parameters.ts";
import type { WeightPair } from "../../core/training/run-comparison.ts";
import type { ShownRun } from "./shown-runs.ts";

/** Beyond so many weights their differences are neither sent nor drawn: 16 MB for both runs. */
const MOST_WEIGHTS = 2 ** 20;
/** So many multiply-adds are made before anybody could wait for them: about half a second. */
const AT_ONCE = 2e9;

function weightsOf(experiment: Experiment): number {
  return countParameters(experiment.network, sizeData(experiment).features);
}

/** Whether two runs of this experiment's network have too many weights to be set side by side. */
export function isTooLarge(experiment: Experiment): boolean {
  return weightsOf(experiment) > MOST_WEIGHTS;
}

/** Whether training two runs again up to a step takes but an instant, so that nobody has to ask for it. */
export function startsAtOnce(first: ShownRun, second: ShownRun, end: number): boolean {
  const work = [first, second].map(({ experiment }) => {
    const { batch } = experiment.training;
    const rows = batch === "full" ? sizeData(experiment).training : batch;
    return (6 * rows * weightsOf(experiment) + 500) * end;
  });
  return work[0] + work[1] <= AT_ONCE;
}

/** The run that was kept with other weights than training again leads to at its last step; null where none was. */
export function endsOtherwise(
  { step, first, second }: WeightPair,
  runs: readonly [ShownRun, ShownRun],
): ShownRun | null {
  const made = [first, second];
  return (
    runs.find(({ listed, step: last }, index) => {
      if (listed === null || last !== step) return false;
      return listed.run.parameters.some((weight, at) => !Object.is(weight, made[index][at]));
    }) ?? null
  );
}
