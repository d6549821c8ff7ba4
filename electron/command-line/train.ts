import { writeArchive } from "../../core/archive/write-archive.ts";
import { stopStepsOf } from "../../core/export/source.ts";
import { passCodes } from "../../core/network/names.ts";
import { Matrix } from "../../core/matrix/matrix.ts";
import type { StopPlan } from "../../core/experiment/experiment.ts";
import type { Diagnosis } from "../../core/training/diagnosis.ts";
import { Doctor } from "../../core/training/doctor.ts";
import type { StopReason } from "../../core/training/frame.ts";
import { LossHistory } from "../../core/training/history.ts";
import type { Outcome, Run } from "../../core/training/run.ts";
import { saveRun } from "../../core/training/saved-run.ts";
import type { Trainer } from "../../core/training/trainer.ts";
import { beginRun, goToStep } from "./begin-run.ts";
import { diagnosisToJson, diagnosisToText } from "./diagnosis.ts";
import { exitCodes, type ExitCode, type Io } from "./io.ts";
import { describeNetwork, printMatrix, toRows } from "./print.ts";
import { ProgressBar } from "./progress-bar.ts";
import type { Input } from "./read-input.ts";
import { refuse } from "./refuse.ts";
import { UsageError, type Request } from "./usage.ts";
import { demandWritable, writeOut } from "./write-out.ts";

/**
 * Trains until the step asked for, or else until the experiment's stop, prints where that led, and writes the run
 * where the request says so, with the runs that were kept beside it. A saved run goes on from its step; a step that
 * lies behind it comes back.
 *
 * @throws UsageError if neither the request nor the experiment says when to stop, or the file cannot be written.
 */
export async function train(input: Input, request: Request, io: Io): Promise<ExitCode> {
  const { experiment, samples, drawn, runs } = input;
  const stop = request.steps === null ? experiment.training.stop : { steps: request.steps };
  if (stop === null) throw new UsageError("the experiment has no stop of its own: say --steps N");
  if (request.out !== null) await demandWritable(request.out, io);
  const until = stopStepsOf({ experiment, samples, stop }).last;
  const begun = beginRun(input, historyFor(until));
  if (!begun.ok) return refuse(begun.problems, request, io);
  const run = begun.value;
  const { trainer } = run;
  const { seconds, made, stopReason } = runUntil(run, { until, stop, anyway: request.steps !== null }, io);
  // Before anybody looks: a look at the cost within an epoch would stay in the history.
  const file = request.out === null ? null : writeArchive(experiment, saveRun(run, drawn), runs);
  trainer.look();
  const diagnosis = trainer.breakdown === null ? null : diagnose(input, run);
  const stepsPerSecond = seconds > 0 ? made / seconds : 0;
  const facts = { stepsPerSecond, stopReason, diagnosis };
  if (request.json) io.stdout.write(`${JSON.stringify(toJson(input, trainer, facts))}\n`);
  else io.stdout.write(toText(input, trainer, facts));
  if (file?.ok === false) return refuse(file.problems, request, io);
  if (request.out !== null && file !== null) await writeOut(request.out, file.value, io);
  if (diagnosis === null) return exitCodes.done;
  io.stderr.write(diagnosisToText(diagnosis, experiment.network.layers, trainer.step));
  return exitCodes.notFinite;
}

/** What is said of a training beside its numbers. */
interface Facts {
  readonly stepsPerSecond: number;
  /** The condition of the stop that was met; null where training broke down. */
  readonly stopReason: StopReason | null;
  readonly diagnosis: Diagnosis | null;
}

/** Runs of fewer steps give the cost of every step; longer ones are thinned, lowest and highest kept. */
const EVERY_STEP_BELOW = 8192;

function historyFor(steps: number): LossHistory {
  return steps < EVERY_STEP_BELOW ? new LossHistory(EVERY_STEP_BELOW) : new LossHistory();
}

/** Where training ends. */
interface Goal {
  readonly until: number;
  readonly stop: StopPlan;
  /** Whether it goes there whatever the experiment's own stop says. */
  readonly anyway: boolean;
}

