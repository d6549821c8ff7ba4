import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { article } from "../../../../core/experiment/defaults.ts";
import { drawExperiment } from "../../../../core/experiment/draw-experiment.ts";
import type { Experiment } from "../../../../core/experiment/experiment.ts";
import type { LayerPlan } from "../../../../core/network/plan.ts";
import type { OptimizerPlan } from "../../../../core/optimizer/plan.ts";
import { compileStep } from "../../../../core/training/compiled/compiled-step.ts";
import { Trainer } from "../../../../core/training/trainer.ts";
import { experiments } from "../../../support/experiments.ts";

const optimizers: readonly OptimizerPlan[] = [
  { kind: "sgd", learningRate: 0.01 },
  { kind: "momentum", learningRate: 0.003, momentum: 0.9 },
  { kind: "nesterov", learningRate: 0.003, momentum: 0.9 },
  { kind: "adagrad", learningRate: 0.01, epsilon: 1e-10 },
  { kind: "rmsprop", learningRate: 0.003, alpha: 0.99, epsilon: 1e-8 },
  { kind: "adam", learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
];

const layer = fc.record({
  units: fc.integer({ min: 1, max: 12 }),
  activation: fc.constantFrom<LayerPlan["activation"][]>(
    "linear",
    "square",
    "cube",
    "relu",
    "leaky-relu",
    "tanh",
    "sigmoid",
  ),
});

/** Small networks that learn from numbers of ordinary size. */
const calm: fc.Arbitrary<Experiment> = fc
  .record({
    samples: fc.integer({ min: 1, max: 150 }),
    features: fc.integer({ min: 1, max: 12 }),
    bias: fc.boolean(),
    layers: fc.array(layer, { minLength: 1, maxLength: 4 }),
    cost: fc.constantFrom("sse" as const, "mse" as const),
    optimizer: fc.constantFrom(...optimizers),
    batch: fc.oneof(fc.constant("full" as const), fc.integer({ min: 1, max: 40 })),
    seed: fc.nat(),
  })
  .map(({ samples, features, bias, layers, cost, optimizer, batch, seed }) => ({
    ...article,
    seed,
    data: {
      kind: "generate" as const,
      samples,
      features,
      draw: { kind: "randn" as const, mean: 0, sd: 1 },
      target: { kind: "teacher" as const },
    },
    network: { bias, layers },
    weights: { kind: "uniform" as const, low: -0.6, high: 0.5 },
    cost,
    training: { optimizer, batch: batch === "full" ? batch : Math.min(batch, samples), stop: null },
  }));

/** The same training by portions, in compiled code where there is some, and step by step without it. */
function trainBoth(experiment: Experiment, steps: number): [Trainer, Trainer] {
  const drawn = drawExperiment(experiment, null);
  // Columns that cannot be scaled are found when they are drawn.
  fc.pre(drawn.ok);
  if (!drawn.ok) throw new Error("internal: fast-check goes on without a precondition");
  const compiled = new Trainer(experiment, drawn.value);
  const plain = new Trainer(experiment, drawn.value, { webAssembly: false });
  while (compiled.step < steps && compiled.work(steps));
  while (plain.step < steps && plain.advance());
  return [compiled, plain];
}

function weightsOf(trainer: Trainer): unknown {
  const { step, parameters, memory } = trainer.snapshot();
  return { step, parameters, memory };
}

function expectSame([compiled, plain]: [Trainer, Trainer]): void {
  expect(compiled.step).toBe(plain.step);
  expect(compiled.breakdown).toEqual(plain.breakdown);
  expect(weightsOf(compiled)).toEqual(weightsOf(plain));
  if (plain.breakdown === null) expect(compiled.snapshot()).toEqual(plain.snapshot());
  else {
    // The next epoch's order may have been drawn already, or not: it is the same one.
    for (const trainer of [compiled, plain]) {
      trainer.setLearningRate(1e-300);
      for (let i = 0; i < 5 && trainer.advance(); i++);
    }
    expect(weightsOf(compiled)).toEqual(weightsOf(plain));
  }
  compiled.look();
  plain.look();
  expect(compiled.cost).toBe(plain.cost);
  expect(compiled.history.points()).toEqual(plain.history.points());
}

// Every network is compiled anew, which takes most of the time.
describe("compiled steps", () => {
  it("give the bits of ordinary ones, for small networks of any shape", () => {
    fc.assert(
      fc.property(calm, (experiment) => expectSame(trainBoth(experiment, 130))),
      { numRuns: 120 },
    );
  }, 60_000);

  it("break down where ordinary ones do, for any valid experiment", () => {
    fc.assert(
      fc.property(experiments, (experiment) => expectSame(trainBoth(experiment, 70))),
      { numRuns: 120 },
    );
  }, 60_000);

  it.each(["full", 4] as const)("with batch %s hand over to ordinary ones and back at any step", (batch) => {
    const experiment = { ...article, training: { ...article.training, batch } };
    const drawn = drawExperiment(experiment, null);
    if (!drawn.ok) throw new Error("the experiment cannot be drawn");
    const mixed = new Trainer(experiment, drawn.value);
    for (let goal = 64; goal < 2000; goal += 64 + (goal % 7)) {
      while (mixed.step < goal) mixed.work(goal);
      mixed.advance();
      mixed.look();
    }
    const plain = new Trainer(experiment, drawn.value, { webAssembly: false });
    while (plain.step < mixed.step) plain.advance();
    expect(mixed.snapshot()).toEqual(plain.snapshot());
  });

  it("are made of the article's network, of the network of a batch, and of none with a softmax", () => {
    const drawn = drawExperiment(article, null);
    if (!drawn.ok) throw new Error("the experiment cannot be drawn");
    const { X, Y } = drawn.value;
    expect(compileStep(article, X, Y, null)).not.toBeNull();
    expect(compileStep(article, X, Y, 3)).not.toBeNull();
    const layers = [{ units: 1, activation: "softmax" as const }];
    expect(compileStep({ ...article, network: { bias: false, layers } }, X, Y, null)).toBeNull();
    expect(compileStep({ ...article, penalty: { l1: 0, l2: 1 } }, X, Y, null)).toBeNull();
  });

  it("stop before the step whose numbers are not finite, and say how many they made", () => {
    const drawn = drawExperiment(article, null);
    if (!drawn.ok) throw new Error("the experiment cannot be drawn");
    const { X, Y, parameters } = drawn.value;
    const compiled = compileStep(article, X, Y, null);
    if (compiled === null) throw new Error("the article's network was not compiled");
    compiled.parameters.set(parameters.flatMap(({ W }) => Array.from(W.values)));
    compiled.rates.fill(0.001);
    // The cost of step 3 is the first that is not finite.
    expect(compiled.run(10, 0)).toBe(3);
    expect(Number.isFinite(compiled.costs[2])).toBe(true);
    expect(Number.isFinite(compiled.costs[3])).toBe(false);
  });
});
