import type { DatasetSource } from "../data/datasets.ts";
import { drawX, linearTarget } from "../data/generated.ts";
import { readDataset } from "../data/read-dataset.ts";
import { nameFeatures, nameTargets, type Samples } from "../data/samples.ts";
import { readTable } from "../data/table.ts";
import { Matrix } from "../matrix/matrix.ts";
import { forwardOutput, type LayerParameters } from "../network/forward-output.ts";
import type { GivenLayer, NetworkPlan, WeightDraw, Weights } from "../network/plan.ts";
import { RandomState } from "../random/random-state.ts";
import type { Result } from "../result.ts";
import type { Experiment } from "./experiment.ts";

/** Everything that an experiment's seed decides before the first step. */
export interface DrawnExperiment extends Samples {
  /** W (inputs, units) and b (units) of every layer. */
  readonly parameters: readonly LayerParameters[];
  /** The generator after all draws: the epochs' permutations come next. */
  readonly random: RandomState;
}

/**
 * Draws an experiment out of one `RandomState(seed)`: X, then W and b of layer after layer, then the
 * teacher's W and b in the same way. A data set that cannot be read is a problem; the experiment itself has
 * been through `validateExperiment`, and what does not fit together in it throws.
 */
export function drawExperiment(experiment: Experiment, datasets: DatasetSource): Result<DrawnExperiment> {
  const { data, network, weights } = experiment;
  const random = new RandomState(experiment.seed);
  switch (data.kind) {
    case "generate": {
      const X = drawX(data.draw, data.samples, data.features, random);
      const parameters = startingParameters(experiment, X.columns, random);
      const Y =
        data.target.kind === "linear"
          ? linearTarget(X, data.target.coefficients)
          : teacherOutput(X, network, teacherDrawOf(weights), random);
      const names = { featureNames: nameFeatures(X.columns), targetNames: nameTargets(Y.columns) };
      return { ok: true, value: { X, Y, ...names, parameters, random } };
    }
    case "table": {
      const samples = readTable(data);
      const parameters = startingParameters(experiment, samples.X.columns, random);
      return { ok: true, value: { ...samples, parameters, random } };
    }
    case "dataset": {
      const read = readDataset(datasets(data.id));
      if (!read.ok) {
        const problems = read.problems.map((problem) => ({
          ...problem,
          place: problem.place === "" ? "data.id" : `data.id, ${data.id}.csv, ${problem.place}`,
        }));
        return { ok: false, problems };
      }
      const parameters = startingParameters(experiment, read.value.X.columns, random);
      return { ok: true, value: { ...read.value, parameters, random } };
    }
  }
}

function startingParameters(
  experiment: Experiment,
  features: number,
  random: RandomState,
): LayerParameters[] {
  const { network, weights } = experiment;
  if (weights.kind !== "given") return drawParameters(network, features, weights, random);
  // Drawn and thrown away: what comes after must not depend on whether these were written down.
  if (weights.draw !== undefined) drawParameters(network, features, weights.draw, random);
  return weights.layers.map(readGivenLayer);
}

/** A teacher's weights are drawn as the network's own, or uniformly in −1 … 1 where those name no draw. */
function teacherDrawOf(weights: Weights): WeightDraw {
  if (weights.kind !== "given") return weights;
  return weights.draw ?? { kind: "uniform", low: -1, high: 1 };
}

function teacherOutput(X: Matrix, network: NetworkPlan, draw: WeightDraw, random: RandomState): Matrix {
  return forwardOutput(X, drawParameters(network, X.columns, draw, random), network.layers);
}

function drawParameters(
  network: NetworkPlan,
  features: number,
  draw: WeightDraw,
  random: RandomState,
): LayerParameters[] {
  return network.layers.map(({ units }, layer) => {
    const inputs = layer === 0 ? features : network.layers[layer - 1].units;
    const W = drawWeights(draw, inputs, units, random);
    return { W, b: network.bias ? drawWeights(draw, 1, units, random).values : null };
  });
}

function drawWeights(draw: WeightDraw, rows: number, columns: number, random: RandomState): Matrix {
  switch (draw.kind) {
    case "uniform":
      return random.uniform(draw.low, draw.high, rows, columns);
    case "rand":
      return random.rand(rows, columns);
    case "normal":
      return random.normal(draw.mean, draw.sd, rows, columns);
  }
}

function readGivenLayer({ W, b }: GivenLayer): LayerParameters {
  return { W: Matrix.from(W), b: b === null ? null : Float64Array.from(b) };
}
