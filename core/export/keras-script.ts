import type { TrainingPlan } from "../experiment/experiment.ts";
import { penaltyKeras, type Penalty } from "../network/penalty.ts";
import { optimizerOf } from "../optimizer/optimizers.ts";
import { scheduleOf } from "../optimizer/schedules.ts";
import { listParameters, nameLayers, type NamedLayer } from "./layers.ts";
import { describe } from "./numpy-script.ts";
import { costOfExperiment, writeCost } from "./python/functions.ts";
import { bracket, docstring, indent, joinBlocks, writeFloat } from "./python/layout.ts";
import { writeLoop } from "./python/loop.ts";
import { prepare } from "./python/preparation.ts";
import { penaltyOf, sizesOf, stopStepsOf, type ExportSource } from "./source.ts";

/**
 * A Python script that trains the same network from the same start with Keras 3, in float64. Keras has an order of
 * operations of its own, and other places for an optimizer's epsilon. Its last line of output is
 * `step <n> cost <value>`.
 */
export function writeKerasScript(source: ExportSource): string {
  const { experiment } = source;
  const { features, test } = sizesOf(source);
  const layers = nameLayers(experiment.network, features);
  const cost = costOfExperiment(experiment);
  const names = listParameters(layers).map(({ name }) => name);
  const fused = cost.fusedWith !== null;
  const preparation = prepare(source, layers);
  const output = fused ? `ops.${cost.fusedWith}(model(X))` : "model(X)";
  return joinBlocks([
    docstring(describe(source, about(experiment.training))),
    ["import keras", "import numpy as np", "from keras import ops", "", 'keras.config.set_floatx("float64")'],
    preparation.data,
    ...preparation.functions.map((lines) => lines.split("\n")),
    preparation.weights,
    preparation.teacher ?? [],
    preparation.columns,
    writeModel(layers, penaltyOf(experiment), fused),
    preparation.teacher === null
      ? []
      : [
          "# What the teacher says of the samples.",
          "model.set_weights(teacher)",
          `Y = ops.convert_to_numpy(${output})`,
          ...preparation.split,
        ],
    writeCost(cost.name, cost.keras.value, layers, (...names) => [
      "Y = ops.convert_to_tensor(Y)",
      `return ${cost.keras.value(...names)}`,
    ]).lines,
    compile(source, names),
    train(source),
    [
      ...(names.length === 1
        ? [`[${names[0]}] = model.get_weights()`]
        : bracket("[", names, "] = model.get_weights()")),
      ...(test === 0
        ? []
        : [`print(f"cost of the ${test} test samples {float(cost_of(Y_test, model(X_test)))}")`]),
      'print(f"step {step} cost {cost}")',
    ],
  ]);
}

/** What a reader has to know of Keras to compare numbers. */
function about({ optimizer, schedule }: TrainingPlan): string {
  const varying = schedule !== undefined && schedule.kind !== "constant";
  return [
    "NumPy draws the lab's start; Keras 3 trains from there: in float64 with TensorFlow, its default; with PyTorch",
    "or JAX it multiplies matrices in float32.",
    ...("epsilon" in optimizer ? ["Keras adds epsilon in another place, so that later digits differ."] : []),
    ...("momentum" in optimizer && varying
      ? ["Keras keeps the rate in its momentum, so that a rate that changes acts later."]
      : []),
  ].join(" ");
}

function writeModel(layers: readonly NamedLayer[], penalty: Penalty | null, fused: boolean): string[] {
  const dense = layers.map(({ units, activation, b }, index) => {
    const last = index === layers.length - 1;
    const settings = [
      String(units),
      ...(activation.name === "linear" || (last && fused) ? [] : [`activation=${activation.keras}`]),
      ...(b === null ? ["use_bias=False"] : []),
      ...(penalty === null ? [] : [`kernel_regularizer=${penaltyKeras.value(penalty)}`]),
    ];
    return `keras.layers.Dense(${settings.join(", ")}),`;
  });
  return [
    ...(fused
      ? [`# The last activation is left to the cost, which is exact then however wrong the output is.`]
      : []),
    "model = keras.Sequential([",
    ...indent([`keras.Input((${layers[0].inputs},)),`, ...dense]),
    "])",
  ];
}

function compile({ experiment: { training } }: ExportSource, names: readonly string[]): string[] {
  const { optimizer: plan, schedule } = training;
  const rate = schedule === undefined ? "rate" : scheduleOf(schedule).keras(schedule, "rate");
  return [
    ...bracket("model.set_weights([", names, "])"),
    `rate = ${writeFloat(plan.learningRate)}`,
    ...(rate === "rate" ? [] : [`schedule = ${rate}`]),
    `optimizer = ${optimizerOf(plan).keras(plan, rate === "rate" ? "rate" : "schedule")}`,
    "model.compile(optimizer=optimizer, loss=cost_of)",
  ];
}

function train(source: ExportSource): string[] {
  const { experiment } = source;
  const added = penaltyOf(experiment) === null ? "" : " + sum(model.losses)";
  const text = {
    look: (X: string, Y: string) => [`cost = float(cost_of(${Y}, model(${X}))${added})`],
    finite: "np.isfinite(cost)",
    update: (X: string, Y: string) => ["before = model.get_weights()", `model.train_on_batch(${X}, ${Y})`],
    takeBack: ["model.set_weights(before)"],
  };
  return writeLoop(text, stopStepsOf(source), experiment.training.batch, sizesOf(source).training);
}
