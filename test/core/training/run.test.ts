import { describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import type { Experiment, StopPlan } from "../../../core/experiment/experiment.ts";
import { Run, type Outcome } from "../../../core/training/run.ts";
import { Trainer } from "../../../core/training/trainer.ts";
import { drawWhole } from "../../support/datasets.ts";

const small: Experiment = {
  ...article,
  network: {
    bias: false,
    layers: [
      { units: 4, activation: "sigmoid" },
      { units: 1, activation: "sigmoid" },
    ],
  },
};

async function runOf(
  webAssembly: boolean,
  stop: StopPlan,
  learningRate: number,
  batch: "full" | number = "full",
): Promise<Run> {
  const experiment: Experiment = {
    ...small,
    training: { optimizer: { kind: "sgd", learningRate }, batch, stop },
  };
  return new Run(new Trainer(experiment, await drawWhole(experiment), { webAssembly }), stop);
}

/** Trains on until something else than going on comes of it. */
function train(run: Run): { readonly outcome: Outcome; readonly step: number } {
  for (;;) {
    const outcome = run.work(10_000);
    if (outcome !== "on" || run.trainer.step >= 10_000) return { outcome, step: run.trainer.step };
  }
}

// Steps one by one, and compiled ones, which hand over many costs at once.
describe.each([
  ["plain", false],
  ["compiled", true],
] as const)("a run of %s steps", (_, webAssembly) => {
  it("counts patience from the cost of step 0, where that is the lowest", async () => {
    // So small a step changes no weight: the cost stays what it was.
    const run = await runOf(webAssembly, { noProgressFor: 20 }, 1e-300);
    expect(train(run)).toEqual({ outcome: "noProgressFor", step: 20 });
    expect(train(run)).toEqual({ outcome: "noProgressFor", step: 40 });
  });

  it("stops at step 0 where its cost is below the bound, and goes on beyond it when asked again", async () => {
    const run = await runOf(webAssembly, { costBelow: 1000, steps: 30 }, 0.01);
    expect(train(run)).toEqual({ outcome: "costBelow", step: 0 });
    expect(train(run)).toEqual({ outcome: "steps", step: 30 });
  });

  it("counts from the step at which another stop was chosen", async () => {
    const run = await runOf(webAssembly, { steps: 7 }, 1e-300);
    expect(train(run)).toEqual({ outcome: "steps", step: 7 });
    run.setStop({ noProgressFor: 5 });
    expect(train(run)).toEqual({ outcome: "noProgressFor", step: 12 });
  });

  it("counts from the step that was gone back to", async () => {
    const run = await runOf(webAssembly, { noProgressFor: 9 }, 1e-300);
    expect(train(run)).toEqual({ outcome: "noProgressFor", step: 9 });
    run.goTo(4);
    while (run.machine.travel());
    expect(train(run)).toEqual({ outcome: "noProgressFor", step: 13 });
    run.rewind();
    while (run.machine.travel());
    expect(train(run)).toEqual({ outcome: "noProgressFor", step: 9 });
  });

  it("counts the start of the first epoch in batches", async () => {
    const run = await runOf(webAssembly, { noProgressFor: 3 }, 1e-300, 5);
    expect(train(run)).toEqual({ outcome: "noProgressFor", step: 6 });
  });
});

describe("plain and compiled steps", () => {
  it.each([0.05, 0.5, 5, 50])("stop at the same step for every patience at a rate of %d", async (rate) => {
    for (const patience of [1, 2, 3, 10]) {
      const stop = { noProgressFor: patience, steps: 200 };
      const [plain, compiled] = [await runOf(false, stop, rate), await runOf(true, stop, rate)];
      expect(train(compiled)).toEqual(train(plain));
    }
  });
});
