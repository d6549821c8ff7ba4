import type { MatrixKey } from "../network/names.ts";

/** Why training does not run now. */
export type TrainingStatus =
  | "running"
  /** At the start, or because somebody asked. */
  | "paused"
  /** The experiment's stop was reached. */
  | "stopped"
  /** A number stopped being finite; the frame shows the last finite step. */
  | "diverged";

/**
 * One step of training as it crosses the worker's border: small facts, and every matrix of one forward
 * and one backward pass on all samples, packed into `values` as `layoutFrame` lays them out.
 */
export interface FrameMessage {
  readonly generation: number;
  /** Updates made so far. */
  readonly step: number;
  /** Whole passes over the samples made so far. */
  readonly epoch: number;
  readonly status: TrainingStatus;
  /** Cost of this step's parameters on all samples. */
  readonly cost: number;
  /** Samples whose largest output stands where Y has its 1, or null where Y is not one-hot. */
  readonly correct: number | null;
  /** Measured over the last moments; 0 while not running. */
  readonly stepsPerSecond: number;
  readonly values: Float64Array;
  /** The thinned cost history, when it changed since the last frame. */
  readonly history: HistoryPoints | null;
  /** Set when status is `diverged`. */
  readonly breakdown: Breakdown | null;
}

/** The first matrix that stopped being finite. */
export interface Breakdown {
  /** The step at which it happened: its parameters or its pass are not finite. */
  readonly step: number;
  readonly matrix: MatrixKey;
  /** Where in it the first number that is not finite stands. */
  readonly row: number;
  readonly column: number;
  /** Largest magnitude in that matrix one step before, when it was still finite. */
  readonly before: number;
}

/** Costs over steps as [step, cost, step, cost, …], ascending in step. */
export interface HistoryPoints {
  /** Evenly thinned: for a linear step axis. */
  readonly even: Float64Array;
  /** Thinned per octave of steps: for a logarithmic step axis. */
  readonly octaves: Float64Array;
}
