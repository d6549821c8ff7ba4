import { writeNpy } from "../../core/archive/npy.ts";
import type { StopPlan } from "../../core/experiment/experiment.ts";
import { writeHistoryCsv, writeMatrixCsv } from "../../core/export/csv.ts";
import { listMatrices, type NamedMatrix } from "../../core/export/named-matrices.ts";
import { stopStepsOf } from "../../core/export/source.ts";
import { textExports, type TextTarget } from "../../core/export/targets.ts";
import type { Result } from "../../core/result.ts";
import { LossHistory } from "../../core/training/history.ts";
import { beginRun, goToStep } from "./begin-run.ts";
import { exitCodes, type ExitCode, type Io } from "./io.ts";
import { ProgressBar } from "./progress-bar.ts";
import type { Input } from "./read-input.ts";
import { refuse } from "./refuse.ts";
import { UsageError, type Request } from "./usage.ts";
import { demandWritable, writeOut } from "./write-out.ts";

/** Up to so many costs are kept step by step; more are thinned. */
const MOST_COSTS = 2 ** 20;
const THINNED =
  "The costs are thinned: the lowest and the highest of every stretch of steps are among them, not all between.\n";

/**
 * Writes an experiment as what another program reads, to stdout or into a file: a script, a notebook, LaTeX, or the
 * numbers of its training. Scripts train from the start; numbers are those at the end of the training, or those of a
 * saved run as it stands.
 *
 * @throws UsageError if it is not said when to stop, there is no such matrix, or the file cannot be written.
 */
export async function exportTo(input: Input, request: Request, io: Io): Promise<ExitCode> {
  const { to, out } = request;
  if (to === null) throw new Error("internal: nothing to export to");
  if (out !== null) await demandWritable(out, io);
  const written = to === "csv" || to === "npy" ? train(input, request, io) : write(input, request, to);
  if (!written.ok) return refuse(written.problems, request, io);
  const { content, finite } = written.value;
  const text = out === null && typeof content === "string" ? content : null;
  if (out !== null) {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    await writeOut(out, bytes, io);
  }
  if (request.json) io.stdout.write(`${JSON.stringify({ to, out, text })}\n`);
  else if (text !== null) io.stdout.write(text);
  if (finite) return exitCodes.done;
  io.stderr.write(
    "The numbers were no longer finite: what is written is of the last step where they were.\n",
  );
  return exitCodes.notFinite;
}

interface Content {
  readonly content: string | Uint8Array;
  /** Whether all numbers behind it are finite. */
  readonly finite: boolean;
}

function write({ experiment, samples }: Input, { steps }: Request, to: TextTarget): Result<Content> {
  // A document of formulas says nothing of the stop.
  const stop = to === "latex" ? { steps: 0 } : stopOf(experiment.training.stop, steps);
  const content = textExports[to].write({ experiment, samples, stop });
  return { ok: true, value: { content, finite: true } };
}

/** The costs of a training, or a matrix at its end. */
function train(input: Input, { to, matrix, steps }: Request, io: Io): Result<Content> {
  const { experiment, samples, drawn, saved } = input;
  const stop = saved === null || steps !== null ? stopOf(experiment.training.stop, steps) : {};
  const { last } = stopStepsOf({ experiment, samples, stop });
  const begun = beginRun(input, matrix === null ? wholeHistory(last) : undefined);
  if (!begun.ok) return begun;
  const run = begun.value;
  const { trainer } = run;
  // Before training: a name that is wrong should not cost a training.
  if (matrix !== null) find(matrix, listMatrices(experiment, drawn, trainer));
  const bar = new ProgressBar(io);
  const tell = (): void => bar.show(trainer.step / last, `step ${trainer.step}`, performance.now());
  if (steps !== null) goToStep(run, steps, tell);
  else if (saved === null) while (run.work(Infinity) === "on") tell();
  bar.clear();
  trainer.look();
  const finite = trainer.breakdown === null;
  if (matrix === null) {
    if (trainer.history.snapshot().train.stride > 1) io.stderr.write(THINNED);
    return { ok: true, value: { content: writeHistoryCsv(trainer.history.points()), finite } };
  }
  const { columns, shape, ...found } = find(matrix, listMatrices(experiment, drawn, trainer));
  const content =
    to === "npy" ? writeNpy({ shape, values: found.matrix.values }) : writeMatrixCsv(found.matrix, columns);
  return { ok: true, value: { content, finite } };
}

/** A history that keeps the cost of every step up to `last`, as far as it can. */
function wholeHistory(last: number): LossHistory {
  return new LossHistory(2 * Math.ceil((Math.min(last, MOST_COSTS) + 1) / 2));
}

function stopOf(own: StopPlan | null, steps: number | null): StopPlan {
  const stop = steps === null ? own : { steps };
  if (stop === null) throw new UsageError("the experiment has no stop of its own: say --steps N");
  return stop;
}

function find(code: string, matrices: readonly NamedMatrix[]): NamedMatrix {
  const found = matrices.find((one) => one.code === code);
  if (found !== undefined) return found;
  const codes = matrices.map((one) => one.code).join(", ");
  throw new UsageError(`there is no matrix "${code}" in this experiment, but ${codes}`);
}
