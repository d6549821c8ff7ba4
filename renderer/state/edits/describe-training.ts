import type { Experiment, StopPlan } from "../../../core/experiment/experiment.ts";
import type { OptimizerPlan, Schedule } from "../../../core/optimizer/plan.ts";
import type { Messages } from "../../messages/locale.svelte.ts";
import { fromTo, isSame, writeNumber } from "./describe-values.ts";

/** What changed in how training goes: penalty, optimizer, rate, schedule, batch and stop. */
export function describeTraining(before: Experiment, after: Experiment, text: Messages): string[] {
  const { edits } = text;
  const [was, is] = [before.training, after.training];
  const changes = [
    ...describePenalty(before.penalty, after.penalty, text),
    ...describeOptimizer(was.optimizer, is.optimizer, text),
    ...describeSchedule(was.schedule ?? { kind: "constant" }, is.schedule ?? { kind: "constant" }, text),
  ];
  if (was.batch !== is.batch) {
    const write = (batch: "full" | number): string => (batch === "full" ? edits.full : String(batch));
    changes.push(edits.batch(fromTo(was.batch, is.batch, text, write)));
  }
  return [...changes, ...describeStop(was.stop ?? {}, is.stop ?? {}, text)];
}

function describePenalty(
  before: Experiment["penalty"],
  after: Experiment["penalty"],
  text: Messages,
): string[] {
  return (["l1", "l2"] as const).flatMap((name) => {
    const [was, is] = [before?.[name] ?? 0, after?.[name] ?? 0];
    if (was === is) return [];
    return [text.edits.parameter(text.settings[name], fromTo(was, is, text, writeNumber))];
  });
}

function describeOptimizer(before: OptimizerPlan, after: OptimizerPlan, text: Messages): string[] {
  const { edits, optimizers, settings } = text;
  const changes: string[] = [];
  if (before.kind !== after.kind) {
    changes.push(edits.optimizer(fromTo(before.kind, after.kind, text, (kind) => optimizers[kind])));
  } else {
    const was = numbersOf(before);
    for (const [name, is] of Object.entries(numbersOf(after))) {
      if (name === "learningRate" || was[name] === is || !isLetter(name, settings.parameterLetters)) continue;
      changes.push(
        edits.parameter(settings.parameterLetters[name], fromTo(was[name], is, text, writeNumber)),
      );
    }
  }
  if (before.learningRate !== after.learningRate) {
    changes.push(edits.learningRate(fromTo(before.learningRate, after.learningRate, text, writeNumber)));
  }
  return changes;
}

function isLetter<T extends object>(name: string, letters: T): name is Extract<keyof T, string> {
  return name in letters;
}

function numbersOf(plan: OptimizerPlan): Record<string, number> {
  return Object.fromEntries(Object.entries(plan).filter(([, value]) => typeof value === "number"));
}

function describeSchedule(before: Schedule, after: Schedule, text: Messages): string[] {
  const { edits, settings } = text;
  if (isSame(before, after)) return [];
  if (before.kind === after.kind) return [edits.scheduleOf(settings.schedules[after.kind])];
  return [edits.schedule(fromTo(before.kind, after.kind, text, (kind) => settings.schedules[kind]))];
}

function describeStop(before: StopPlan, after: StopPlan, text: Messages): string[] {
  const { edits } = text;
  const write = (value: number | undefined): string =>
    value === undefined ? edits.never : writeNumber(value);
  return (["steps", "epochs", "costBelow", "noProgressFor"] as const).flatMap((name) =>
    before[name] === after[name] ? [] : [edits.stops[name](fromTo(before[name], after[name], text, write))],
  );
}
