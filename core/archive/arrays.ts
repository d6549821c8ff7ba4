import type { Experiment } from "../experiment/experiment.ts";
import { sizeData } from "../experiment/shape-checks.ts";
import { passCodes } from "../network/names.ts";
import { countParameters } from "../network/parameters.ts";
import { optimizerOf } from "../optimizer/optimizers.ts";
import type { SavedRun, SavedSamples } from "../training/saved-run.ts";
import { sizeOf } from "./shape.ts";

/** An array of an experiment file: `W1` of the shape (3, 4) is the file `W1.npy`. */
export interface ArrayPlan {
  readonly name: string;
  readonly shape: readonly number[];
}

/** The numbers that a file's arrays hold. */
export interface ArrayNumbers {
  readonly samples: SavedSamples;
  /** W1, b1, W2, b2, … row-major. */
  readonly parameters: Float64Array;
  /** What the optimizer remembers. */
  readonly memory: Float64Array;
}

/**
 * The arrays that belong to an experiment, in the order of the file: the samples, every layer's W (inputs,
 * units) and b (units), and the optimizer's memory where it has any. Named as the lab's code names them.
 */
export function planArrays(experiment: Experiment): {
  samples: ArrayPlan[];
  weights: ArrayPlan[];
  memory: ArrayPlan[];
} {
  const { network, scaling, split } = experiment;
  const { training, test, features, targets } = sizeData(experiment);
  const samples: ArrayPlan[] = [
    { name: "X", shape: [training, features] },
    { name: "Y", shape: [training, targets] },
  ];
  if (scaling !== "none") samples.push({ name: "X0", shape: [training, features] });
  if (split !== null) {
    samples.push({ name: "Xtest", shape: [test, features] }, { name: "Ytest", shape: [test, targets] });
  }
  // Only W and b, which every style of names calls the same: files do not hang on what a person chose to see.
  const codeOf = passCodes(network.layers);
  const weights = network.layers.flatMap(({ units }, layer): ArrayPlan[] => {
    const inputs = layer === 0 ? features : network.layers[layer - 1].units;
    const W = { name: codeOf({ kind: "W", layer }), shape: [inputs, units] };
    return network.bias ? [W, { name: codeOf({ kind: "b", layer }), shape: [units] }] : [W];
  });
  const remembered = optimizerOf(experiment.training.optimizer).memorySize(
    countParameters(network, features),
  );
  return { samples, weights, memory: remembered === 0 ? [] : [{ name: "memory", shape: [remembered] }] };
}

/** Takes a run's numbers apart into the arrays of its experiment; what the run does not have is missing. */
export function splitArrays(experiment: Experiment, { state, samples }: SavedRun): Map<string, Float64Array> {
  const plan = planArrays(experiment);
  const arrays = new Map<string, Float64Array>();
  for (const { name } of plan.samples) {
    const values = samples[name as keyof SavedSamples];
    if (values !== null) arrays.set(name, values);
  }
  let offset = 0;
  for (const { name, shape } of plan.weights) {
    const length = sizeOf(shape);
    arrays.set(name, state.trainer.parameters.subarray(offset, offset + length));
    offset += length;
  }
  for (const { name } of plan.memory) arrays.set(name, state.trainer.memory);
  return arrays;
}

/** Puts the arrays of an experiment, which all have to be there, together again. */
export function joinArrays(experiment: Experiment, arrays: ReadonlyMap<string, Float64Array>): ArrayNumbers {
  const plan = planArrays(experiment);
  const take = (name: string): Float64Array => {
    const values = arrays.get(name);
    if (values === undefined) throw new Error(`internal: there is no ${name}`);
    return values;
  };
  const planned = (name: string): Float64Array | null => arrays.get(name) ?? null;
  const parameters = new Float64Array(plan.weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0));
  let offset = 0;
  for (const { name } of plan.weights) {
    parameters.set(take(name), offset);
    offset += take(name).length;
  }
  return {
    samples: {
      X: take("X"),
      Y: take("Y"),
      X0: planned("X0"),
      Xtest: planned("Xtest"),
      Ytest: planned("Ytest"),
    },
    parameters,
    memory: plan.memory.length === 0 ? new Float64Array(0) : take("memory"),
  };
}
