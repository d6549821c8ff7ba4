import { scheduleOf } from "../../optimizer/schedules.ts";
import { listParameters, type NamedLayer } from "../layers.ts";
import { finiteOf, rename, writeLook, type FunctionText, type LookFunctions } from "../python/functions.ts";
import { assign, tuple, writeFloat } from "../python/layout.ts";
import { writeLoop } from "../python/loop.ts";
import { sizesOf, stopStepsOf, type ExportSource } from "../source.ts";
import { writeUpdate } from "./update.ts";

/** The functions of a script that its training calls. */
export interface Functions extends LookFunctions {
  readonly backward: FunctionText;
}

/** The loop, and before it what the optimizer needs. */
export interface TrainingText {
  /** The optimizer as a function; nothing where it is a single line. */
  readonly optimizer: readonly string[];
  /** The learning rate, and what the optimizer remembers at the start. */
  readonly settings: readonly string[];
  readonly loop: readonly string[];
}

/** Trains W1, b1, … on X and Y; a `curve` keeps the costs. */
export function writeTraining(
  source: ExportSource,
  layers: readonly NamedLayer[],
  functions: Functions,
  curve: boolean,
): TrainingText {
  const { optimizer: plan, schedule, batch } = source.experiment.training;
  const parameters = listParameters(layers);
  const names = parameters.map(({ name }) => name);
  const gradients = parameters.map(({ gradient }) => gradient);
  const copies = names.map((name) => `${name}.copy()`);
  const update = writeUpdate(plan, parameters);
  const scheduled = schedule !== undefined && schedule.kind !== "constant";
  const text = {
    look: (X: string, Y: string) => writeLook(X, Y, "cost", layers, functions),
    finite: finiteOf(layers, "cost", "np.isfinite(cost)"),
    update: (X: string, Y: string) => [
      ...assign(gradients, "backward", rename(functions.backward.parameters, X, Y), 2),
      ...tuple("before = ", copies, "", 2),
      ...(scheduled ? [`rate = ${scheduleOf(schedule).numpy(schedule, "learning_rate", "step")}`] : []),
      ...update.lines,
    ],
    takeBack: tuple("", names, " = before", 1),
    curve,
  };
  return {
    optimizer: update.define,
    settings: [
      `${scheduled ? "learning_rate" : "rate"} = ${writeFloat(plan.learningRate)}`,
      ...update.memory,
    ],
    loop: writeLoop(text, stopStepsOf(source), batch, sizesOf(source).training),
  };
}
