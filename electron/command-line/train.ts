import { nameMatrices } from "../../core/network/names.ts";
import { Matrix } from "../../core/matrix/matrix.ts";
import type { Breakdown } from "../../core/training/frame.ts";
import { LossHistory } from "../../core/training/history.ts";
import { Trainer } from "../../core/training/trainer.ts";
import { exitCodes, type ExitCode, type Io } from "./io.ts";
import { describeNetwork, printMatrix, toRows } from "./print.ts";
import { ProgressBar } from "./progress-bar.ts";
import type { Input } from "./read-input.ts";
import { UsageError, type Request } from "./usage.ts";

/** Runs of fewer steps give the cost of every step; longer ones are thinned, lowest and highest kept. */
const EVERY_STEP_BELOW = 8192;

/** The clock is read after about this long. */
const SLICE_MS = 20;

/**
 * Trains until the step asked for and prints where that led.
 *
 * @throws UsageError if neither the request nor the experiment says when to stop.
 */
export function train(input: Input, request: Request, io: Io): ExitCode {
  const { experiment, drawn } = input;
  const until = request.steps ?? experiment.training.stop?.steps;
  if (until === undefined) {
    throw new UsageError("the experiment has no stop of its own: say --steps N");
  }
  const trainer = new Trainer(experiment, drawn, { history: historyFor(until) });
  const seconds = runUntil(trainer, until, io);
  trainer.look();
  const stepsPerSecond = seconds > 0 ? trainer.step / seconds : 0;
  if (request.json) io.stdout.write(`${JSON.stringify(toJson(input, trainer, stepsPerSecond))}\n`);
  else io.stdout.write(toText(input, trainer, stepsPerSecond));
  if (trainer.breakdown === null) return exitCodes.done;
  io.stderr.write(describeBreakdown(input, trainer.breakdown, trainer.step));
  return exitCodes.notFinite;
}

function historyFor(steps: number): LossHistory {
  return steps < EVERY_STEP_BELOW ? new LossHistory(EVERY_STEP_BELOW) : new LossHistory();
}

/** Trains with a bar; gives the seconds it took. */
function runUntil(trainer: Trainer, until: number, io: Io): number {
  const bar = new ProgressBar(io);
  const begun = performance.now();
  let now = begun;
  let chunk = 1;
  while (trainer.step < until && trainer.breakdown === null) {
    const end = Math.min(until, trainer.step + chunk);
    while (trainer.step < end && trainer.advance());
    const before = now;
    now = performance.now();
    if (now - before < SLICE_MS / 2) chunk *= 2;
    else if (now - before > SLICE_MS) chunk = Math.max(1, Math.floor(chunk / 2));
    bar.show(
      trainer.step / until,
      `step ${trainer.step} of ${until}  cost ${trainer.cost.toPrecision(6)}`,
      now,
    );
  }
  bar.clear();
  return (now - begun) / 1000;
}

function toJson({ experiment, drawn }: Input, trainer: Trainer, stepsPerSecond: number): object {
  const { layers } = trainer.pass;
  const output = layers[layers.length - 1];
  const { breakdown } = trainer;
  const nameOf = nameMatrices(experiment.network.layers);
  return {
    step: trainer.step,
    cost: trainer.cost,
    history: toRows(trainer.history.points().even, 2),
    parameters: layers.map(({ units }, layer) => ({
      W: toRows(trainer.parameters.W[layer], units),
      b: trainer.parameters.b[layer] && Array.from(trainer.parameters.b[layer]),
    })),
    output: new Matrix(drawn.X.rows, output.units, output.H).toRows(),
    finite: breakdown === null,
    stepsPerSecond,
    ...(breakdown && { breakdown: { ...breakdown, matrix: nameOf(breakdown.matrix).code } }),
  };
}

function toText({ experiment, drawn }: Input, trainer: Trainer, stepsPerSecond: number): string {
  const nameOf = nameMatrices(experiment.network.layers);
  const matrices = trainer.pass.layers.map(({ inputs, units }, layer) => {
    const W = printMatrix(
      nameOf({ kind: "W", layer }).code,
      new Matrix(inputs, units, trainer.parameters.W[layer]),
    );
    const bias = trainer.parameters.b[layer];
    if (bias === null) return W;
    return W + printMatrix(nameOf({ kind: "b", layer }).code, new Matrix(1, units, bias));
  });
  const pace = Math.round(stepsPerSecond).toLocaleString("en");
  return (
    `${experiment.name}\n` +
    describeNetwork(experiment, drawn.X.rows, drawn.X.columns) +
    `step ${trainer.step}, epoch ${trainer.epoch}: cost ${trainer.cost} (${pace} steps per second)\n\n` +
    matrices.join("")
  );
}

function describeBreakdown({ experiment }: Input, breakdown: Breakdown, step: number): string {
  const { code } = nameMatrices(experiment.network.layers)(breakdown.matrix);
  const { row, column, before } = breakdown;
  return (
    `Training stopped at step ${breakdown.step}: ${code}[${row},${column}] was the first number that is not ` +
    `finite. What is printed is step ${step}, the last finite one, where the largest magnitude in ${code} ` +
    `was ${before.toPrecision(6)}. Try a smaller learning rate, or smaller data and weights.\n`
  );
}
