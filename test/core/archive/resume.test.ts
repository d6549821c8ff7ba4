import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeArchive } from "../../../core/archive/write-archive.ts";
import { article } from "../../../core/experiment/defaults.ts";
import type { Experiment, StopPlan } from "../../../core/experiment/experiment.ts";
import { optimizers } from "../../../core/optimizer/optimizers.ts";
import { schedules } from "../../../core/optimizer/schedules.ts";
import type { OptimizerName, Schedule } from "../../../core/optimizer/plan.ts";
import { LossHistory } from "../../../core/training/history.ts";
import type { Run } from "../../../core/training/run.ts";
import { everything, resumed, runOf, savedOf, trainTo } from "../../support/archives.ts";
import { valueOf } from "../../support/datasets.ts";
import { trainings } from "../../support/trainings.ts";

/** Saves a run as a file and reads it back. */
function reopen(run: Run, experiment: Experiment, history?: LossHistory): Run {
  return resumed(fileOf(run, experiment), history);
}

function fileOf(run: Run, experiment: Experiment): Uint8Array {
  return valueOf(writeArchive(experiment, savedOf(run, experiment)));
}

/** Everything that a run is, bit for bit. */
function wholeOf(run: Run): unknown {
  return run.save();
}

/** Compares a training without a break with one that is saved and read back once. */
function expectNoBreak(experiment: Experiment, at: number, end: number): void {
  const straight = runOf(experiment);
  const broken = runOf(experiment);
  const straightOutcome = trainTo(straight, end);
  const before = trainTo(broken, Math.min(at, straight.trainer.step));
  const after = reopen(broken, experiment);
  const later = trainTo(after, end);
  expect([before, later]).toContain(straightOutcome);
  expect(wholeOf(after)).toEqual(wholeOf(straight));
  after.trainer.look();
  straight.trainer.look();
  expect(after.trainer.testCost).toBe(straight.trainer.testCost);
  expect(after.trainer.pass.gradient.values).toEqual(straight.trainer.pass.gradient.values);
}

const schedulePlans: { readonly [Kind in Schedule["kind"]]: Extract<Schedule, { kind: Kind }> } = {
  constant: { kind: "constant" },
  step: { kind: "step", every: 150, factor: 0.5 },
  exponential: { kind: "exponential", factor: 0.999 },
  cosine: { kind: "cosine", steps: 800, lowest: 0.0001 },
};

