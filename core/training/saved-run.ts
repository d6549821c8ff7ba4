import type { HistorySnapshot } from "./history.ts";
import type { Run } from "./run.ts";
import type { Start } from "./start.ts";
import type { StoppingSnapshot } from "./stopping.ts";
import type { BranchSnapshot } from "./time-machine.ts";
import type { TrainerSnapshot } from "./trainer.ts";

/** Everything that a training goes on from, bit for bit: plain data that can be sent to a worker. */
export interface RunState {
  readonly trainer: TrainerSnapshot;
  /** The cost of the saved step on all training samples; null where it is not finite. */
  readonly cost: number | null;
  readonly branch: BranchSnapshot;
  readonly history: HistorySnapshot;
  readonly stopping: StoppingSnapshot;
}

/** A training as a file holds it beside its experiment: its state, and the samples that it was made with. */
export interface SavedRun {
  readonly state: RunState;
  readonly samples: SavedSamples;
}

/** The samples, row-major; the last three are null where the experiment scales nothing or keeps none for testing. */
export interface SavedSamples {
  /** As the network sees them (samples, features). */
  readonly X: Float64Array;
  /** (samples, targets). */
  readonly Y: Float64Array;
  /** X before its columns were scaled. */
  readonly X0: Float64Array | null;
  readonly Xtest: Float64Array | null;
  readonly Ytest: Float64Array | null;
}

/** A run as it stands, as copies; `start` is what the experiment drew. */
export function saveRun(run: Run, start: Start): SavedRun {
  return { state: run.save(), samples: copySamples(start) };
}

/** What an experiment drew, as copies. */
export function copySamples({ X, Y, raw, test }: Start): SavedSamples {
  return {
    X: X.values.slice(),
    Y: Y.values.slice(),
    X0: raw?.values.slice() ?? null,
    Xtest: test?.X.values.slice() ?? null,
    Ytest: test?.Y.values.slice() ?? null,
  };
}

/** The buffers of a saved run that go over a worker's border without being copied. */
export function buffersOfRun({ state, samples }: SavedRun): ArrayBuffer[] {
  const { train, test } = state.history;
  const arrays = [
    ...Object.values(samples),
    state.trainer.parameters,
    state.trainer.memory,
    state.trainer.batches?.order,
    ...[train, test].flatMap((series) => [series?.even, series?.octaves]),
  ];
  return arrays.flatMap((array) => (array ? [array.buffer as ArrayBuffer] : []));
}