/** Trains with a bar; gives the steps made and the seconds they took. */
function runUntil(
  run: Run,
  { until, stop, anyway }: Goal,
  io: Io,
): Pick<Facts, "stopReason"> & { readonly seconds: number; readonly made: number } {
  const { trainer } = run;
  const from = trainer.step;
  const bar = new ProgressBar(io);
  const begun = performance.now();
  let now = begun;
  const tell = (): void => {
    now = performance.now();
    const goal = until === Infinity ? "" : ` of ${until}`;
    bar.show(trainer.step / until, `step ${trainer.step}${goal}  cost ${trainer.cost.toPrecision(6)}`, now);
  };
  let outcome: Outcome;
  if (anyway) {
    goToStep(run, until, tell);
    run.machine.forgetLater();
    outcome = trainer.breakdown === null ? "steps" : "diverged";
  } else {
    outcome = alreadyMet(run, stop, until);
    for (; outcome === "on"; tell()) outcome = run.work(until);
  }
  bar.clear();
  const made = Math.max(0, trainer.step - from);
  return { seconds: (now - begun) / 1000, made, stopReason: outcome === "diverged" ? null : outcome };
}

/** The condition that a run meets before anything is trained: one that was saved may stand at its stop, or beyond. */
function alreadyMet({ trainer }: Run, { steps, costBelow = -Infinity }: StopPlan, until: number): Outcome {
  if (trainer.breakdown !== null) return "on";
  if (trainer.step >= until) return until === steps ? "steps" : "epochs";
  return trainer.step % trainer.stepsPerEpoch === 0 && trainer.cost < costBelow ? "costBelow" : "on";
}

function diagnose({ experiment, samples, drawn }: Input, { machine }: Run): Diagnosis {
  const doctor = new Doctor({ experiment, samples, start: drawn, machine });
  while (doctor.advance());
  return doctor.result();
}

function toJson({ experiment, drawn }: Input, trainer: Trainer, facts: Facts): object {
  const { stepsPerSecond, stopReason, diagnosis } = facts;
  const { layers } = trainer.pass;
  const output = layers[layers.length - 1];
  const { breakdown } = trainer;
  const codeOf = passCodes(experiment.network.layers);
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
    stopReason,
    stepsPerSecond,
    ...(breakdown && { breakdown: { ...breakdown, matrix: codeOf(breakdown.matrix) } }),
    ...(diagnosis && { diagnosis: diagnosisToJson(diagnosis, experiment.network.layers) }),
  };
}

function toText(
  { experiment, drawn }: Input,
  trainer: Trainer,
  { stepsPerSecond, stopReason }: Facts,
): string {
  const codeOf = passCodes(experiment.network.layers);
  const matrices = trainer.pass.layers.map(({ inputs, units }, layer) => {
    const W = printMatrix(
      codeOf({ kind: "W", layer }),
      new Matrix(inputs, units, trainer.parameters.W[layer]),
    );
    const bias = trainer.parameters.b[layer];
    if (bias === null) return W;
    return W + printMatrix(codeOf({ kind: "b", layer }), new Matrix(1, units, bias));
  });
  const pace = Math.round(stepsPerSecond).toLocaleString("en");
  return (
    `${experiment.name}\n` +
    describeNetwork(experiment, drawn.X.rows, drawn.X.columns) +
    `step ${trainer.step}, epoch ${trainer.epoch}: cost ${trainer.cost} (${pace} steps per second)\n` +
    describeReason(stopReason, experiment.training.stop) +
    "\n" +
    matrices.join("")
  );
}

/** Why training stopped, where it was not for the number of steps that was asked for. */
function describeReason(reason: StopReason | null, stop: StopPlan | null): string {
  if (reason === "epochs") return `stopped after ${stop?.epochs} epochs\n`;
  if (reason === "costBelow") return `stopped since the cost is below ${stop?.costBelow}\n`;
  if (reason === "noProgressFor") return `stopped: no progress for ${stop?.noProgressFor} epochs\n`;
  return "";
}
