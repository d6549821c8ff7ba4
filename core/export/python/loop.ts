import type { StopSteps } from "../source.ts";
import { indent } from "./layout.ts";

/** What one step of a training is in one of Python's libraries. */
export interface StepText {
  /** Lines that leave the cost of the samples X and Y, by their names, as a number in `cost`. */
  readonly look: (X: string, Y: string) => readonly string[];
  /** An expression: whether all numbers of the last look are finite. */
  readonly finite: string;
  /** Lines that keep the weights, and then change them by the gradient on the samples of the last look. */
  readonly update: (X: string, Y: string) => readonly string[];
  /** Lines that bring back the weights that were kept. */
  readonly takeBack: readonly string[];
  /** Whether costs are kept for a curve, in the lists `steps` and `costs`. */
  readonly curve?: boolean;
}

/**
 * The training loop: it leaves `step` and `cost` as the lab does, at the stop or at the last step whose numbers
 * are finite. The names `rng`, X, Y, `step` and `cost` are the script's.
 */
export function writeLoop(
  text: StepText,
  stop: StopSteps,
  batch: "full" | number,
  samples: number,
): string[] {
  return [
    ...(text.curve ? ["steps, costs = [], []"] : []),
    "step = 0",
    ...(stop.patience === Infinity ? [] : ["lowest, lowest_step = np.inf, 0"]),
    "while True:",
    ...indent(batch === "full" ? fullStep(text, stop) : batchStep(text, stop, batch, samples)),
    "",
    ...(batch === "full" ? [] : [...text.look("X", "Y"), ""]),
    "# A step that led beyond what a float64 holds is taken back.",
    `if not ${text.finite} and step > 0:`,
    ...indent([...text.takeBack, "step -= 1", ...text.look("X", "Y")]),
    ...(text.curve ? ["", "if step not in steps[-1:]:", ...indent(keep)] : []),
  ];
}

function fullStep(text: StepText, stop: StopSteps): string[] {
  return [
    ...text.look("X", "Y"),
    ...noteLowest(stop),
    `if ${[...atLast(stop), ...costConditions(stop), `not ${text.finite}`].join(" or ")}:`,
    "    break",
    ...say(text, stop),
    ...text.update("X", "Y"),
    "step += 1",
  ];
}

function batchStep(text: StepText, stop: StopSteps, batch: number, samples: number): string[] {
  const { stepsPerEpoch } = stop;
  const epoch = [
    ...text.look("X", "Y"),
    ...noteLowest(stop),
    `if ${[...costConditions(stop), `not ${text.finite}`].join(" or ")}:`,
    "    break",
    ...say(text, stop, stepsPerEpoch),
    `order = rng.permutation(${samples})`,
  ];
  return [
    ...(stop.last === Infinity ? [] : [`if ${atLast(stop).join("")}:`, "    break"]),
    ...(stepsPerEpoch === 1
      ? [...epoch, "rows = order"]
      : [
          `if step % ${stepsPerEpoch} == 0:  # an epoch begins: the cost of all samples, and a new order`,
          ...indent(epoch),
          `start = step % ${stepsPerEpoch} * ${batch}`,
          `rows = order[start:start + ${batch}]`,
        ]),
    "x, y = X[rows], Y[rows]",
    ...text.look("x", "y"),
    `if not ${text.finite}:`,
    "    break",
    ...text.update("x", "y"),
    "step += 1",
  ];
}

function atLast({ last }: StopSteps): string[] {
  return last === Infinity ? [] : [`step == ${last}`];
}

function costConditions({ costBelow, patience }: StopSteps): string[] {
  return [
    ...(costBelow === null ? [] : [`cost < ${costBelow}`]),
    ...(patience === Infinity ? [] : [`step - lowest_step >= ${patience}`]),
  ];
}

function noteLowest({ patience }: StopSteps): string[] {
  return patience === Infinity ? [] : ["if cost < lowest:", "    lowest, lowest_step = cost, step"];
}

const keep = ["steps.append(step)", "costs.append(cost)"];

/** What is said now and then, where the script comes by once in so many steps. */
function say({ curve }: StepText, { sayEvery, keepEvery }: StopSteps, comesBy = 1): string[] {
  const every = (steps: number, lines: readonly string[]): string[] =>
    steps === comesBy ? [...lines] : [`if step % ${steps} == 0:`, ...indent(lines)];
  return [
    ...(curve ? every(keepEvery, keep) : []),
    ...every(sayEvery, ['print(f"step {step} cost {cost}")']),
  ];
}
