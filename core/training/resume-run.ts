import type { Experiment } from "../experiment/experiment.ts";
import type { Problem, Result } from "../result.ts";
import { checkState } from "./check-state.ts";
import type { LossHistory } from "./history.ts";
import { Run } from "./run.ts";
import { copySamples, type SavedRun, type SavedSamples } from "./saved-run.ts";
import type { Start } from "./start.ts";
import { Trainer } from "./trainer.ts";

/**
 * A run that goes on from a saved one, bit for bit as if it had never been interrupted; `start` is what the
 * experiment draws. Refused unless the saved samples are the very numbers drawn now, and the saved weights give
 * the very cost that was saved with them.
 *
 * Any earlier step comes back, too, by training again from step 0 with the learning rates of the time.
 */
export function resumeRun(
  experiment: Experiment,
  start: Start,
  saved: SavedRun,
  history?: LossHistory,
): Result<Run> {
  const { state, samples } = saved;
  const problems = [...checkState(experiment, state), ...compareSamples(samples, copySamples(start))];
  if (problems.length > 0) return { ok: false, problems };
  const trainer = new Trainer(experiment, start, { ...(history && { history }) });
  const run = new Run(trainer, experiment.training.stop, state);
  const cost = Number.isFinite(trainer.cost) ? trainer.cost : null;
  return cost === state.cost
    ? { ok: true, value: run }
    : { ok: false, problems: [wrongCost(state.cost, cost)] };
}

/** Numbers that differ between the file and what its experiment draws: the first of each array. */
function compareSamples(saved: SavedSamples, drawn: SavedSamples): Problem[] {
  return (Object.keys(drawn) as (keyof SavedSamples)[]).flatMap((name) => {
    const [ours, theirs] = [drawn[name], saved[name]];
    if (ours?.length !== theirs?.length) {
      return [differs(name, "does not have the experiment's shape", {})];
    }
    if (!ours || !theirs) return [];
    for (let i = 0; i < ours.length; i++) {
      if (Object.is(ours[i], theirs[i])) continue;
      const message = `number ${i} is ${theirs[i]}, but this experiment's is ${ours[i]}`;
      return [differs(name, message, { index: i, expected: ours[i], got: theirs[i] })];
    }
    return [];
  });
}

function differs(name: string, message: string, values: Problem["values"]): Problem {
  return { place: `${name}.npy`, code: "contradiction", values, message };
}

function wrongCost(saved: number | null, found: number | null): Problem {
  const [theirs, ours] = [saved, found].map((cost) => cost ?? "not finite");
  const message = `is ${theirs}, but this experiment's cost with these weights is ${ours}`;
  return { place: "run.json: cost", code: "contradiction", values: { expected: ours, got: theirs }, message };
}
