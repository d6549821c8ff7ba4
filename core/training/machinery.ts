import type { Matrix } from "../matrix/matrix.ts";
import { countParameters } from "../network/parameters.ts";
import { Pass, type PassSamples } from "../network/pass.ts";
import type { Optimizer } from "../optimizer/optimizer.ts";
import { vectorLayers } from "./compiled/vector-layers.ts";
import { PassInPieces } from "./pass-in-pieces.ts";
import { layOutRoom, type Room } from "./room.ts";
import type { Start, Task } from "./start.ts";

/** The passes that a training makes, all on the same kernels. */
export interface Machinery {
  readonly room: Room;
  /** On all training samples. */
  readonly all: PassInPieces;
  /** On the test samples, forward only; null without such samples. */
  readonly test: PassInPieces | null;
  /** On the samples of one batch, which are gathered out of `all` into `samples`; null with the full batch. */
  readonly batch: {
    readonly pieces: PassInPieces;
    readonly samples: PassSamples;
    readonly all: PassSamples;
  } | null;
}

/** Lays out the memory of a training and builds its passes there. */
export function buildMachinery(
  { network, cost, penalty, training }: Task,
  { X, Y, test = null }: Start,
  optimizer: Optimizer,
  webAssembly: boolean,
): Machinery {
  const features = X.columns;
  const rows = training.batch === "full" ? X.rows : Math.min(training.batch, X.rows);
  const room = layOutRoom({
    network,
    features,
    samples: X.rows,
    testSamples: test?.X.rows ?? 0,
    batch: rows,
    memory: optimizer.memorySize(countParameters(network, features)),
    webAssembly,
  });
  const { kernels, chunk } = room;
  const options = { kernels, chunk, vectors: vectorLayers(network, kernels) };
  const place = (matrix: Matrix): Float64Array => {
    if (kernels.memory === null) return matrix.values;
    const values = kernels.allocate(matrix.values.length);
    values.set(matrix.values);
    return values;
  };
  const placeBoth = (samples: { readonly X: Matrix; readonly Y: Matrix }): PassSamples => ({
    X: place(samples.X),
    Y: place(samples.Y),
    features,
    rows: samples.X.rows,
  });
  const placed = placeBoth({ X, Y });
  const all = new PassInPieces(new Pass(network, cost, placed, { ...options, penalty }));
  const tested =
    test === null || test.X.rows === 0
      ? null
      : new PassInPieces(new Pass(network, cost, placeBoth(test), { ...options, backward: false }));
  if (training.batch === "full") return { room, all, test: tested, batch: null };
  const gathered = (columns: number): Float64Array => kernels.allocate(rows * columns);
  const samples = { X: gathered(features), Y: gathered(Y.columns), features, rows };
  const pieces = new PassInPieces(new Pass(network, cost, samples, { ...options, penalty }));
  return { room, all, test: tested, batch: { pieces, samples, all: placed } };
}
