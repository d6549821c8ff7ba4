import { datasets } from "../data/datasets.ts";
import { patterns } from "../data/patterns.ts";
import type { Data } from "../data/plan.ts";
import { sizeSplit } from "../data/split.ts";
import type { GivenLayer, Weights } from "../network/plan.ts";
import type { Problem, ProblemCode } from "../result.ts";
import type { Experiment } from "./experiment.ts";
import { limits } from "./limits.ts";
import { checkOutput } from "./output-checks.ts";
import { count } from "./rules.ts";

/** How large X and Y are; a teacher makes as many targets as the network has outputs. */
export interface DataSizes {
  /** All samples: those trained on and those kept for testing. */
  readonly samples: number;
  readonly training: number;
  readonly test: number;
  readonly features: number;
  readonly targets: number;
}

/** The sizes of an experiment's data, known before anything is drawn or read. */
export function sizeData(experiment: Pick<Experiment, "data" | "network" | "split">): DataSizes {
  const { samples, features, targets } = sizeWhole(experiment);
  return { samples, ...sizeSplit(samples, experiment.split), features, targets };
}

function sizeWhole({ data, network }: Pick<Experiment, "data" | "network">): {
  readonly samples: number;
  readonly features: number;
  readonly targets: number;
} {
  switch (data.kind) {
    case "generate": {
      const targets = data.target.kind === "linear" ? 1 : (network.layers.at(-1)?.units ?? data.features);
      return { samples: data.samples, features: data.features, targets };
    }
    case "pattern":
      return { samples: data.samples, features: patterns[data.id].features, targets: 1 };
    case "table":
      return { samples: data.X.length, features: data.X[0].length, targets: data.Y[0].length };
    case "dataset":
      return datasets[data.id];
  }
}

/** What does not fit together in an experiment whose every single key is right. */
export function checkExperiment(experiment: Experiment): Problem[] {
  const sizes = sizeData(experiment);
  return [
    ...checkData(experiment.data),
    ...checkSplit(experiment, sizes),
    ...checkNetwork(experiment, sizes),
    ...checkOutput(experiment),
    ...checkWeights(experiment, sizes.features),
    ...checkBatch(experiment, sizes),
    ...checkElements(experiment, sizes),
  ];
}

function checkData(data: Data): Problem[] {
  switch (data.kind) {
    case "generate": {
      const { draw, target, features } = data;
      const problems: Problem[] = [];
      if (draw.kind === "randint") problems.push(...checkRange("data.draw", draw));
      if (target.kind === "linear" && target.coefficients.length !== features) {
        const message = `must be ${count(features, "number")}, one per feature, got ${target.coefficients.length}`;
        problems.push(mismatch("data.target.coefficients", features, target.coefficients.length, message));
      }
      return problems;
    }
    case "table":
      return [
        ...checkSize("data.X", data.X.length, limits.samples, "row"),
        ...checkSize("data.X", data.X[0].length, limits.features, "column"),
        ...checkSize("data.Y", data.Y[0].length, limits.units, "column"),
        ...checkRowsOfY(data.X.length, data.Y.length),
        ...checkNames("data.features", data.features, data.X[0].length),
        ...checkNames("data.targets", data.targets, data.Y[0].length),
      ];
    case "pattern":
    case "dataset":
      return [];
  }
}

function checkSplit({ split }: Experiment, { samples, training, test }: DataSizes): Problem[] {
  if (split === null || (training >= 1 && test >= 1)) return [];
  const message =
    `must leave at least one sample to train on and one to test with: of ${count(samples, "sample")}, ` +
    `${training} would be trained on and ${test} kept for testing`;
  const values = { samples, training, test, got: split.test };
  return [{ place: "split.test", code: "out-of-range", values, message }];
}

function checkRange(place: string, range: { readonly low: number; readonly high: number }): Problem[] {
  const { low, high } = range;
  if (low >= high) {
    const message = `must be greater than low, which is ${low}, got ${high}`;
    return [{ place: `${place}.high`, code: "out-of-range", values: { low, got: high }, message }];
  }
  if (Number.isFinite(high - low)) return [];
  const message = "must not lie so far from low that the difference is infinite";
  return [{ place: `${place}.high`, code: "out-of-range", values: { low, got: high }, message }];
}

function checkSize(place: string, got: number, max: number, noun: string): Problem[] {
  if (got <= max) return [];
  const message = `must have at most ${count(max, noun)}, got ${got}`;
  return [{ place, code: "too-large", values: { max, got }, message }];
}

