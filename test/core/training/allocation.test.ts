import { expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import { drawExperiment } from "../../../core/experiment/draw-experiment.ts";
import { Trainer } from "../../../core/training/trainer.ts";

/** Bytes that the heap grew by per step; a collection in between can only make it less. */
function growth(trainer: Trainer, steps: number): number {
  const before = process.memoryUsage().heapUsed;
  for (let i = 0; i < steps; i++) trainer.advance();
  return (process.memoryUsage().heapUsed - before) / steps;
}

it.each(["full", 4] as const)(
  "a step with batch %s allocates no array and no object, but for a boxed number or two",
  (batch) => {
    const drawn = drawExperiment(article, null);
    if (!drawn.ok) throw new Error("the experiment cannot be drawn");
    const trainer = new Trainer({ ...article, training: { ...article.training, batch } }, drawn.value);
    // Until it is compiled, code makes an object of every number with fractions.
    growth(trainer, 300_000);
    const runs = Array.from({ length: 9 }, () => growth(trainer, 20_000));
    // A learning rate or a cost that crosses a call which is not inlined is boxed: 16 bytes. An array has 64.
    expect(runs.sort((a, b) => a - b)[4]).toBeLessThan(40);
  },
);
