import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import { drawExperiment } from "../../../core/experiment/draw-experiment.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { Matrix } from "../../../core/matrix/matrix.ts";
import { RandomState } from "../../../core/random/random-state.ts";
import { Trainer } from "../../../core/training/trainer.ts";
import { experiments } from "../../support/experiments.ts";

function trainerOf(experiment: Experiment): Trainer {
  const drawn = drawExperiment(experiment, null);
  if (!drawn.ok) throw new Error("the experiment cannot be drawn");
  return new Trainer(experiment, drawn.value);
}

function withTraining(batch: "full" | number, learningRate = 0.0003): Experiment {
  return { ...article, training: { optimizer: { kind: "sgd", learningRate }, batch, stop: null } };
}

function advance(trainer: Trainer, steps: number): Trainer {
  for (let i = 0; i < steps; i++) expect(trainer.advance()).toBe(true);
  return trainer;
}

function recorded(trainer: Trainer): number[] {
  return Array.from(trainer.history.points().even).filter((_, i) => i % 2 === 0);
}

describe("costs", () => {
  it("with the full batch are recorded at every step", () => {
    const trainer = advance(trainerOf(withTraining("full")), 5);
    trainer.evaluate();
    expect(recorded(trainer)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(trainer.epoch).toBe(5);
  });

  it("in batches are recorded at the epochs' ends, and when somebody looks", () => {
    const trainer = advance(trainerOf(withTraining(4)), 7);
    expect(trainer.stepsPerEpoch).toBe(3);
    expect(trainer.epoch).toBe(2);
    trainer.look();
    expect(recorded(trainer)).toEqual([0, 3, 6, 7]);
  });

  it("in batches are those of all samples", () => {
    const trainer = advance(trainerOf(withTraining(4)), 2);
    trainer.look();
    const output = trainer.pass.layers[1].H;
    const drawn = drawExperiment(withTraining(4), null);
    const cost = drawn.ok && drawn.value.Y.values.reduce((sum, y, i) => sum + (y - output[i]) ** 2, 0);
    expect(trainer.cost).toBeCloseTo(cost as number, 12);
  });

  it("a look changes nothing of what follows", () => {
    for (const batch of ["full", 4] as const) {
      const looked = trainerOf(withTraining(batch));
      for (let step = 0; step < 20; step++) {
        looked.look();
        advance(looked, 1);
      }
      const unlooked = advance(trainerOf(withTraining(batch)), 20);
      expect(looked.parameters.values).toEqual(unlooked.parameters.values);
    }
  });
});

describe("work", () => {
  it.each(["full", 3] as const)(
    "with batch %s makes the steps that advance makes, and none beyond",
    (batch) => {
      const worked = trainerOf(withTraining(batch));
      while (worked.step < 1000) expect(worked.work(1000)).toBe(true);
      expect(worked.step).toBe(1000);
      expect(worked.work(1000)).toBe(true);
      expect(worked.step).toBe(1000);
      expect(worked.snapshot()).toEqual(advance(trainerOf(withTraining(batch)), 1000).snapshot());
    },
  );

  it("does a large step in pieces, with the numbers of a step in one", () => {
    const large: Experiment = {
      ...article,
      data: { ...article.data, samples: 700, features: 60 } as Experiment["data"],
      network: {
        bias: true,
        layers: [
          { units: 100, activation: "tanh" },
          { units: 1, activation: "linear" },
        ],
      },
      weights: { kind: "uniform", low: -0.1, high: 0.1 },
    };
    const whole = advance(trainerOf(large), 2);
    const pieces = trainerOf(large);
    let portions = 0;
    while (pieces.step < 2) {
      expect(pieces.work(2)).toBe(true);
      portions++;
    }
    expect(portions).toBeGreaterThan(4);
    expect(pieces.snapshot()).toEqual(whole.snapshot());
    expect(pieces.shown).toBeLessThan(700);
    // What a frame shows in between are the first samples of the pass that a whole look makes.
    pieces.glance();
    const glanced = pieces.pass.layers.map(({ H, units }) => H.slice(0, pieces.shown * units));
    expect(pieces.gradientKnown).toBe(false);
    while (pieces.lookFurther());
    expect(pieces.gradientKnown).toBe(true);
    whole.look();
    expect(pieces.cost).toBe(whole.cost);
    expect(pieces.gradient.values).toEqual(whole.gradient.values);
    glanced.forEach((H, l) => {
      expect(H).toEqual(whole.pass.layers[l].H.slice(0, pieces.shown * whole.pass.layers[l].units));
    });
  });
});

describe("test samples", () => {
  it("are looked at with the weights of the step, and change nothing of them", () => {
    const drawn = drawExperiment(article, null);
    if (!drawn.ok) throw new Error("the experiment cannot be drawn");
    const { X, Y } = drawn.value;
    const trainer = new Trainer(article, { ...drawn.value, test: { X, Y } });
    advance(trainer, 7);
    trainer.look();
    // The training samples themselves, as a test set: the same cost.
    expect(trainer.testCost).toBe(trainer.cost);
    expect(trainer.testOutput).toEqual(trainer.pass.layers[1].H);
    expect(trainer.snapshot()).toEqual(advance(trainerOf(article), 7).snapshot());
    expect(trainerOf(article).testCost).toBeNull();
  });
});

describe("one batch of all samples", () => {
  it("trains as the full batch does, up to the order of the sums", () => {
    const full = advance(trainerOf(withTraining("full")), 50);
    const shuffled = advance(trainerOf(withTraining(10)), 50);
    shuffled.parameters.values.forEach((value, i) =>
      expect(value).toBeCloseTo(full.parameters.values[i], 10),
    );
  });
});

describe("rewind", () => {
  it.each(["full", 3] as const)("with batch %s leads through the same numbers again", (batch) => {
    const trainer = advance(trainerOf(withTraining(batch)), 25);
    const once = trainer.snapshot();
    trainer.rewind();
    expect(trainer.step).toBe(0);
    expect(recorded(trainer)).toEqual([0]);
    advance(trainer, 25);
    expect(trainer.snapshot()).toEqual(once);
  });

  it("keeps a learning rate that was changed", () => {
    const trainer = trainerOf(withTraining("full"));
    trainer.setLearningRate(0.0001);
    trainer.rewind();
    expect(trainer.learningRate).toBe(0.0001);
  });
});

describe("a snapshot", () => {
  it.each(["full", 3] as const)(
    "with batch %s is gone on from bit for bit, also within an epoch",
    (batch) => {
      for (const at of [0, 1, 4, 6]) {
        const trainer = advance(trainerOf(withTraining(batch)), at);
        const saved = structuredClone(trainer.snapshot());
        const resumed = trainerOf(withTraining(batch));
        resumed.restore(saved);
        expect(resumed.step).toBe(at);
        advance(trainer, 20);
        advance(resumed, 20);
        expect(resumed.snapshot()).toEqual(trainer.snapshot());
        expect(recorded(resumed)[0]).toBe(at);
      }
    },
  );

  it("can be gone back to with the history that there is", () => {
    const trainer = trainerOf(withTraining("full"));
    const start = trainer.snapshot();
    advance(trainer, 5).evaluate();
    trainer.restore(start, "stays");
    expect(trainer.step).toBe(0);
    advance(trainer, 6).evaluate();
    expect(recorded(trainer)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it("of another task is refused", () => {
    const saved = trainerOf(withTraining("full")).snapshot();
    expect(() => trainerOf(withTraining(3)).restore(saved)).toThrow("another task");
    const shorter = { ...saved, parameters: new Float64Array(3) };
    expect(() => trainerOf(withTraining("full")).restore(shorter)).toThrow("another task");
  });
});

describe("a rate that is too large", () => {
  it("breaks at the first step whose cost is not finite, in the first matrix of its pass that is not", () => {
    const trainer = trainerOf(withTraining("full", 0.001));
    while (trainer.advance());
    const { step, matrix, row, column, before } = trainer.breakdown!;
    expect(step).toBe(3);
    expect(trainer.step).toBe(2);
    expect(recorded(trainer)).toEqual([0, 1, 2]);
    // One step further by hand: that very number is the first in the chain that is not finite.
    trainer.look();
    expect(before).toBeGreaterThan(1);
    expect(matrix.kind === "W" || matrix.kind === "b").toBe(false);
    expect([row, column].every(Number.isInteger)).toBe(true);
    const held =
      matrix.kind === "error"
        ? trainer.pass.error
        : trainer.pass.layers[matrix.layer][matrix.kind as "Z" | "H"];
    expect(before).toBe(Math.max(...held.map(Math.abs)));
  });

  it("stays broken until the rate changes, then goes on from the last finite step", () => {
    const trainer = trainerOf(withTraining("full", 0.001));
    while (trainer.advance());
    expect(trainer.advance()).toBe(false);
    trainer.setLearningRate(0.001);
    expect(trainer.advance()).toBe(false);
    trainer.setLearningRate(1e-300);
    expect(trainer.advance()).toBe(true);
    expect(trainer.breakdown).toBeNull();
    expect(trainer.step).toBe(3);
    trainer.evaluate();
    expect(recorded(trainer)).toEqual([0, 1, 2, 3]);
  });

  it("may break again at once", () => {
    const trainer = trainerOf(withTraining("full", 0.001));
    while (trainer.advance());
    trainer.setLearningRate(0.01);
    expect(trainer.advance() && trainer.evaluate()).toBe(false);
    expect(trainer.breakdown).toMatchObject({ step: 3 });
    expect(trainer.step).toBe(2);
  });

  it("in batches goes back to a step whose cost on all samples is finite, and can go on from there", () => {
    for (const batch of [1, 3, 4, 10]) {
      const trainer = trainerOf(withTraining(batch, 1));
      for (let i = 0; i < 1000 && trainer.advance(); i++);
      expect(trainer.breakdown).not.toBeNull();
      expect(trainer.step).toBeLessThan(trainer.breakdown!.step);
      expect(Number.isFinite(trainer.cost)).toBe(true);
      trainer.setLearningRate(1e-300);
      expect(trainer.advance()).toBe(true);
    }
  });
});

describe("what broke first", () => {
  const start = (X: number[][], Y: number[][], W: number[][]): Parameters<typeof makeTrainer>[0] => ({
    X: Matrix.from(X),
    Y: Matrix.from(Y),
    parameters: [{ W: Matrix.from(W), b: null }],
    random: new RandomState(1),
  });
  const makeTrainer = (from: ConstructorParameters<typeof Trainer>[1], learningRate: number): Trainer =>
    new Trainer(
      {
        network: { bias: false, layers: [{ units: 1, activation: "linear" }] },
        cost: "sse",
        training: { optimizer: { kind: "sgd", learningRate }, batch: "full" },
      },
      from,
    );

  it("is the cost, where every error is finite but its square is not", () => {
    const trainer = makeTrainer(start([[1]], [[1e200]], [[0]]), 1);
    expect(trainer.step).toBe(0);
    expect(trainer.breakdown).toEqual({
      step: 0,
      matrix: { kind: "cost", layer: 0 },
      row: 0,
      column: 0,
      before: 0,
    });
    expect(trainer.advance()).toBe(false);
  });

  it("is a weight, where gradient and cost are finite but the step is too long; the step before stays", () => {
    const trainer = makeTrainer(start([[1e100]], [[1e100]], [[0.5]]), 1e200);
    expect(trainer.advance()).toBe(false);
    expect(trainer.breakdown).toEqual({
      step: 1,
      matrix: { kind: "W", layer: 0 },
      row: 0,
      column: 0,
      before: 0.5,
    });
    expect(trainer.step).toBe(0);
    expect(trainer.cost).toBe(0.25e200);
  });

  it("is a gradient, where the cost is finite but a product in it is not", () => {
    const trainer = makeTrainer(start([[0, 1e200]], [[1e150]], [[1], [0]]), 1);
    expect(trainer.advance()).toBe(false);
    expect(trainer.breakdown).toEqual({
      step: 1,
      matrix: { kind: "dW", layer: 0 },
      row: 1,
      column: 0,
      before: 0,
    });
    expect(trainer.step).toBe(0);
    expect(Number.isFinite(trainer.cost)).toBe(true);
  });
});

describe("numbers that are not finite and that the cost does not show", () => {
  const hidden = (weights: Experiment["weights"]): Experiment => ({
    ...article,
    weights,
    network: {
      bias: true,
      layers: [
        { units: 6, activation: "linear" },
        { units: 4, activation: "sigmoid" },
      ],
    },
  });

  it("break at the start where a saturating activation hides an overflow in Z", () => {
    const trainer = trainerOf(hidden({ kind: "uniform", low: 1e300, high: 1e306 }));
    expect(Number.isFinite(trainer.cost)).toBe(true);
    expect(trainer.breakdown).toMatchObject({ step: 0, matrix: { kind: "Z", layer: 1 } });
  });

  it("break at the start where they are the weights themselves", () => {
    const trainer = trainerOf(hidden({ kind: "normal", mean: Number.MAX_VALUE, sd: 1e300 }));
    expect(trainer.breakdown?.step).toBe(0);
    expect(trainer.advance()).toBe(false);
  });
});

describe("any valid experiment", () => {
  it("trains or breaks, and never shows a cost that is not finite after its first step", () => {
    fc.assert(
      fc.property(experiments, (experiment) => {
        fc.pre(drawExperiment(experiment, null).ok);
        const trainer = trainerOf(experiment);
        for (let i = 0; i < 12 && trainer.advance(); i++);
        trainer.look();
        const { breakdown } = trainer;
        if (breakdown === null || breakdown.step > 0) {
          expect(Number.isFinite(trainer.cost)).toBe(true);
          expect(trainer.parameters.values.every(Number.isFinite)).toBe(true);
        }
        if (breakdown !== null) expect(trainer.step).toBeLessThan(breakdown.step || 1);
        const snapshot = trainer.snapshot();
        trainer.rewind();
        for (let i = 0; i < 12 && trainer.advance(); i++);
        trainer.look();
        expect(trainer.snapshot()).toEqual(snapshot);
      }),
      { numRuns: 300 },
    );
  });
});

describe("wrong calls", () => {
  it("a Y that is not of the output's shape is refused", () => {
    const drawn = drawExperiment(article, null);
    if (!drawn.ok) throw new Error("the experiment cannot be drawn");
    const { X, parameters, random } = drawn.value;
    expect(() => new Trainer(article, { X, Y: Matrix.zeros(10, 2), parameters, random })).toThrow(
      "Y (10,2) does not fit the output (10,1)",
    );
  });

  it.each([NaN, Infinity])("a learning rate of %d is refused", (rate) => {
    expect(() => trainerOf(article).setLearningRate(rate)).toThrow("is not a learning rate");
  });
});