describe("1000 steps at once, and 400, a file, and 600 more, are the same bit for bit", () => {
  const names = Object.keys(optimizers) as OptimizerName[];
  const batches: readonly Experiment["training"]["batch"][] = ["full", 4];

  it.each(names.flatMap((name) => batches.map((batch) => [name, batch] as const)))(
    "with %s and batch %s",
    (name, batch) => {
      const optimizer = { ...optimizers[name].defaults, learningRate: 0.003 };
      const training = { ...everything.training, optimizer, batch, stop: null };
      expectNoBreak({ ...everything, training }, 400, 1000);
    },
  );

  it.each(Object.keys(schedules) as Schedule["kind"][])("with the schedule %s", (kind) => {
    const training = { ...everything.training, schedule: schedulePlans[kind], stop: null };
    expectNoBreak({ ...everything, training }, 400, 1000);
  });

  it.each<[string, Experiment["penalty"]]>([
    ["no penalty", undefined],
    ["an L1 penalty", { l1: 0.01, l2: 0 }],
    ["an L2 penalty", { l1: 0, l2: 0.01 }],
  ])("with %s", (_, penalty) => {
    const { penalty: __, ...plain } = everything;
    const training = { ...plain.training, stop: null };
    expectNoBreak({ ...plain, ...(penalty && { penalty }), training }, 400, 1000);
  });

  it("in a large network that trains in vectors", () => {
    const experiment: Experiment = {
      ...everything,
      data: {
        kind: "generate",
        samples: 90,
        features: 40,
        draw: { kind: "rand" },
        target: { kind: "teacher" },
      },
      network: {
        bias: true,
        layers: [
          { units: 64, activation: "tanh" },
          { units: 3, activation: "sigmoid" },
        ],
      },
      weights: { kind: "xavier" },
      training: { ...everything.training, batch: 16, stop: null },
    };
    expectNoBreak(experiment, 40, 100);
  });

  it.each(["full", 16] as const)(
    "where a step takes long and was half made, with batch %s",
    (batch) => {
      const experiment: Experiment = {
        ...everything,
        data: {
          kind: "generate",
          samples: 64,
          features: 100,
          draw: { kind: "rand" },
          target: { kind: "teacher" },
        },
        network: {
          bias: true,
          layers: [
            { units: 400, activation: "tanh" },
            { units: 3, activation: "linear" },
          ],
        },
        weights: { kind: "xavier" },
        training: { ...everything.training, batch, stop: null },
      };
      const straight = runOf(experiment);
      trainTo(straight, 12);
      const end = fileOf(straight, experiment);
      const broken = runOf(experiment);
      let halfMade = 0;
      for (let pieces = 0; broken.trainer.step < 7; pieces++) {
        const { step } = broken.trainer;
        broken.work(12);
        if (broken.trainer.step === step) halfMade++;
        if (pieces % 3 !== 0) continue;
        const after = reopen(broken, experiment);
        trainTo(after, 12);
        expect(Buffer.compare(fileOf(after, experiment), end)).toBe(0);
      }
      expect(halfMade).toBeGreaterThan(0);
      trainTo(broken, 12);
      expect(Buffer.compare(fileOf(broken, experiment), end)).toBe(0);
    },
    30_000,
  );

  it("whatever the training, also when it was saved within an epoch", () => {
    fc.assert(
      fc.property(
        trainings,
        fc.integer({ min: 0, max: 150 }),
        fc.integer({ min: 0, max: 150 }),
        fc.constantFrom(null, 0.25),
        (experiment, at, more, test) => {
          const { data } = experiment;
          const split = test === null || data.kind !== "generate" || data.samples < 4 ? null : { test };
          const batch = split === null ? experiment.training.batch : "full";
          expectNoBreak({ ...experiment, split, training: { ...experiment.training, batch } }, at, at + more);
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);
});

describe("a stop", () => {
  const stops: readonly [string, StopPlan][] = [
    ["after steps", { steps: 70 }],
    ["after epochs", { epochs: 24 }],
    ["below a cost", { costBelow: 0.025 }],
    ["for want of progress", { noProgressFor: 3 }],
  ];

  it.each(stops)("%s comes at the same step after a break", (_, stop) => {
    const noisy = { kind: "sgd" as const, learningRate: 0.08 };
    const { penalty: __, ...plain } = everything;
    const experiment: Experiment = {
      ...plain,
      training: { optimizer: noisy, batch: 4, stop: { steps: 900, ...stop } },
    };
    const straight = runOf(experiment);
    const untilStop = (run: Run): unknown => {
      for (;;) {
        const outcome = run.work(Infinity);
        if (outcome !== "on") return outcome;
      }
    };
    const reason = untilStop(straight);
    const end = straight.trainer.step;
    expect(end).toBeGreaterThan(3);
    expect(end).toBeLessThan(900);
    for (const at of [1, Math.floor(end / 2), end - 1]) {
      const broken = runOf(experiment);
      trainTo(broken, at);
      const after = reopen(broken, experiment);
      expect(untilStop(after)).toBe(reason);
      expect(wholeOf(after)).toEqual(wholeOf(straight));
    }
  });
});

describe("a history", () => {
  it.each([
    [8192, 512],
    [512, 8192],
  ])("of %i buckets is gone on from with %i", (first, second) => {
    const experiment: Experiment = { ...article, training: { ...article.training, stop: null } };
    const straight = runOf(experiment);
    const broken = runOf(experiment, new LossHistory(first));
    trainTo(straight, 5000);
    trainTo(broken, 3000);
    const after = reopen(broken, experiment, new LossHistory(second));
    trainTo(after, 5000);
    expect(wholeOf(after)).toMatchObject({ cost: straight.save().cost });
    if (second === 512) expect(after.trainer.history.points()).toEqual(straight.trainer.history.points());
    expect([...after.trainer.history.points().octaves]).toEqual([
      ...straight.trainer.history.points().octaves,
    ]);
  });
});

describe("time travel after a break", () => {
  const experiment: Experiment = { ...everything, training: { ...everything.training, stop: null } };
  const travelTo = (run: Run, step: number): void => {
    run.goTo(step);
    while (run.machine.travel());
  };

  it("brings any step before the saved one and after it back bit for bit", () => {
    const straight = runOf(experiment);
    trainTo(straight, 60);
    straight.machine.setLearningRate(0.02);
    const changed = { ...experiment, training: { ...experiment.training } };
    changed.training.optimizer = { ...changed.training.optimizer, learningRate: 0.02 };
    trainTo(straight, 300);
    const after = reopen(straight, changed);
    expect([299, 300].map((step) => after.machine.checkpoints.nearest(step).step)).toEqual([0, 300]);
    trainTo(after, 400);
    trainTo(straight, 400);
    for (const step of [0, 17, 60, 61, 299, 300, 301, 399, 5, 400]) {
      travelTo(straight, step);
      travelTo(after, step);
      expect(after.trainer.snapshot()).toEqual(straight.trainer.snapshot());
      expect(after.machine.latest).toBe(400);
    }
  });

  it("keeps what lay after a past step that was saved", () => {
    const straight = runOf(experiment);
    trainTo(straight, 300);
    const end = straight.trainer.snapshot();
    const history = straight.trainer.history.points();
    travelTo(straight, 100);
    const after = reopen(straight, experiment);
    expect([after.trainer.step, after.machine.latest]).toEqual([100, 300]);
    expect(after.trainer.history.points()).toEqual(history);
    trainTo(after, 300);
    expect(after.trainer.snapshot()).toEqual(end);
    expect(after.machine.takeGhost()).toBeNull();
  });

  it("takes another learning rate of the experiment as one from the saved step on", () => {
    const straight = runOf(experiment);
    trainTo(straight, 100);
    const saved = savedOf(straight, experiment);
    const training = {
      ...experiment.training,
      optimizer: { ...experiment.training.optimizer, learningRate: 0.05 },
    };
    const after = resumed(valueOf(writeArchive({ ...experiment, training }, saved)));
    expect(after.trainer.learningRate).toBe(0.05);
    straight.machine.setLearningRate(0.05);
    trainTo(straight, 150);
    trainTo(after, 150);
    expect(after.trainer.snapshot()).toEqual(straight.trainer.snapshot());
    travelTo(after, 50);
    travelTo(straight, 50);
    expect(after.trainer.snapshot()).toEqual(straight.trainer.snapshot());
  });
});

describe("a training that broke down", () => {
  const fast: Experiment = {
    ...article,
    training: { optimizer: { kind: "sgd", learningRate: 0.001 }, batch: "full", stop: null },
  };

  it("is saved at its last finite step, and breaks down there again", () => {
    const run = runOf(fast);
    expect(trainTo(run, 100)).toBe("diverged");
    const after = reopen(run, fast);
    expect([after.trainer.step, after.trainer.breakdown]).toEqual([2, null]);
    expect(trainTo(after, 100)).toBe("diverged");
    expect(after.trainer.breakdown).toEqual(run.trainer.breakdown);
  });

  it("at its very start is saved all the same", () => {
    const huge: Experiment = {
      ...fast,
      data: { kind: "table", X: [[1e200, 0, 0]], Y: [[0]] },
      weights: { kind: "uniform", low: 1, high: 2 },
    };
    const run = runOf(huge);
    const after = reopen(run, huge);
    expect(after.trainer.breakdown).toEqual(run.trainer.breakdown);
    expect(wholeOf(after)).toEqual(wholeOf(run));
  });
});
