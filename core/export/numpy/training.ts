import { scheduleOf } from "../../optimizer/schedules.ts";
import { listOutputs, listParameters, type NamedLayer } from "../layers.ts";
import { assign, tuple, writeFloat } from "../python/layout.ts";
import { writeLoop } from "../python/loop.ts";
import { sizesOf, stopStepsOf, type ExportSource } from "../source.ts";
import { listHiding, type FunctionText } from "./functions.ts";
import { writeUpdate } from "./update.ts";

/** The functions of a script that its training calls. */
export interface Functions {
  readonly forward: FunctionText;
  readonly cost: FunctionText;
  /** Null where large weights cost nothing. */
  readonly penalty: FunctionText | null;
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

/** Trains W1, b1, … on X and Y. */
export function writeTraining(
  source: ExportSource,
  layers: readonly NamedLayer[],
  functions: Functions,
): TrainingText {
  const { optimizer: plan, schedule, batch } = source.experiment.training;
  const parameters = listParameters(layers);
  const names = parameters.map(({ name }) => name);
  const update = writeUpdate(plan, parameters);
  const rule = scheduleOf(schedule);
  const scheduled = schedule !== undefined && schedule.kind !== "constant";
  const text = {
    look: (X: string, Y: string) => look(X, Y, layers, functions),
    finite: finiteOf(layers),
    update: (X: string, Y: string) => [
      ...assign(
        parameters.map(({ gradient }) => gradient),
        "backward",
        renamed(functions.backward.parameters, X, Y),
        2,
      ),
      ...tuple(
        "before = ",
        names.map((name) => `${name}.copy()`),
        "",
        2,
      ),
      ...(scheduled ? [`rate = ${rule.numpy(schedule, "learning_rate", "step")}`] : []),
      ...update.lines,
    ],
    takeBack: tuple("", names, " = before", 1),
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

/** A forward pass and its cost. */
function look(
  X: string,
  Y: string,
  layers: readonly NamedLayer[],
  { forward, cost, penalty }: Functions,
): string[] {
  const added = penalty === null ? "" : ` + penalty(${penalty.parameters.join(", ")})`;
  return [
    ...assign(listOutputs(layers), forward.name, renamed(forward.parameters, X, Y), 2),
    `cost = ${cost.name}(${renamed(cost.parameters, X, Y).join(", ")})${added}`,
  ];
}

/** Whether a look's numbers are finite. */
export function finiteOf(layers: readonly NamedLayer[]): string {
  const hiding = listHiding(layers);
  return hiding.length === 0 ? "np.isfinite(cost)" : `finite(${["cost", ...hiding].join(", ")})`;
}

/** The function behind it, where the cost alone does not say it. */
export function writeFinite(layers: readonly NamedLayer[]): string[] {
  if (listHiding(layers).length === 0) return [];
  return [
    "def finite(*numbers):",
    '    """Whether there is no infinity and no NaN among them."""',
    "    return all(np.isfinite(one).all() for one in numbers)",
  ];
}

/** Arguments where the samples have other names than X and Y. */
function renamed(parameters: readonly string[], X: string, Y: string): string[] {
  return parameters.map((name) => (name === "X" ? X : name === "Y" ? Y : name));
}
