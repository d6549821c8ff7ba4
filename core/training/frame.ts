import type { Metrics } from "../network/metrics.ts";
import type { MatrixKey } from "../network/names.ts";
import type { NetworkPlan } from "../network/plan.ts";
import type { StopPlan } from "../experiment/experiment.ts";
import type { Loaded } from "./protocol.ts";

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
  /** Cost of the parameters of step `costStep` on all samples, the penalty included. */
  readonly cost: number;
  /** This step, unless training runs and a look at all samples would hold it up: then the last that was looked at. */
  readonly costStep: number;
  /** At the last look at all samples, those whose largest output stands where Y has its 1, or null where Y is not one-hot. */
  readonly correct: number | null;
  /** Measured over the last moments; 0 while not running. */
  readonly stepsPerSecond: number;
  readonly values: Float64Array;
  /** The thinned cost history, when it changed since the last frame. */
  readonly history: HistoryPoints | null;
  /** Once after training forked at a past step: the history of the branch that was cut, from the fork on. */
  readonly ghost: HistoryPoints | null;
  /** Set when status is `diverged`. */
  readonly breakdown: Breakdown | null;
  /** Which condition of the experiment's stop was met; set when status is `stopped`. */
  readonly stopReason: StopReason | null;
  /** The furthest step of this branch: `step` where nobody has gone back in time. */
  readonly latest: number;
  /** At a past step: training on leaves the branch, because the learning rate was changed; else it repeats it. */
  readonly forks: boolean;
  /** Cost of this step's parameters on the test samples, or null without a test split. */
  readonly testCost: number | null;
  /** The penalty's part of `cost`; 0 without a penalty. */
  readonly penalty: number;
  /** Of the update from this step to the next, schedule included. */
  readonly learningRate: number;
  /** At the last look at all samples: of this step unless training runs on many. */
  readonly metrics: { readonly train: Metrics; readonly test: Metrics | null };
  /** How many samples Z, H and the error hold: the first ones; fewer than all where they would be too many. */
  readonly rows: number;
  /** Whether dW and db are of all samples or of the last batch alone. */
  readonly gradientOf: "all" | "batch";
}

/** A condition of the experiment's stop. */
export type StopReason = keyof StopPlan;

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
export interface HistoryPoints extends ThinnedCosts {
  /** The same on the test samples, or null without a test split. */
  readonly test: ThinnedCosts | null;
}

export interface ThinnedCosts {
  /** Evenly thinned: for a linear step axis. */
  readonly even: Float64Array;
  /** Thinned per octave of steps: for a logarithmic step axis. */
  readonly octaves: Float64Array;
}

/** What a frame's layout depends on; both sides of the border know it from the experiment and `Loaded`. */
export interface FrameShape {
  readonly samples: number;
  readonly features: number;
  readonly network: NetworkPlan;
  /** How many samples' rows Z, H and the error hold: the first ones; all of them where it is left out. */
  readonly shown?: number;
}

/** The buffers of a message that go over the border without being copied. */
export function buffersOf({ values, history, ghost }: FrameMessage): ArrayBuffer[] {
  const curves = [history, history?.test, ghost, ghost?.test].flatMap((costs) =>
    costs ? [costs.even, costs.octaves] : [],
  );
  return [values, ...curves].map((array) => array.buffer as ArrayBuffer);
}

/** Where one matrix lies inside `values`, row-major. */
export interface Slot {
  readonly offset: number;
  readonly rows: number;
  readonly columns: number;
}

/** A layer's matrices: W, dW (inputs, units) · b, db (1, units) or null · Z, H (samples, units). */
export interface LayerSlots {
  readonly W: Slot;
  readonly b: Slot | null;
  readonly Z: Slot;
  /** The very slot of Z where the layer is linear. */
  readonly H: Slot;
  readonly dW: Slot;
  readonly db: Slot | null;
}

