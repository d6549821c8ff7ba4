import { penaltyNumpy } from "../../network/penalty.ts";
import { listOutputs, nameLayers, type NamedLayer } from "../layers.ts";
import {
  costOfExperiment,
  writeCost,
  writeFinite,
  writeForward,
  writePenalty,
  writeTest,
} from "../python/functions.ts";
import { prepare, type Preparation } from "../python/preparation.ts";
import { penaltyOf, sizesOf, type ExportSource } from "../source.ts";
import { applyNumpy, writeBackward } from "./backward.ts";
import { writeTraining, type Functions, type TrainingText } from "./training.ts";

/** An experiment's NumPy in parts, each in the order in which they have to run. */
export interface NumpySections {
  readonly layers: readonly NamedLayer[];
  readonly preparation: Preparation;
  readonly functions: Functions;
  /** Whether numbers are finite; nothing where the cost alone says it. */
  readonly finite: readonly string[];
  /** What the teacher makes of X; nothing without one. */
  readonly targets: readonly string[];
  readonly training: TrainingText;
  /** The cost on the samples kept for testing, where there are some, and the last step's. */
  readonly result: readonly string[];
}

/** Takes an experiment's NumPy apart: a script joins it, a notebook explains it and keeps a curve of costs. */
export function writeSections(source: ExportSource, curve = false): NumpySections {
  const { experiment } = source;
  const { features, test } = sizesOf(source);
  const layers = nameLayers(experiment.network, features);
  const cost = costOfExperiment(experiment);
  const penalty = penaltyOf(experiment);
  const { name, numpy } = cost;
  const functions = {
    forward: writeForward(layers, applyNumpy),
    cost: writeCost(name, numpy.value, layers, numpy.body),
    penalty: penalty && writePenalty(penaltyNumpy.value(penalty, ["W"]), layers),
    backward: writeBackward(cost, penalty, layers),
  };
  const preparation = prepare(source, layers);
  const last = listOutputs(layers).length === 1 ? "" : "[-1]";
  return {
    layers,
    preparation,
    functions,
    finite: writeFinite(layers, "np"),
    targets:
      preparation.teacher === null
        ? []
        : [
            "# What the teacher says of the samples.",
            `Y = forward(X, *teacher)${last}`,
            ...preparation.split,
          ],
    training: writeTraining(source, layers, functions, curve),
    result: [
      ...(test === 0 ? [] : writeTest(test, layers, functions, (number) => number)),
      'print(f"step {step} cost {cost}")',
    ],
  };
}
