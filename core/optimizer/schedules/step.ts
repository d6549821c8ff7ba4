import type { StepSchedule } from "../plan.ts";
import type { ScheduleRule } from "../schedule.ts";
import { wholePower } from "../whole-power.ts";

/** μ_t = μ · factor ^ ⌊t / every⌋: `torch.optim.lr_scheduler.StepLR`. */
export const step: ScheduleRule<StepSchedule> = {
  name: "step",
  defaults: { kind: "step", every: 100, factor: 0.5 },
  rateAt: ({ every, factor }, learningRate, at) => learningRate * wholePower(factor, Math.floor(at / every)),
  latex: String.raw`\mu_t = \mu\, \gamma^{\lfloor t / n \rfloor}`,
  numpy: ({ every, factor }, learningRate, at) => `${learningRate} * ${factor}**(${at} // ${every})`,
  torch: ({ every, factor }) => ({
    scheduler: `torch.optim.lr_scheduler.StepLR(optimizer, step_size=${every}, gamma=${factor})`,
    advance: "scheduler.step()",
  }),
  keras: ({ every, factor }, learningRate) =>
    `keras.optimizers.schedules.ExponentialDecay(${learningRate}, ${every}, ${factor}, staircase=True)`,
};
