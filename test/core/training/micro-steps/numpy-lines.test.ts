import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { Matrix } from "../../../../core/matrix/matrix.ts";
import { findDescents } from "../../../../core/network/descents.ts";
import { nameMatrices, type MatrixKey } from "../../../../core/network/names.ts";
import type { LayerParameters } from "../../../../core/network/forward-output.ts";
import { Parameters } from "../../../../core/network/parameters.ts";
import type { Penalty } from "../../../../core/network/penalty.ts";
import type { ActivationPlan, CostName, NetworkPlan } from "../../../../core/network/plan.ts";
import { optimizers } from "../../../../core/optimizer/optimizers.ts";
import type { OptimizerPlan, Schedule } from "../../../../core/optimizer/plan.ts";
import { RandomState } from "../../../../core/random/random-state.ts";
import { listMicroSteps } from "../../../../core/training/micro-steps/list-micro-steps.ts";
import type { Task } from "../../../../core/training/start.ts";
import { Trainer } from "../../../../core/training/trainer.ts";
import { articleNetwork } from "../../../support/micro-steps.ts";
import { fill, fillTargets, smallNetworks } from "../../../support/networks.ts";
import { hasModule, unless } from "../../../support/python.ts";
import { runLines, type LinesCase } from "../../../support/run-lines.ts";

/** A training of a few updates, to be repeated by the lines. */
interface Training {
  readonly title: string;
  readonly task: Task;
  readonly samples: number;
  readonly features: number;
  readonly X: Float64Array;
  readonly Y: Float64Array;
  readonly parameters: Float64Array;
}

const ROUNDS = 3;

/** Every matrix of a round under the name that the lines give it, dW and db as δ, and the weights after it. */
type Round = Record<string, number[]>;

function train({ task, samples, features, X, Y, parameters }: Training): {
  rounds: Round[];
  lines: LinesCase;
} {
  const { network, cost, penalty, training } = task;
  const targets = network.layers.at(-1)!.units;
  const start = new Parameters(network, features);
  start.values.set(parameters);
  const layers = network.layers.map(({ units }, layer): LayerParameters => {
    const W = start.W[layer];
    return { W: new Matrix(W.length / units, units, W), b: start.b[layer] };
  });
  const trainer = new Trainer(
    task,
    {
      X: new Matrix(samples, features, X),
      Y: new Matrix(samples, targets, Y),
      parameters: layers,
      random: new RandomState(0),
    },
    { webAssembly: false },
  );
  const nameOf = nameMatrices(network.layers);
  const listAt = (step: number, learningRate: number) =>
    listMicroSteps({ network, cost, penalty, optimizer: training.optimizer, learningRate, step, nameOf });
  const written = listAt(0, 0).flatMap(({ targets: all }) => all.map(({ key }) => key));
  const rounds: Round[] = [];
  const lines: string[][] = [];
  for (let round = 0; round < ROUNDS; round++) {
    trainer.look();
    lines.push(listAt(trainer.step, trainer.nextRate).flatMap(({ numpy }) => numpy));
    const pass = written.filter(({ kind }) => kind !== "W" && kind !== "b");
    const numbers = pass.map((key) => [nameOf(key).code, Array.from(readKey(key, trainer, task, Y))]);
    trainer.advance();
    const weights = written
      .filter(({ kind }) => kind === "W" || kind === "b")
      .map(({ kind, layer }) => [
        nameOf({ kind, layer }).code,
        Array.from(trainer.parameters[kind as "W" | "b"][layer]!),
      ]);
    rounds.push(Object.fromEntries([...numbers, ...weights]) as Round);
  }
  const given = Object.fromEntries(
    layers.flatMap(({ W, b }, layer) => [
      [`W${layer + 1}`, rowsOf(W.values, W.columns)],
      ...(b ? [[`b${layer + 1}`, Array.from(b)]] : []),
    ]),
  ) as LinesCase["given"];
  return {
    rounds,
    lines: {
      given: { ...given, X: rowsOf(X, features), Y: rowsOf(Y, targets) },
      memory: listAt(0, 0).flatMap(({ memory }) => memory),
      rounds: lines,
      keep: written.map((key) => nameOf(key).code),
      ordered: false,
    },
  };
}

function readKey(key: MatrixKey, trainer: Trainer, { network, cost }: Task, Y: Float64Array): Float64Array {
  const { pass, parameters } = trainer;
  const read = ({ kind, layer }: MatrixKey): Float64Array => {
    if (kind === "Z" || kind === "H") return pass.layers[layer][kind];
    if (kind === "W") return parameters.W[layer];
    return kind === "Y" ? Y : pass.error;
  };
  switch (key.kind) {
    case "dW":
      return pass.gradient.W[key.layer].map((slope) => 0 - slope);
    case "db":
      return pass.gradient.b[key.layer]!.map((slope) => 0 - slope);
    case "cost":
      return Float64Array.of(trainer.cost);
    case "D":
      return findDescents(network, cost, trainer.samples, read)[key.layer];
    default:
      return read(key);
  }
}

function rowsOf(values: Float64Array, columns: number): number[][] {
  return Array.from({ length: values.length / columns }, (_, row) =>
    Array.from(values.subarray(row * columns, (row + 1) * columns)),
  );
}

interface Choice {
  readonly activations: readonly ActivationPlan[];
  readonly units?: readonly number[];
  readonly bias?: boolean;
  readonly cost?: CostName;
  readonly penalty?: Penalty;
  readonly optimizer?: OptimizerPlan;
  readonly schedule?: Schedule;
}