export interface FrameLayout {
  readonly layers: readonly LayerSlots[];
  /** Rows of Z, H and the error. */
  readonly rows: number;
  /** Ỹ = Y − Ŷ (samples, targets). */
  readonly error: Slot;
  /** How many numbers `values` holds. */
  readonly length: number;
}

/** Lays out every matrix of a pass, one after the other: per layer W, b, Z, H, dW, db; then the error. */
export function layoutFrame({ samples, features, network, shown }: FrameShape): FrameLayout {
  const rows = shown ?? samples;
  let length = 0;
  const slot = (rows: number, columns: number): Slot => {
    const offset = length;
    length += rows * columns;
    return { offset, rows, columns };
  };
  let inputs = features;
  const layers = network.layers.map(({ units, activation }): LayerSlots => {
    const W = slot(inputs, units);
    const b = network.bias ? slot(1, units) : null;
    const Z = slot(rows, units);
    const H = activation === "linear" ? Z : slot(rows, units);
    const dW = slot(inputs, units);
    const db = network.bias ? slot(1, units) : null;
    inputs = units;
    return { W, b, Z, H, dW, db };
  });
  const error = slot(rows, inputs);
  return { layers, rows, error, length };
}

/** A matrix to look at: element (i, j) is `values[i * columns + j]`. Nobody writes to it. */
export interface MatrixView {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/** An immutable picture of one step of training; X, Y, Z, H and the error have the first `rows` samples. */
export interface Frame extends Omit<FrameMessage, "values"> {
  readonly layout: FrameLayout;
  /**
   * Any matrix of the step; the same key always gives the same object.
   *
   * @throws RangeError if the network has no such matrix: a layer it lacks, a bias where it has none; or if it
   * is D, which frames do not carry: `findDescents` makes it.
   */
  readonly matrix: (key: MatrixKey) => MatrixView;
}

/** The matrices that every frame of a generation shares. */
export type FrameSamples = Pick<Loaded, "samples" | "features" | "targets" | "X" | "Y" | "raw">;

/**
 * Unpacks a message without copying its numbers.
 *
 * @throws RangeError if the message was not laid out by `layout`.
 */
export function readFrame(message: FrameMessage, layout: FrameLayout, loaded: FrameSamples): Frame {
  const { values, ...facts } = message;
  if (values.length !== layout.length) {
    throw new RangeError(`a frame of ${layout.length} numbers was expected, got ${values.length}`);
  }
  const look = ({ offset, rows, columns }: Slot): MatrixView => ({
    rows,
    columns,
    values: values.subarray(offset, offset + rows * columns),
  });
  const layers = layout.layers.map((slots) => {
    const Z = look(slots.Z);
    return {
      W: look(slots.W),
      b: slots.b && look(slots.b),
      Z,
      H: slots.H === slots.Z ? Z : look(slots.H),
      dW: look(slots.dW),
      db: slots.db && look(slots.db),
    };
  });
  const shared = {
    X: firstRows(loaded.X, layout.rows, loaded.features),
    Y: firstRows(loaded.Y, layout.rows, loaded.targets),
    error: look(layout.error),
    cost: { rows: 1, columns: 1, values: Float64Array.of(message.cost) },
  };
  const raw = loaded.raw && firstRows(loaded.raw, layout.rows, loaded.features);
  const matrix = ({ kind, layer }: MatrixKey): MatrixView => {
    if (kind === "raw") {
      if (raw === null) throw new RangeError("X was not scaled: there is no other before it");
      return raw;
    }
    if (kind === "X" || kind === "Y" || kind === "error" || kind === "cost") return shared[kind];
    const found = kind === "D" ? null : layers[layer]?.[kind];
    if (!found) throw new RangeError(`the network has no matrix ${kind} in layer ${layer}`);
    return found;
  };
  return { ...facts, layout, matrix };
}

function firstRows(values: Float64Array, rows: number, columns: number): MatrixView {
  return { rows, columns, values: values.subarray(0, rows * columns) };
}
