import type { CosineSchedule } from "../plan.ts";
import type { ScheduleRule } from "../schedule.ts";

/**
 * μ_t = lowest + (μ − lowest) · (1 + cos(π t / steps)) / 2 until t = steps, from there on `lowest`:
 * `torch.optim.lr_scheduler.CosineAnnealingLR` (Loshchilov & Hutter 2017) without a restart.
 */
export const cosine: ScheduleRule<CosineSchedule> = {
  name: "cosine",
  defaults: { kind: "cosine", steps: 1000, lowest: 0 },
  rateAt({ steps, lowest }, learningRate, step) {
    if (step >= steps) return lowest;
    return lowest + (learningRate - lowest) * halfWave(step / steps);
  },
  latex: String.raw`\mu_t = \mu_{\min} + \frac{\mu - \mu_{\min}}{2} \left(1 + \cos \frac{\pi \min(t, n)}{n}\right)`,
  numpy: ({ steps, lowest }, learningRate, step) =>
    `${lowest} + (${learningRate} - ${lowest}) * (1 + np.cos(np.pi * min(${step}, ${steps}) / ${steps})) / 2`,
  torch: ({ steps, lowest }) => ({
    scheduler: `torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=${steps}, eta_min=${lowest})`,
    advance: `if step < ${steps}: scheduler.step()`,
  }),
  keras: ({ steps, lowest }, learningRate) =>
    `keras.optimizers.schedules.CosineDecay(${learningRate}, ${steps}, alpha=${lowest} / ${learningRate})`,
};

/**
 * (1 + cos πx) / 2 = cos²(πx / 2) for x in 0 … 1, to 10⁻¹⁵: the cosine's series up to the 20th power, whose
 * rest is less than 2 · 10⁻¹⁷ there.
 */
function halfWave(x: number): number {
  const angle = (Math.PI / 2) * x;
  const square = angle * angle;
  let cosine = 1;
  for (let power = 20; power > 0; power -= 2) cosine = 1 - (square / (power * (power - 1))) * cosine;
  return cosine * cosine;
}
