import fc from "fast-check";
import { article } from "../../core/experiment/defaults.ts";
import { drawExperiment } from "../../core/experiment/draw-experiment.ts";
import type { Experiment } from "../../core/experiment/experiment.ts";
import type { OptimizerPlan, Schedule } from "../../core/optimizer/plan.ts";
import { Trainer } from "../../core/training/trainer.ts";
import { valueOf } from "./datasets.ts";

/** A trainer at the start of an experiment that needs no data set. */
export function trainerOf(experiment: Experiment): Trainer {
  return new Trainer(experiment, valueOf(drawExperiment(experiment, null)));
}

/** Learning rates at which the networks of `trainings` stay finite for thousands of steps. */
export const calmRates = fc.double({ min: 1e-5, max: 1e-2, noNaN: true });

const fraction = fc.double({ min: 0.1, max: 0.95, noNaN: true });
const epsilon = fc.constant(1e-8);

const optimizer: fc.Arbitrary<OptimizerPlan> = fc.oneof(
  fc.record({ kind: fc.constant("sgd" as const), learningRate: calmRates }),
  fc.record({ kind: fc.constant("momentum" as const), learningRate: calmRates, momentum: fraction }),
  fc.record({ kind: fc.constant("nesterov" as const), learningRate: calmRates, momentum: fraction }),
  fc.record({ kind: fc.constant("adagrad" as const), learningRate: calmRates, epsilon }),
  fc.record({ kind: fc.constant("rmsprop" as const), learningRate: calmRates, alpha: fraction, epsilon }),
  fc.record({
    kind: fc.constant("adam" as const),
    learningRate: calmRates,
    beta1: fraction,
    beta2: fraction,
    epsilon,
  }),
);

const schedule = fc.option(
  fc.oneof(
    fc.record({
      kind: fc.constant("step" as const),
      every: fc.integer({ min: 1, max: 100 }),
      factor: fraction,
    }),
    fc.record({ kind: fc.constant("exponential" as const), factor: fc.constant(0.999) }),
    fc.record({
      kind: fc.constant("cosine" as const),
      steps: fc.integer({ min: 1, max: 1000 }),
      lowest: fc.constant(0),
    }),
  ),
  { nil: undefined },
);

/** Small experiments that train for a long time: every optimizer and schedule, full batch and batches. */
export const trainings: fc.Arbitrary<Experiment> = fc
  .record({
    seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    samples: fc.integer({ min: 1, max: 12 }),
    features: fc.integer({ min: 1, max: 4 }),
    bias: fc.boolean(),
    activation: fc.constantFrom("tanh" as const, "sigmoid" as const, "relu" as const, "linear" as const),
    units: fc.integer({ min: 1, max: 4 }),
    optimizer,
    schedule,
    batch: fc.oneof(fc.constant("full" as const), fc.integer({ min: 1, max: 12 })),
  })
  .map(({ seed, samples, features, bias, activation, units, optimizer, schedule, batch }): Experiment => ({
    ...article,
    seed,
    data: { kind: "generate", samples, features, draw: { kind: "rand" }, target: { kind: "teacher" } },
    network: {
      bias,
      layers: [
        { units, activation },
        { units: 1, activation: "linear" },
      ],
    },
    cost: "mse",
    training: {
      optimizer,
      ...(schedule && { schedule: schedule satisfies Schedule }),
      batch: batch === "full" ? batch : Math.min(batch, samples),
      stop: null,
    },
  }));
