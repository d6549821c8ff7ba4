import type { ConstantSchedule } from "../plan.ts";
import type { ScheduleRule } from "../schedule.ts";

/** μ_t = μ. */
export const constant: ScheduleRule<ConstantSchedule> = {
  name: "constant",
  defaults: { kind: "constant" },
  rateAt: (_plan, learningRate) => learningRate,
  latex: String.raw`\mu_t = \mu`,
  numpy: (_plan, learningRate) => learningRate,
  torch: null,
  keras: (_plan, learningRate) => learningRate,
};
