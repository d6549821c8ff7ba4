import type { Data } from "../data/plan.ts";
import { drawX, linearTarget } from "../data/generated.ts";
import { drawPattern } from "../data/patterns.ts";
import { applyScaling, fitScaling, type ColumnScaling } from "../data/scaling.ts";
import { drawSplit } from "../data/split.ts";
import { nameFeatures, nameTargets, type Samples } from "../data/samples.ts";
import { readTable } from "../data/table.ts";
import { Matrix } from "../matrix/matrix.ts";
import { takeRows } from "../matrix/selection.ts";
import { drawWeights } from "../network/draw-weights.ts";
import { forwardOutput, type LayerParameters } from "../network/forward-output.ts";
import type { GivenLayer, WeightDraw, Weights } from "../network/plan.ts";
import { RandomState } from "../random/random-state.ts";
import type { Result } from "../result.ts";
import type { Experiment } from "./experiment.ts";

/**
 * Everything that an experiment's seed decides before the first step. X and Y are what is trained on; X is
 * scaled where the experiment says so.
 */
export interface DrawnExperiment extends Samples {
  /** W (inputs, units) and b (units) of every layer. */
  readonly parameters: readonly LayerParameters[];
  /** The samples kept out of training, scaled like X; null without a split. */
  readonly test: TestSamples | null;
  /** X (samples, features) before it was scaled; null without a scaling. */
  readonly raw: Matrix | null;
  /** What X went through, fitted on the training samples alone; null without a scaling. */
  readonly scaling: ColumnScaling | null;
  /** The generator after all draws: the epochs' permutations come next. */
  readonly random: RandomState;
}

/** X (samples, features) and Y (samples, targets) that are not trained on. */
export interface TestSamples {
  readonly X: Matrix;
  readonly Y: Matrix;
}

/**
 * Draws an experiment out of one `RandomState(seed)`: X, then W and b of layer after layer, then the
 * teacher's W and b in the same way, then the split. `loaded` is what `loadDataset` gave for its data.
 *
 * A teacher sees X as the network does, scaled, so that a network of its form can learn Y; linear
 * coefficients are those of X as it was drawn.
 *
 * A column that cannot be scaled is a problem; the experiment itself has been through `validateExperiment`,
 * and what does not fit together in it throws.
 */
export function drawExperiment(experiment: Experiment, loaded: Samples | null): Result<DrawnExperiment> {
  const { network, split, weights } = experiment;
  const random = new RandomState(experiment.seed);
  const drawn = drawSamples(experiment.data, loaded, random);
  const features = drawn.X.columns;
  const parameters = startingParameters(experiment, features, random);
  const teacher = drawn.Y === null ? drawWeights(network, features, teacherDrawOf(weights), random) : null;
  const rows = split === null ? null : drawSplit(drawn.X.rows, split, random);
  const trained = rows === null ? drawn.X : takeRows(drawn.X, rows.training);

  const fitted = experiment.scaling === "none" ? null : fitScaling(trained, experiment.scaling);
  if (fitted?.ok === false) return fitted;
  const scaling = fitted?.value ?? null;
  const X = scaling === null ? drawn.X : applyScaling(drawn.X, scaling);
  const Y = drawn.Y ?? forwardOutput(X, teacher!, network.layers);

  const value: DrawnExperiment = {
    X: rows === null ? X : takeRows(X, rows.training),
    Y: rows === null ? Y : takeRows(Y, rows.training),
    featureNames: drawn.featureNames ?? nameFeatures(X.columns),
    targetNames: drawn.targetNames ?? nameTargets(Y.columns),
    parameters,
    test: rows === null ? null : { X: takeRows(X, rows.test), Y: takeRows(Y, rows.test) },
    raw: scaling === null ? null : trained,
    scaling,
    random,
  };
  return { ok: true, value };
}

/** All samples before split and scaling; Y is null where a teacher makes it. */
interface DrawnSamples {
  readonly X: Matrix;
  readonly Y: Matrix | null;
  readonly featureNames?: readonly string[];
  readonly targetNames?: readonly string[];
}

function drawSamples(data: Data, loaded: Samples | null, random: RandomState): DrawnSamples {
  switch (data.kind) {
    case "generate": {
      const X = drawX(data.draw, data.samples, data.features, random);
      const { target } = data;
      return { X, Y: target.kind === "linear" ? linearTarget(X, target.coefficients) : null };
    }
    case "pattern":
      return drawPattern(data, random);
    case "table":
      return readTable(data);
    case "dataset":
      if (loaded === null) throw new Error(`internal: the data set ${data.id} was not loaded`);
      return loaded;
  }
}

function startingParameters(
  { network, weights }: Experiment,
  features: number,
  random: RandomState,
): LayerParameters[] {
  if (weights.kind !== "given") return drawWeights(network, features, weights, random);
  // Drawn and thrown away: what comes after must not depend on whether these were written down.
  if (weights.draw !== undefined) drawWeights(network, features, weights.draw, random);
  return weights.layers.map(readGivenLayer);
}

/** A teacher's weights are drawn as the network's own, or uniformly in −1 … 1 where that would draw none. */
export function teacherDrawOf(weights: Weights): WeightDraw {
  const draw = weights.kind === "given" ? weights.draw : weights;
  return draw === undefined || draw.kind === "zeros" ? { kind: "uniform", low: -1, high: 1 } : draw;
}

function readGivenLayer({ W, b }: GivenLayer): LayerParameters {
  return { W: Matrix.from(W), b: b === null ? null : Float64Array.from(b) };
}
