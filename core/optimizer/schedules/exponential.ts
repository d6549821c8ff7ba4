import type { ExponentialSchedule } from "../plan.ts";
import type { ScheduleRule } from "../schedule.ts";
import { wholePower } from "../whole-power.ts";

/** μ_t = μ · factor ^ t: `torch.optim.lr_scheduler.ExponentialLR`. */
export const exponential: ScheduleRule<ExponentialSchedule> = {
  name: "exponential",
  defaults: { kind: "exponential", factor: 0.999 },
  rateAt: ({ factor }, learningRate, step) => learningRate * wholePower(factor, step),
  latex: String.raw`\mu_t = \mu\, \gamma^{t}`,
  numpy: ({ factor }, learningRate, step) => `${learningRate} * ${factor}**${step}`,
  torch: ({ factor }) => ({
    scheduler: `torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=${factor})`,
    advance: "scheduler.step()",
  }),
  keras: ({ factor }, learningRate) =>
    `keras.optimizers.schedules.ExponentialDecay(${learningRate}, 1, ${factor})`,
};
