import type { Experiment } from "../experiment/experiment.ts";
import { CostSeries, type SeriesSnapshot } from "./cost-series.ts";
import type { HistoryPoints, ThinnedCosts } from "./frame.ts";
import type { RateChange } from "./rate-log.ts";
import type { Run } from "./run.ts";

/** How much of past runs a document keeps. */
export const keptLimits = {
  runs: 32,
  nameLength: 200,
  noteLength: 2000,
  dateLength: 40,
  /** Recorded costs of one thinning. */
  costs: 8192,
  /** Weights of all runs together: 64 MiB. */
  numbers: 2 ** 23,
  /** The texts of their experiments together, in bytes. */
  experiments: 64 * 2 ** 20,
} as const;

/** How far a run had come: plain data that crosses a worker's border. */
export interface RunOutcome {
  readonly step: number;
  /** On all training samples at this step; null where it was not finite. */
  readonly cost: number | null;
  /** The learning rates from step 0 on: with the experiment, all that training again needs. */
  readonly rates: readonly RateChange[];
  /** The costs up to this step, thinned. */
  readonly history: HistoryPoints;
  /** The weights at this step: W1, b1, W2, b2, … row-major. */
  readonly parameters: Float64Array;
}

/** A run that a document keeps beside the one that is trained. */
export interface KeptRun extends RunOutcome {
  readonly name: string;
  readonly note: string;
  /** When it was kept, in the words of whoever kept it; empty where nobody said. */
  readonly date: string;
  /** Whether it was kept unasked: such runs make room for newer ones. */
  readonly automatic: boolean;
  /** As it was trained. */
  readonly experiment: Experiment;
}

/** Buckets of the even thinning: half of what a history has, enough for a curve among others. */
const EVEN_BUCKETS = 256;

/**
 * What is kept of a run: where it stands, and nothing that lies after that step.
 *
 * @throws Error while a step is being sought.
 */
export function outcomeOf(run: Run): RunOutcome {
  const { trainer, cost, branch, history } = run.save();
  const { step } = trainer;
  const { train, test } = history;
  return {
    step,
    cost,
    // A rate that was chosen at this very step has made no update yet.
    rates: branch.rates.filter((change) => change.step === 0 || change.step < step),
    history: { ...thin(train, step), test: test && thin(test, step) },
    parameters: trainer.parameters,
  };
}

/** The buffers of a run's outcome that go over a worker's border without being copied. */
export function buffersOfOutcome({ parameters, history }: RunOutcome): ArrayBuffer[] {
  const { even, octaves, test } = history;
  const arrays = [parameters, even, octaves, test?.even, test?.octaves];
  return arrays.flatMap((array) => (array ? [array.buffer as ArrayBuffer] : []));
}

function thin(snapshot: SeriesSnapshot, step: number): ThinnedCosts {
  const series = new CostSeries(EVEN_BUCKETS);
  series.restore(snapshot);
  series.cutAfter(step);
  return series.points();
}
