import fc from "fast-check";
import { patterns } from "../../core/data/patterns.ts";
import type { Data, PatternName } from "../../core/data/plan.ts";
import type { Experiment, StopPlan } from "../../core/experiment/experiment.ts";
import { lastActivations } from "../../core/network/costs.ts";
import type { ActivationPlan, CostName, LayerPlan, WeightDraw, Weights } from "../../core/network/plan.ts";
import type { OptimizerPlan, Schedule } from "../../core/optimizer/plan.ts";

const number = fc.integer({ min: -2000, max: 2000 }).map((n) => n / 1000);
const share = fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000);
const rows = (count: number, length: number, of = number) =>
  fc.array(fc.array(of, { minLength: length, maxLength: length }), { minLength: count, maxLength: count });

const hidden = fc.constantFrom<ActivationPlan>(
  ...(["linear", "square", "sigmoid", "tanh", "relu", "leaky-relu", "softplus"] as const),
  ...["x*exp(-x**2)", "sin(2*x) + 0.1*x", "where(x > 0.5, sqrt(x), x/2)", "maximum(-1, minimum(x, 1))"].map(
    (formula) => ({ formula }),
  ),
);
const anyLast: readonly ActivationPlan[] = [
  "linear",
  "cube",
  "sigmoid",
  "tanh",
  "softmax",
  { formula: "x/(1 + exp(-x))" },
];
/** A cost, and a last activation that it can do with. */
const endings = fc.constantFrom<CostName>("sse", "mse", "bce", "cross-entropy").chain((cost) =>
  fc.record({
    cost: fc.constant(cost),
    last: fc.constantFrom<ActivationPlan>(...(lastActivations[cost] ?? anyLast)),
  }),
);

const weightDraw: fc.Arbitrary<WeightDraw> = fc.constantFrom(
  { kind: "uniform", low: -1, high: 1 },
  { kind: "rand" },
  { kind: "normal", mean: 0.1, sd: 0.5 },
  { kind: "xavier" },
  { kind: "he" },
  { kind: "zeros" },
);

/** Data that fit: Y between 0 and 1 where the cost wants probabilities. */
function data(samples: number, features: number, targets: number, cost: CostName): fc.Arbitrary<Data> {
  const probable = lastActivations[cost] !== null;
  const drawn = (target: fc.Arbitrary<Extract<Data, { kind: "generate" }>["target"]>) =>
    fc.record({
      kind: fc.constant("generate" as const),
      samples: fc.constant(samples),
      features: fc.constant(features),
      draw: fc.constantFrom(
        { kind: "rand" as const },
        { kind: "randint" as const, low: -2, high: 3 },
        { kind: "randn" as const, mean: 0.5, sd: 0.7 },
      ),
      target,
    });
  const teacher = fc.constant({ kind: "teacher" as const });
  const linear = fc.record({
    kind: fc.constant("linear" as const),
    coefficients: fc.array(number, { minLength: features, maxLength: features }),
  });
  const table = fc.record(
    {
      kind: fc.constant("table" as const),
      X: rows(samples, features),
      Y: rows(samples, targets, probable ? share : number),
      features: fc.array(fc.string(), { minLength: features, maxLength: features }),
    },
    { requiredKeys: ["kind", "X", "Y"] },
  );
  const ids = (Object.keys(patterns) as PatternName[]).filter(
    (id) => patterns[id].features === features && (!probable || patterns[id].target === "class"),
  );
  const pattern = (id: PatternName) =>
    fc.record({
      kind: fc.constant("pattern" as const),
      id: fc.constant(id),
      samples: fc.constant(samples),
      noise: fc.constantFrom(0, 0.2),
    });
  return fc.oneof(
    drawn(teacher),
    table,
    ...(targets === 1 && !probable ? [drawn(linear)] : []),
    ...(targets === 1 ? ids.map(pattern) : []),
  );
}