function checkRowsOfY(expected: number, got: number): Problem[] {
  if (got === expected) return [];
  return [mismatch("data.Y", expected, got, `must have ${count(expected, "row")} as X has, got ${got}`)];
}

function checkNames(place: string, names: readonly string[] | undefined, expected: number): Problem[] {
  if (names === undefined || names.length === expected) return [];
  const message = `must be ${count(expected, "name")}, one per column, got ${names.length}`;
  return [mismatch(place, expected, names.length, message)];
}

function checkNetwork({ network }: Experiment, { targets }: DataSizes): Problem[] {
  const layers = network.layers.length;
  if (layers < 1 || layers > limits.layers) {
    const message = `must be 1 to ${limits.layers} layers, got ${layers}`;
    const code: ProblemCode = layers < 1 ? "out-of-range" : "too-large";
    return [{ place: "network.layers", code, values: { min: 1, max: limits.layers, got: layers }, message }];
  }
  const { units } = network.layers[layers - 1];
  if (units === targets) return [];
  const message = `must be ${targets}, the number of columns of Y, in the last layer, got ${units}`;
  return [mismatch(`network.layers[${layers - 1}].units`, targets, units, message)];
}

function checkWeights({ network, weights }: Experiment, features: number): Problem[] {
  if (weights.kind !== "given") return checkDraw("weights", weights);
  const problems = weights.draw === undefined ? [] : checkDraw("weights.draw", weights.draw);
  const { layers } = network;
  if (weights.layers.length !== layers.length) {
    const message = `must be ${count(layers.length, "layer")} as the network has, got ${weights.layers.length}`;
    return [...problems, mismatch("weights.layers", layers.length, weights.layers.length, message)];
  }
  const shapes = weights.layers.flatMap((layer, index) => {
    const inputs = index === 0 ? features : layers[index - 1].units;
    return checkGivenLayer(`weights.layers[${index}]`, layer, inputs, layers[index].units, network.bias);
  });
  return [...problems, ...shapes];
}

function checkDraw(place: string, draw: Weights): Problem[] {
  return draw.kind === "uniform" ? checkRange(place, draw) : [];
}

function checkGivenLayer(
  place: string,
  { W, b }: GivenLayer,
  inputs: number,
  units: number,
  bias: boolean,
): Problem[] {
  const problems: Problem[] = [];
  const shape = `(${W.length},${W[0].length})`;
  const expected = `(${inputs},${units})`;
  if (shape !== expected) {
    const message = `must have the shape ${expected}, inputs by units, got ${shape}`;
    problems.push({ place: `${place}.W`, code: "shape", values: { expected, got: shape }, message });
  }
  if (bias && b === null) {
    const message = `must be ${count(units, "number")}, since the network has a bias, got null`;
    problems.push({ place: `${place}.b`, code: "shape", values: { expected: units, got: "null" }, message });
  } else if (!bias && b !== null) {
    const message = "must be null, since the network has no bias, got a list";
    problems.push({
      place: `${place}.b`,
      code: "shape",
      values: { expected: "null", got: b.length },
      message,
    });
  } else if (b !== null && b.length !== units) {
    const message = `must be ${count(units, "number")}, one per unit, got ${b.length}`;
    problems.push(mismatch(`${place}.b`, units, b.length, message));
  }
  return problems;
}

function checkBatch({ training, split }: Experiment, sizes: DataSizes): Problem[] {
  const most = Math.max(1, sizes.training);
  if (training.batch === "full" || training.batch <= most) return [];
  const which = split === null ? "samples" : "training samples";
  const message = `must be at most ${most}, the number of ${which}, got ${training.batch}`;
  const values = { max: most, got: training.batch };
  return [{ place: "training.batch", code: "out-of-range", values, message }];
}

/** The memory of one pass: X (scaled too), Y, every W and b, and two matrices of samples by units per layer. */
function checkElements(
  { network, scaling }: Experiment,
  { samples, features, targets }: DataSizes,
): Problem[] {
  let elements = samples * (features + targets + (scaling === "none" ? 0 : features));
  let inputs = features;
  for (const { units } of network.layers) {
    elements += (inputs + 1) * units + 2 * samples * units;
    inputs = units;
  }
  if (elements <= limits.elements) return [];
  const message =
    `the experiment's matrices would have ${elements} elements, more than the ${limits.elements} that the ` +
    "lab takes: choose fewer samples or smaller layers";
  return [{ place: "", code: "too-large", values: { max: limits.elements, got: elements }, message }];
}

function mismatch(place: string, expected: number, got: number, message: string): Problem {
  return { place, code: "shape", values: { expected, got }, message };
}
