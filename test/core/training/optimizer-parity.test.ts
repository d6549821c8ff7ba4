import { describe, expect, it } from "vitest";
import { Matrix } from "../../../core/matrix/matrix.ts";
import { RandomState } from "../../../core/random/random-state.ts";
import { Trainer } from "../../../core/training/trainer.ts";
import { optimizerFigures, titleOf } from "../../support/optimizer-figures.ts";
import { relativeDifference } from "../../support/trajectories.ts";

const { X, Y, start, cases } = optimizerFigures;
const [W1, b1, W2, b2] = start.map((values) => Float64Array.from(values));

describe("whole trainings with an optimizer, a schedule, a penalty, against PyTorch 1.13", () => {
  it.each(cases.map((figures) => [titleOf(figures), figures] as const))(
    "%s: cost, penalty, rate and weights agree to 1e-9",
    (_, { optimizer, schedule, penalty, ...figures }) => {
      const layers = [
        { units: 4, activation: "tanh" as const },
        { units: 2, activation: "linear" as const },
      ];
      const trainer = new Trainer(
        {
          network: { bias: true, layers },
          cost: "mse",
          penalty,
          training: { optimizer: optimizer.plan, schedule: schedule?.plan, batch: "full" },
        },
        {
          X: Matrix.from(X),
          Y: Matrix.from(Y),
          parameters: [
            { W: new Matrix(3, 4, W1), b: b1 },
            { W: new Matrix(4, 2, W2), b: b2 },
          ],
          random: new RandomState(1),
        },
      );
      for (const [step, ...theirs] of figures["step, cost, penalty, rate"]) {
        while (trainer.step < step) expect(trainer.advance()).toBe(true);
        trainer.look();
        const ours = [trainer.cost, trainer.penalty, trainer.nextRate];
        ours.forEach((value, place) => {
          const difference = value === theirs[place] ? 0 : relativeDifference(value, theirs[place]);
          expect(difference, `step ${step}`).toBeLessThan(1e-9);
        });
      }
      figures["parameters at the end"].flat().forEach((theirs, place) => {
        expect(relativeDifference(trainer.snapshot().parameters[place], theirs)).toBeLessThan(1e-9);
      });
    },
  );
});