/** Seven samples of three features, drawn as NumPy draws them. */
function choose(title: string, choice: Choice): Training {
  const { activations, bias = false, cost = "sse", penalty, schedule } = choice;
  const units = choice.units ?? activations.map((_, layer) => (layer === activations.length - 1 ? 2 : 4));
  const network: NetworkPlan = {
    bias,
    layers: activations.map((activation, layer) => ({ units: units[layer], activation })),
  };
  const random = new RandomState(7);
  const draw = (length: number): Float64Array => random.uniform(-1, 1, 1, length).values;
  const [samples, features] = [7, 3];
  const size = new Parameters(network, features).values.length;
  const targets = units[units.length - 1];
  const Y = draw(samples * targets).map((y) => (cost === "sse" || cost === "mse" ? y : Math.abs(y)));
  const optimizer = choice.optimizer ?? { kind: "sgd", learningRate: 0.05 };
  return {
    title,
    task: { network, cost, penalty, training: { optimizer, schedule, batch: "full" } },
    samples,
    features,
    X: draw(samples * features),
    Y,
    parameters: draw(size),
  };
}

const article = choose("the article's network", {
  activations: articleNetwork.layers.map(({ activation }) => activation),
  units: [4, 1],
});

const trainings: readonly Training[] = [
  article,
  choose("no activation", { activations: ["linear", "linear"] }),
  choose("one linear layer with a bias", { activations: ["linear"], bias: true }),
  choose("tanh, bias, mse", { activations: ["tanh", "linear"], bias: true, cost: "mse" }),
  choose("three layers", { activations: ["relu", "leaky-relu", "sigmoid"], bias: true }),
  choose("five numbered layers", { activations: ["tanh", "linear", "softplus", "square", "tanh"] }),
  choose("sigmoid with bce", { activations: ["tanh", "sigmoid"], bias: true, cost: "bce" }),
  choose("softmax with cross-entropy, targets of any sum", {
    activations: ["sigmoid", "softmax"],
    units: [4, 3],
    cost: "cross-entropy",
  }),
  choose("softmax with bce, not one with it", { activations: ["relu", "softmax"], cost: "bce" }),
  choose("softmax with the sum of squares", { activations: ["tanh", "softmax"], units: [3, 3] }),
  choose("sigmoid with cross-entropy, not one with it", { activations: ["sigmoid"], cost: "cross-entropy" }),
  choose("a formula of one's own, in the middle and at the end", {
    activations: [{ formula: "x*exp(-x**2) + where(x > 0, x, 0.1*x)" }, { formula: "1/(1 + exp(-2*x))" }],
    bias: true,
    cost: "bce",
  }),
  choose("both penalties", { activations: ["tanh", "linear"], bias: true, penalty: { l1: 0.01, l2: 0.1 } }),
  choose("L2 alone, mse", { activations: ["tanh", "linear"], cost: "mse", penalty: { l1: 0, l2: 0.3 } }),
  choose("a falling learning rate", {
    activations: ["tanh", "linear"],
    schedule: { kind: "exponential", factor: 0.5 },
  }),
  ...Object.values(optimizers).map(({ name, defaults }) =>
    choose(`${name}`, { activations: ["tanh", "linear"], bias: true, optimizer: defaults }),
  ),
];

/** Where everything cancels, what is left are roundings of numbers around 1. */
const ROUNDINGS = 1e-6;

/** The furthest that two lists are apart, against the largest number in them. */
function apart(ours: readonly number[], theirs: readonly number[]): number {
  expect(theirs).toHaveLength(ours.length);
  const largest = ours.reduce((most, value) => Math.max(most, Math.abs(value)), ROUNDINGS);
  return ours.reduce((most, value, at) => Math.max(most, Math.abs(value - theirs[at])), 0) / largest;
}

const numpyIsThere = hasModule("numpy");

describe.skipIf(!numpyIsThere)(`the lines, run in order by NumPy${unless(numpyIsThere, "NumPy")}`, () => {
  const ours = trainings.map(train);
  let theirs: Awaited<ReturnType<typeof runLines>> = [];
  beforeAll(async () => {
    theirs = await runLines(ours.map(({ lines }) => lines));
  });

  it.each(trainings.map(({ title }, index) => [title, index] as const))(
    "give every matrix of three updates of %s",
    (_, index) => {
      ours[index].rounds.forEach((round, number) => {
        expect(Object.keys(theirs[index][number])).toEqual(Object.keys(round));
        for (const [name, values] of Object.entries(round)) {
          const difference = apart(values, theirs[index][number][name]);
          expect(difference, `${name} in round ${number}`).toBeLessThan(1e-12);
        }
      });
    },
  );

  it("give the article's network to the last bit where sums go in the same order", async () => {
    const { rounds, lines } = train(article);
    expect((await runLines([{ ...lines, ordered: true }]))[0]).toEqual(rounds);
  });

  it("give every matrix of any small network", async () => {
    const networks = fc.sample(smallNetworks, { numRuns: 80, seed: 5 });
    const all = networks.map((small, index): Training => {
      const { network, cost, samples, features } = small;
      const size = new Parameters(network, features).values.length;
      const optimizer: OptimizerPlan = { kind: "sgd", learningRate: 1e-4 };
      return {
        title: `network ${index}`,
        task: { network, cost, training: { optimizer, batch: "full" } },
        samples,
        features,
        X: fill(small, samples * features, 11),
        Y: fillTargets(small, 23),
        parameters: fill(small, size, 0),
      };
    });
    const trained = all.map(train);
    const found = await runLines(trained.map(({ lines }) => lines));
    trained.forEach(({ rounds }, index) => {
      rounds.forEach((round, number) => {
        for (const [name, values] of Object.entries(round)) {
          if (!values.every(Number.isFinite)) continue;
          const where = `${name} of ${JSON.stringify(all[index].task.network)}, round ${number}`;
          expect(apart(values, found[index][number][name]), where).toBeLessThan(1e-9);
        }
      });
    });
  });
});
