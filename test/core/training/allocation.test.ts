import { expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import { drawExperiment } from "../../../core/experiment/draw-experiment.ts";
import { Trainer } from "../../../core/training/trainer.ts";

/** Bytes that the heap grew by per step, at the median of nine runs; a collection can only make it less. */
function growth(trainer: Trainer, train: (until: number) => void): number {
  const run = (steps: number): number => {
    const before = process.memoryUsage().heapUsed;
    train(trainer.step + steps);
    return (process.memoryUsage().heapUsed - before) / steps;
  };
  // Until it is compiled, code makes an object of every number with fractions.
  run(300_000);
  const runs = Array.from({ length: 9 }, () => run(20_000));
  return runs.sort((a, b) => a - b)[4];
}

function trainerOf(batch: "full" | number): Trainer {
  const drawn = drawExperiment(article, null);
  if (!drawn.ok) throw new Error("the experiment cannot be drawn");
  return new Trainer({ ...article, training: { ...article.training, batch } }, drawn.value);
}

it.each([
  ["full", 1],
  // A run ends with the epoch, here after two steps.
  [4, 24],
] as const)("steps with batch %s by portions allocate at most %d bytes each", (batch, most) => {
  const trainer = trainerOf(batch);
  expect(
    growth(trainer, (until) => {
      while (trainer.step < until && trainer.work(until));
    }),
  ).toBeLessThan(most);
});

it.each(["full", 4] as const)(
  "an ordinary step with batch %s allocates nothing but a boxed number or two",
  (batch) => {
    const trainer = trainerOf(batch);
    // A rate or a cost that crosses a call which is not inlined is boxed: 16 bytes. An array has 64.
    expect(
      growth(trainer, (until) => {
        while (trainer.step < until && trainer.advance());
      }),
    ).toBeLessThan(40);
  },
);
