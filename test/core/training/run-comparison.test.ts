import { describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import { drawExperiment } from "../../../core/experiment/draw-experiment.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { Replay, type ReplayPlan } from "../../../core/training/replay.ts";
import {
  distanceOf,
  RunComparison,
  type Distance,
  type WeightPair,
} from "../../../core/training/run-comparison.ts";
import { differingStart } from "../../../core/training/same-start.ts";
import { Trainer } from "../../../core/training/trainer.ts";
import { everything } from "../../support/archives.ts";
import { valueOf } from "../../support/datasets.ts";

const start = (experiment: Experiment) => valueOf(drawExperiment(experiment, null));

function withRate(experiment: Experiment, learningRate: number): Experiment {
  const { training } = experiment;
  return { ...experiment, training: { ...training, optimizer: { ...training.optimizer, learningRate } } };
}

/** A run of one rate from its beginning. */
function plan(experiment: Experiment): ReplayPlan {
  const { learningRate } = experiment.training.optimizer;
  return { experiment, rates: [{ step: 0, learningRate }] };
}

function compare(first: ReplayPlan, second: ReplayPlan, end: number): RunComparison {
  const replays = [first, second].map((one) => new Replay(one, start(one.experiment)));
  return new RunComparison(replays[0], replays[1], end);
}

function finish(comparison: RunComparison): { distances: Distance[]; pairs: WeightPair[] } {
  const pairs: WeightPair[] = [];
  while (!comparison.idle) {
    const pair = comparison.advance();
    if (pair !== null) pairs.push(pair);
  }
  return { distances: comparison.takeDistances(), pairs };
}

/** The weights at a step as a trainer of its own makes them, one plain step after the other. */
function weightsAt({ experiment, rates }: ReplayPlan, step: number): Trainer {
  const trainer = new Trainer(experiment, start(experiment), { webAssembly: false });
  for (let at = 0; at < step; at++) {
    for (const change of rates) if (change.step === at) trainer.setLearningRate(change.learningRate);
    trainer.advance();
  }
  return trainer;
}

describe.each<[string, ReplayPlan, ReplayPlan]>([
  ["two learning rates", plan(article), plan(withRate(article, 0.0001))],
  [
    "a batch and all samples",
    plan(everything),
    plan({ ...everything, training: { ...everything.training, batch: "full" } }),
  ],
  [
    "a learning rate that was changed on the way",
    plan(article),
    {
      experiment: article,
      rates: [
        { step: 0, learningRate: 0.0003 },
        { step: 7, learningRate: 0.0001 },
        { step: 40, learningRate: 0.0009 },
      ],
    },
  ],
  [
    "two optimizers",
    plan(everything),
    plan({
      ...everything,
      training: { ...everything.training, optimizer: { kind: "sgd", learningRate: 0.1 } },
    }),
  ],
])("comparing %s", (_, first, second) => {
  it("gives the weights of any step that two trainers of their own have, bit for bit", () => {
    const comparison = compare(first, second, 60);
    finish(comparison);
    for (const step of [60, 0, 1, 59, 8, 41, 7, 33]) {
      comparison.lookAt(step);
      const [pair] = finish(comparison).pairs;
      expect(pair.step).toBe(step);
      expect(pair.first).toEqual(weightsAt(first, step).parameters.values.slice());
      expect(pair.second).toEqual(weightsAt(second, step).parameters.values.slice());
    }
  });

  it("measures the Frobenius norm of every layer's difference", () => {
    const { distances } = finish(compare(first, second, 60));
    expect(distances[0]).toEqual({ step: 0, norms: [0, 0] });
    expect(distances.at(-1)?.step).toBe(60);
    for (const { step, norms } of [distances[3], distances[20], distances.at(-1)!]) {
      const [a, b] = [first, second].map((one) => weightsAt(one, step).parameters.W);
      a.forEach((W, layer) => {
        const sum = W.reduce((total, weight, at) => total + (weight - b[layer][at]) ** 2, 0);
        expect(norms[layer]).toBeCloseTo(Math.sqrt(sum), 12);
      });
    }
  });
});

describe("a comparison", () => {
  it("of a run with itself finds no difference at all", () => {
    const { distances } = finish(compare(plan(everything), plan(everything), 30));
    expect(distances.every(({ norms }) => norms.every((norm) => norm === 0))).toBe(true);
  });

  it("shows a step that both have reached before it is done", () => {
    const comparison = compare(plan(article), plan(withRate(article, 0.0001)), 100_000);
    while (comparison.made < 50) comparison.advance();
    comparison.lookAt(20);
    let pair: WeightPair | null = null;
    while (pair === null) pair = comparison.advance();
    expect([pair.step, comparison.idle]).toEqual([20, false]);
    expect(pair.first).toEqual(weightsAt(plan(article), 20).parameters.values.slice());
  });

  it("ends where numbers of one run stop being finite", () => {
    const wild = plan(withRate(article, 10));
    const comparison = compare(plan(article), wild, 50);
    const { distances } = finish(comparison);
    expect(comparison.end).toBeLessThan(50);
    expect(distances.every(({ norms }) => norms.every(Number.isFinite))).toBe(true);
    comparison.lookAt(50);
    expect(finish(comparison).pairs[0].step).toBe(comparison.end);
  });

  it("of no step at all has the start", () => {
    expect(finish(compare(plan(article), plan(article), 0)).distances).toEqual([{ step: 0, norms: [0, 0] }]);
  });
});

describe("the distance of two arrays", () => {
  it.each<[string, number[], number[], number]>([
    ["is that of a right triangle's ends", [3, 0], [0, 4], 5],
    ["is 0 for the same numbers", [1e300, -2], [1e300, -2], 0],
    ["does not overflow before it has to", [1e300, 0], [0, 0], 1e300],
    ["does not vanish before it has to", [3e-200, 4e-200], [0, 0], 5e-200],
    ["is 0 for none", [], [], 0],
  ])("%s", (_, a, b, wanted) => {
    const distance = distanceOf(Float64Array.from(a), Float64Array.from(b));
    expect(distance / (wanted || 1)).toBeCloseTo(wanted === 0 ? 0 : 1, 14);
  });
});

describe("two experiments start with the same numbers", () => {
  it("whatever their way of training is, and however they are called", () => {
    const other: Experiment = {
      ...withRate(everything, 1),
      name: "Another",
      cost: "sse",
      training: { optimizer: { kind: "sgd", learningRate: 1 }, batch: "full", stop: null },
    };
    expect(differingStart(everything, other)).toEqual([]);
  });

  it("or the parts that differ are named", () => {
    const other: Experiment = { ...everything, seed: 4, network: { ...everything.network, bias: false } };
    expect(differingStart(everything, other)).toEqual(["seed", "network"]);
  });
});
