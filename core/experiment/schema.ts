import * as v from "valibot";
import { datasets } from "../data/datasets.ts";
import { patterns } from "../data/patterns.ts";
import type { DatasetName, PatternName, Scaling } from "../data/plan.ts";
import { activations } from "../network/activations.ts";
import { costs } from "../network/costs.ts";
import type { ActivationName, CostName } from "../network/plan.ts";
import { optimizers } from "../optimizer/optimizers.ts";
import { article } from "./defaults.ts";
import type { StopPlan } from "./experiment.ts";
import { formula } from "./formula-rule.ts";
import { limits } from "./limits.ts";
import {
  atLeastOne,
  choice,
  decay,
  fraction,
  list,
  numberRows,
  numbers,
  real,
  record,
  text,
  whole,
  wordOrWhole,
} from "./rules.ts";

const names = <Name extends string>(registry: Readonly<Record<Name, unknown>>): Name[] =>
  Object.keys(registry) as Name[];

const kind = <const Kind extends string>(name: Kind) => v.literal(name);

const dataDraw = v.variant("kind", [
  record({ kind: kind("rand") }),
  record({
    kind: kind("randint"),
    low: whole(-limits.whole, limits.whole),
    high: whole(-limits.whole, limits.whole),
  }),
  record({ kind: kind("randn"), mean: real(), sd: real("not-negative") }),
]);

const target = v.variant("kind", [
  record({ kind: kind("teacher") }),
  record({ kind: kind("linear"), coefficients: numbers() }),
]);

const columnNames = list(text(limits.nameLength), limits.features);

const data = v.variant("kind", [
  record({
    kind: kind("generate"),
    samples: whole(1, limits.samples),
    features: whole(1, limits.features),
    draw: v.optional(dataDraw, { kind: "rand" }),
    target: v.optional(target, { kind: "teacher" }),
  }),
  record({
    kind: kind("table"),
    X: numberRows(),
    Y: numberRows(),
    features: v.optional(columnNames),
    targets: v.optional(columnNames),
  }),
  record({
    kind: kind("pattern"),
    id: choice(names<PatternName>(patterns)),
    samples: whole(1, limits.samples),
    noise: v.optional(real("not-negative"), 0),
  }),
  record({ kind: kind("dataset"), id: choice(names<DatasetName>(datasets)) }),
]);

const split = record({ test: fraction() });

const scalings = ["none", "standardise", "range"] as const satisfies readonly Scaling[];

const named = choice(names<ActivationName>(activations));
const ownFormula = record({ formula: formula() });
const activation = v.lazy((input) => (typeof input === "object" && input !== null ? ownFormula : named));

const network = record({
  bias: v.optional(v.boolean(), article.network.bias),
  layers: list(record({ units: whole(1, limits.units), activation }), limits.units),
});

const uniform = record({ kind: kind("uniform"), low: real(), high: real() });
const rand = record({ kind: kind("rand") });
const normal = record({ kind: kind("normal"), mean: real(), sd: real("not-negative") });
const xavier = record({ kind: kind("xavier") });
const he = record({ kind: kind("he") });
const zeros = record({ kind: kind("zeros") });
const draws = [uniform, rand, normal, xavier, he, zeros] as const;

const given = record({
  kind: kind("given"),
  layers: list(record({ W: numberRows(), b: v.nullable(numbers()) }), limits.units),
  draw: v.optional(v.variant("kind", draws)),
});

const stop = v.pipe(
  record({
    steps: v.optional(whole(1, limits.steps)),
    epochs: v.optional(whole(1, limits.steps)),
    costBelow: v.optional(real("positive")),
    noProgressFor: v.optional(whole(1, limits.steps)),
  }),
  atLeastOne<StopPlan>(["steps", "epochs", "costBelow", "noProgressFor"]),
);

const { momentum, nesterov, adagrad, rmsprop, adam } = optimizers;
const learningRate = real("positive");
const epsilon = real("positive");

const optimizer = v.variant("kind", [
  record({ kind: kind("sgd"), learningRate }),
  record({
    kind: kind("momentum"),
    learningRate,
    momentum: v.optional(decay(), momentum.defaults.momentum),
  }),
  record({
    kind: kind("nesterov"),
    learningRate,
    momentum: v.optional(decay(), nesterov.defaults.momentum),
  }),
  record({ kind: kind("adagrad"), learningRate, epsilon: v.optional(epsilon, adagrad.defaults.epsilon) }),
  record({
    kind: kind("rmsprop"),
    learningRate,
    alpha: v.optional(decay(), rmsprop.defaults.alpha),
    epsilon: v.optional(epsilon, rmsprop.defaults.epsilon),
  }),
  record({
    kind: kind("adam"),
    learningRate,
    beta1: v.optional(decay(), adam.defaults.beta1),
    beta2: v.optional(decay(), adam.defaults.beta2),
    epsilon: v.optional(epsilon, adam.defaults.epsilon),
  }),
]);

const schedule = v.variant("kind", [
  record({ kind: kind("constant") }),
  record({ kind: kind("step"), every: whole(1, limits.steps), factor: real("positive") }),
  record({ kind: kind("exponential"), factor: real("positive") }),
  record({
    kind: kind("cosine"),
    steps: whole(1, limits.steps),
    lowest: v.optional(real("not-negative"), 0),
  }),
]);

const penalty = record({
  l1: v.optional(real("not-negative"), 0),
  l2: v.optional(real("not-negative"), 0),
});

const training = record({
  optimizer: v.optional(optimizer, article.training.optimizer),
  schedule: v.optional(schedule),
  batch: v.optional(wordOrWhole("full", 1, limits.samples), article.training.batch),
  stop: v.optional(v.nullable(stop), article.training.stop),
});

/** Every key of an experiment with what it may hold; keys that may be left out are as in the article. */
export const experimentSchema = record({
  format: v.literal("rematrix"),
  version: v.literal(1),
  name: v.optional(text(limits.nameLength), "Untitled"),
  notes: v.optional(text(limits.notesLength), ""),
  seed: v.optional(whole(0, limits.seed), article.seed),
  data,
  split: v.optional(v.nullable(split), article.split),
  scaling: v.optional(choice(scalings), article.scaling),
  network,
  weights: v.optional(v.variant("kind", [...draws, given]), article.weights),
  cost: v.optional(choice(names<CostName>(costs)), article.cost),
  penalty: v.optional(penalty),
  training: v.optional(training, article.training),
});
