import fc from "fast-check";
import { patterns } from "../../core/data/patterns.ts";
import type { Data, PatternName } from "../../core/data/plan.ts";
import type { Experiment, StopPlan } from "../../core/experiment/experiment.ts";
import type { LayerPlan, WeightDraw, Weights } from "../../core/network/plan.ts";
import type { OptimizerPlan, Schedule } from "../../core/optimizer/plan.ts";

const number = fc.double({ noNaN: true, noDefaultInfinity: true });
const deviation = fc.double({ min: 0, max: 1e300, noNaN: true });
const range = fc
  .tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 1, max: 1000 }))
  .map(([low, width]) => ({ low, high: low + width }));
const row = (length: number) => fc.array(number, { minLength: length, maxLength: length });
const rows = (count: number, length: number) => fc.array(row(length), { minLength: count, maxLength: count });
const names = (count: number) => fc.array(fc.string(), { minLength: count, maxLength: count });

const weightDraw: fc.Arbitrary<WeightDraw> = fc.oneof(
  range.map((bounds) => ({ kind: "uniform" as const, ...bounds })),
  fc.constant({ kind: "rand" as const }),
  fc.record({ kind: fc.constant("normal" as const), mean: number, sd: deviation }),
  fc.constantFrom({ kind: "xavier" as const }, { kind: "he" as const }, { kind: "zeros" as const }),
);

const activation = fc.constantFrom(
  ...(["linear", "square", "cube", "sigmoid", "tanh", "relu"] as const satisfies LayerPlan["activation"][]),
);

function data(samples: number, features: number, targets: number): fc.Arbitrary<Data> {
  const teacher = fc.constant({ kind: "teacher" as const });
  const linear = fc.record({ kind: fc.constant("linear" as const), coefficients: row(features) });
  const generated = fc.record({
    kind: fc.constant("generate" as const),
    samples: fc.constant(samples),
    features: fc.constant(features),
    draw: fc.oneof(
      fc.constant({ kind: "rand" as const }),
      range.map((bounds) => ({ kind: "randint" as const, ...bounds })),
      fc.record({ kind: fc.constant("randn" as const), mean: number, sd: deviation }),
    ),
    target: targets === 1 ? fc.oneof(teacher, linear) : teacher,
  });
  const table = fc.record(
    {
      kind: fc.constant("table" as const),
      X: rows(samples, features),
      Y: rows(samples, targets),
      features: names(features),
      targets: names(targets),
    },
    { requiredKeys: ["kind", "X", "Y"] },
  );
  const ids = (Object.keys(patterns) as PatternName[]).filter((id) => patterns[id].features === features);
  if (ids.length === 0 || targets !== 1) return fc.oneof(generated, table);
  const pattern = fc.record({
    kind: fc.constant("pattern" as const),
    id: fc.constantFrom(...ids),
    samples: fc.constant(samples),
    noise: deviation,
  });
  return fc.oneof(generated, table, pattern);
}

function weights(features: number, layers: readonly LayerPlan[], bias: boolean): fc.Arbitrary<Weights> {
  const layersGiven = layers.map(({ units }, index) =>
    fc.record({
      W: rows(index === 0 ? features : layers[index - 1].units, units),
      b: bias ? row(units) : fc.constant(null),
    }),
  );
  const given = fc.record(
    { kind: fc.constant("given" as const), layers: fc.tuple(...layersGiven), draw: weightDraw },
    { requiredKeys: ["kind", "layers"] },
  );
  return fc.oneof(weightDraw, given);
}

const layerPlans = fc.array(fc.record({ units: fc.integer({ min: 1, max: 6 }), activation }), {
  minLength: 1,
  maxLength: 4,
});

const wholes = fc.integer({ min: 1, max: 1e9 });

const stopPlans: fc.Arbitrary<StopPlan> = fc
  .record(
    {
      steps: wholes,
      epochs: wholes,
      costBelow: fc.double({ min: Number.MIN_VALUE, max: 1e10, noNaN: true }),
      noProgressFor: wholes,
    },
    { requiredKeys: [] },
  )
  .filter((plan) => Object.keys(plan).length > 0);

const learningRate = fc.double({ min: Number.MIN_VALUE, max: 1e10, noNaN: true });
const epsilon = fc.double({ min: 1e-300, max: 1, noNaN: true });
const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const factor = fc.double({ min: 1e-3, max: 2, noNaN: true });
const strength = fc.double({ min: 0, max: 10, noNaN: true });

const optimizer: fc.Arbitrary<OptimizerPlan> = fc.oneof(
  fc.record({ kind: fc.constant("sgd" as const), learningRate }),
  fc.record({ kind: fc.constant("momentum" as const), learningRate, momentum: fraction }),
  fc.record({ kind: fc.constant("nesterov" as const), learningRate, momentum: fraction }),
  fc.record({ kind: fc.constant("adagrad" as const), learningRate, epsilon }),
  fc.record({ kind: fc.constant("rmsprop" as const), learningRate, alpha: fraction, epsilon }),
  fc.record({
    kind: fc.constant("adam" as const),
    learningRate,
    beta1: fraction,
    beta2: fraction,
    epsilon,
  }),
);

const penalty = fc.record({ l1: strength, l2: strength });
const schedule: fc.Arbitrary<Schedule> = fc.oneof(
  fc.constant({ kind: "constant" as const }),
  fc.record({ kind: fc.constant("step" as const), every: wholes, factor }),
  fc.record({ kind: fc.constant("exponential" as const), factor }),
  fc.record({ kind: fc.constant("cosine" as const), steps: wholes, lowest: strength }),
);

/** Any valid experiment with small matrices, given weights and tables included. */
export const experiments: fc.Arbitrary<Experiment> = fc
  .tuple(
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 5 }),
    layerPlans,
    fc.boolean(),
    fc.nat(11),
  )
  .chain(([samples, features, layers, bias, test]) =>
    fc.record({
      format: fc.constant("rematrix" as const),
      version: fc.constant(1 as const),
      name: fc.string(),
      notes: fc.string({ unit: "grapheme" }),
      seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      data: data(samples, features, layers[layers.length - 1].units),
      split: fc.constant(test === 0 || test >= samples ? null : { test: test / samples }),
      scaling: fc.constantFrom("none" as const, "standardise" as const, "range" as const),
      network: fc.constant({ bias, layers }),
      weights: weights(features, layers, bias),
      cost: fc.constantFrom("sse" as const, "mse" as const),
      training: fc.record(
        {
          optimizer,
          schedule,
          batch: fc.oneof(
            fc.constant("full" as const),
            fc.integer({ min: 1, max: test < samples ? samples - test : samples }),
          ),
          stop: fc.option(stopPlans),
        },
        { requiredKeys: ["optimizer", "batch", "stop"] },
      ),
    }),
  )
  .chain((experiment) =>
    fc
      .option(penalty, { nil: undefined })
      .map((drawn) => (drawn ? { ...experiment, penalty: drawn } : experiment)),
  );
