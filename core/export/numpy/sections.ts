import { penaltyNumpy } from "../../network/penalty.ts";
import { listOutputs, nameLayers, type NamedLayer } from "../layers.ts";
import { prepare, type Preparation } from "../python/preparation.ts";
import { sizesOf, type ExportSource } from "../source.ts";
import { costOfExperiment, writeBackward, writeCost, writeForward, writePenalty } from "./functions.ts";
import { writeFinite, writeTraining, type Functions, type TrainingText } from "./training.ts";

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

/** Takes an experiment's NumPy apart: a script joins it, a notebook explains it. */
export function writeSections(source: ExportSource): NumpySections {
  const { experiment } = source;
  const layers = nameLayers(experiment.network, sizesOf(source).features);
  const cost = costOfExperiment(experiment);
  const penalty = experiment.penalty && hasPenalty(experiment.penalty) ? experiment.penalty : null;
  const functions = {
    forward: writeForward(layers),
    cost: writeCost(cost, layers),
    penalty: penalty && writePenalty(penaltyNumpy.value(penalty, ["W"]), layers),
    backward: writeBackward(cost, penalty, layers),
  };
  const preparation = prepare(source, layers);
  const last = listOutputs(layers).length === 1 ? "" : "[-1]";
  return {
    layers,
    preparation,
    functions,
    finite: writeFinite(layers),
    targets: [
      ...(preparation.teacher === null
        ? []
        : [
            "# What the teacher says of the samples.",
            `Y = forward(X, *teacher)${last}`,
            ...preparation.split,
          ]),
    ],
    training: writeTraining(source, layers, functions),
    result: [...writeTest(source, layers, functions), 'print(f"step {step} cost {cost}")'],
  };
}

/** Whether a penalty costs anything. */
export function hasPenalty({ l1, l2 }: { readonly l1: number; readonly l2: number }): boolean {
  return l1 !== 0 || l2 !== 0;
}

function writeTest(source: ExportSource, layers: readonly NamedLayer[], functions: Functions): string[] {
  const { test } = sizesOf(source);
  if (test === 0) return [];
  const { forward, cost } = functions;
  const outputs = listOutputs(layers);
  const measured = outputs.indexOf(cost.parameters[1]) - outputs.length;
  const call = `forward(${["X_test", ...forward.parameters.slice(1)].join(", ")})`;
  return [
    `tested = ${call}${outputs.length === 1 ? "" : `[${measured}]`}`,
    `print(f"cost of the ${test} test samples {cost_of(Y_test, tested)}")`,
  ];
}
