import type { Schedule } from "./plan.ts";
import type { ScheduleRule } from "./schedule.ts";
import { constant } from "./schedules/constant.ts";
import { cosine } from "./schedules/cosine.ts";
import { exponential } from "./schedules/exponential.ts";
import { step } from "./schedules/step.ts";

/** Every schedule under its kind. */
export const schedules: {
  readonly [Kind in Schedule["kind"]]: ScheduleRule<Extract<Schedule, { kind: Kind }>>;
} = { constant, step, exponential, cosine };

/** The rule of a schedule; without one the rate is constant. It takes schedules of the same kind only. */
export function scheduleOf(schedule: Schedule | undefined): ScheduleRule {
  // A schedule's kind decides both, which a type that does not follow the kind cannot say.
  return schedules[schedule?.kind ?? "constant"] as ScheduleRule;
}

/** The learning rate of the update from `step` to the next; without a schedule the one that was typed. */
export function rateAt(schedule: Schedule | undefined, learningRate: number, step: number): number {
  return schedule === undefined ? learningRate : scheduleOf(schedule).rateAt(schedule, learningRate, step);
}