function weights(features: number, layers: readonly LayerPlan[], bias: boolean): fc.Arbitrary<Weights> {
  const given = layers.map(({ units }, index) =>
    fc.record({
      W: rows(index === 0 ? features : layers[index - 1].units, units),
      b: bias ? fc.array(number, { minLength: units, maxLength: units }) : fc.constant(null),
    }),
  );
  return fc.oneof(
    { weight: 3, arbitrary: weightDraw },
    {
      weight: 1,
      arbitrary: fc.record(
        { kind: fc.constant("given" as const), layers: fc.tuple(...given), draw: weightDraw },
        { requiredKeys: ["kind", "layers"] },
      ),
    },
  );
}

const learningRate = fc.constantFrom(0.001, 0.003, 0.01);
const epsilon = fc.constant(1e-8);
const optimizer: fc.Arbitrary<OptimizerPlan> = fc.oneof(
  fc.record({ kind: fc.constant("sgd" as const), learningRate }),
  fc.record({ kind: fc.constant("momentum" as const), learningRate, momentum: fc.constant(0.9) }),
  fc.record({ kind: fc.constant("nesterov" as const), learningRate, momentum: fc.constantFrom(0, 0.8) }),
  fc.record({ kind: fc.constant("adagrad" as const), learningRate, epsilon }),
  fc.record({ kind: fc.constant("rmsprop" as const), learningRate, alpha: fc.constant(0.95), epsilon }),
  fc.record({
    kind: fc.constant("adam" as const),
    learningRate,
    beta1: fc.constant(0.9),
    beta2: fc.constant(0.99),
    epsilon,
  }),
);
const schedule: fc.Arbitrary<Schedule | undefined> = fc.constantFrom<Schedule | undefined>(
  undefined,
  { kind: "constant" },
  { kind: "step", every: 7, factor: 0.5 },
  { kind: "exponential", factor: 0.98 },
  { kind: "cosine", steps: 25, lowest: 1e-4 },
);
const penalty = fc.constantFrom(
  undefined,
  undefined,
  { l1: 0, l2: 0 },
  { l1: 0.01, l2: 0 },
  { l1: 0, l2: 0.02 },
  { l1: 0.01, l2: 0.02 },
);

const stop = fc.record<StopPlan>(
  { steps: fc.integer({ min: 1, max: 40 }), epochs: fc.integer({ min: 1, max: 20 }) },
  { requiredKeys: ["steps"] },
);

/** An experiment with a stop. */
export type Stopped = Experiment & { readonly training: { readonly stop: StopPlan } };

/**
 * Small experiments of every kind that train for some dozen steps with numbers of ordinary size, so that two
 * ways of computing them agree to many digits.
 */
export const exportable: fc.Arbitrary<Stopped> = fc
  .record({
    samples: fc.integer({ min: 3, max: 14 }),
    features: fc.integer({ min: 1, max: 3 }),
    targets: fc.constantFrom(1, 1, 2, 3),
    before: fc.array(fc.record({ units: fc.integer({ min: 1, max: 5 }), activation: hidden }), {
      maxLength: 3,
    }),
    ending: endings,
    bias: fc.boolean(),
    test: fc.constantFrom(null, null, 0.3),
  })
  .chain(({ samples, features, targets, before, ending: { cost, last }, bias, test }) => {
    const layers = [...before, { units: targets, activation: last }];
    const training = test === null ? samples : samples - Math.floor(samples * test + 0.5);
    return fc
      .record({
        name: fc.string({ unit: "grapheme" }),
        notes: fc.string({ unit: "grapheme" }),
        seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        data: data(samples, features, targets, cost),
        scaling: fc.constantFrom("none" as const, "none" as const, "standardise" as const, "range" as const),
        weights: weights(features, layers, bias),
        penalty,
        optimizer,
        schedule,
        batch: fc.oneof(fc.constant("full" as const), fc.integer({ min: 1, max: training })),
        stop,
      })
      .map(({ penalty, optimizer, schedule, batch, stop, ...rest }): Stopped => ({
        format: "rematrix",
        version: 1,
        ...rest,
        split: test === null ? null : { test },
        network: { bias, layers },
        cost,
        ...(penalty && { penalty }),
        training: { optimizer, ...(schedule && { schedule }), batch, stop },
      }));
  });
