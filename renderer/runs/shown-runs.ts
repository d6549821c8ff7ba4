import type { Experiment } from "../../core/experiment/experiment.ts";
import type { HistoryPoints } from "../../core/training/frame.ts";
import type { RateChange } from "../../core/training/rate-log.ts";
import type { ListedRun } from "../state/kept-runs.svelte.ts";
import { lineOf, PRESENT_LINE, type LineStyle } from "./lines.ts";

/** The id of the run that is trained, among those of kept ones. */
export const PRESENT = 0;

/** A run as it is listed and compared, kept or trained right now. */
export interface ShownRun {
  readonly id: number;
  readonly name: string;
  readonly experiment: Experiment;
  readonly rates: readonly RateChange[];
  readonly step: number;
  readonly cost: number | null;
  readonly history: HistoryPoints;
  readonly line: LineStyle;
  /** What the list has of it; null for the run that is trained. */
  readonly listed: ListedRun | null;
}

export function showKept(listed: ListedRun): ShownRun {
  const { name, experiment, rates, step, cost, history } = listed.run;
  return { id: listed.id, name, experiment, rates, step, cost, history, line: lineOf(listed.id), listed };
}

/** The run that is trained; its learning rate of now stands for those it has had. */
export function showPresent(
  name: string,
  experiment: Experiment,
  { step, cost, history }: Pick<ShownRun, "step" | "cost" | "history">,
): ShownRun {
  const rates = [{ step: 0, learningRate: experiment.training.optimizer.learningRate }];
  return { id: PRESENT, name, experiment, rates, step, cost, history, line: PRESENT_LINE, listed: null };
}
