import type { Result } from "../../core/result.ts";
import { LossHistory } from "../../core/training/history.ts";
import { resumeRun } from "../../core/training/resume-run.ts";
import { Run } from "../../core/training/run.ts";
import { Trainer } from "../../core/training/trainer.ts";
import type { Input } from "./read-input.ts";

/** The training of an input, where it was saved or at its start, on a history of one's own choice. */
export function beginRun({ experiment, drawn, saved }: Input, history = new LossHistory()): Result<Run> {
  if (saved !== null) return resumeRun(experiment, drawn, saved, history);
  return { ok: true, value: new Run(new Trainer(experiment, drawn, { history }), experiment.training.stop) };
}

/** Trains until a step, whatever the experiment's stop; a step that lies behind comes back. */
export function goToStep(run: Run, step: number, tell: () => void = () => {}): void {
  if (step < run.trainer.step) run.goTo(step);
  while (run.machine.travel()) tell();
  while (run.trainer.step < step && run.work(step) !== "diverged") tell();
}
