import { penaltyTorch } from "../network/penalty.ts";
import { optimizerOf } from "../optimizer/optimizers.ts";
import { scheduleOf } from "../optimizer/schedules.ts";
import { listOutputs, listParameters, nameLayers, type NamedLayer } from "./layers.ts";
import { describe } from "./numpy-script.ts";
import {
  costOfExperiment,
  finiteOf,
  writeCost,
  writeFinite,
  writeForward,
  writeLook,
  writePenalty,
  writeTest,
  type LookFunctions,
} from "./python/functions.ts";
import { bracket, docstring, indent, joinBlocks } from "./python/layout.ts";
import { writeLoop } from "./python/loop.ts";
import { prepare, type Preparation } from "./python/preparation.ts";
import { penaltyOf, sizesOf, stopStepsOf, type ExportSource } from "./source.ts";

/**
 * A Python script that trains the same network from the same start with PyTorch, in float64: NumPy draws, autograd
 * finds the gradients, `torch.optim` makes the steps. Its last line of output is `step <n> cost <value>`.
 */
export function writePytorchScript(source: ExportSource): string {
  const { experiment } = source;
  const { features, test } = sizesOf(source);
  const layers = nameLayers(experiment.network, features);
  const { name, torch } = costOfExperiment(experiment);
  const penalty = penaltyOf(experiment);
  const functions = {
    forward: writeForward(layers, ({ activation, Z, H }) => [
      `${H.code} = ${activation.torch.value(Z.code)}`,
    ]),
    cost: writeCost(name, torch.value, layers),
    penalty: penalty && writePenalty(penaltyTorch.value(penalty, ["W"]), layers),
  };
  const preparation = prepare(source, layers);
  return joinBlocks([
    docstring(
      describe(source, "NumPy draws the lab's start; PyTorch trains from there, in float64, by autograd."),
    ),
    [
      ...(finiteOf(layers, "loss", "math").startsWith("math") ? ["import math", ""] : []),
      "import numpy as np",
      "import torch",
    ],
    preparation.data,
    ...preparation.functions.map((lines) => lines.split("\n")),
    preparation.weights,
    preparation.teacher ?? [],
    preparation.columns,
    functions.forward.lines,
    functions.cost.lines,
    functions.penalty?.lines ?? [],
    writeFinite(layers, "torch"),
    toTensors(preparation, layers, test),
    writeSettings(source),
    train(source, layers, functions),
    [
      ...(test === 0 ? [] : writeTest(test, layers, functions, (cost) => `${cost}.item()`)),
      'print(f"step {step} cost {cost}")',
    ],
  ]);
}

/** From arrays to tensors: the samples, and the weights, whose gradients are wanted. */
function toTensors({ teacher, split }: Preparation, layers: readonly NamedLayer[], test: number): string[] {
  const names = listParameters(layers).map(({ name }) => name);
  const last = listOutputs(layers).length === 1 ? "" : "[-1]";
  const convert = (samples: readonly string[]): string =>
    `${samples.join(", ")} = ${samples.map((name) => `torch.tensor(${name})`).join(", ")}`;
  return [
    "# From arrays to tensors of the same numbers; gradients are wanted of the weights.",
    ...(teacher === null
      ? [convert(["X", "Y", ...(test === 0 ? [] : ["X_test", "Y_test"])])]
      : [convert(["X"]), `Y = forward(X, *map(torch.tensor, teacher))${last}`, ...split]),
    ...bracket("parameters = [", names, "]"),
    "parameters = [torch.tensor(one, requires_grad=True) for one in parameters]",
    ...(names.length === 1 ? [`${names[0]} = parameters[0]`] : bracket("[", names, "] = parameters")),
  ];
}

function writeSettings({ experiment: { training } }: ExportSource): string[] {
  const { optimizer: plan, schedule } = training;
  const scheduler = schedule && scheduleOf(schedule).torch?.(schedule);
  return [
    `optimizer = ${optimizerOf(plan).torch(plan, "parameters")}`,
    ...(scheduler ? [`scheduler = ${scheduler.scheduler}`] : []),
  ];
}

function train(source: ExportSource, layers: readonly NamedLayer[], functions: LookFunctions): string[] {
  const { schedule, batch } = source.experiment.training;
  const scheduler = schedule && scheduleOf(schedule).torch?.(schedule);
  const text = {
    look: (X: string, Y: string) => [...writeLook(X, Y, "loss", layers, functions), "cost = loss.item()"],
    finite: finiteOf(layers, "loss", "math.isfinite(cost)"),
    update: () => [
      "before = [one.detach().clone() for one in parameters]",
      "optimizer.zero_grad()",
      "loss.backward()",
      "optimizer.step()",
      ...(scheduler ? [scheduler.advance] : []),
    ],
    takeBack: [
      "with torch.no_grad():",
      ...indent(["for one, kept in zip(parameters, before):", "    one.copy_(kept)"]),
    ],
  };
  return writeLoop(text, stopStepsOf(source), batch, sizesOf(source).training);
}
