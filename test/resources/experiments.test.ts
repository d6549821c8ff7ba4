import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { article } from "../../core/experiment/defaults.ts";
import type { Experiment } from "../../core/experiment/experiment.ts";
import { readExperiment } from "../../core/experiment/read-experiment.ts";
import { writeExperiment } from "../../core/experiment/write-experiment.ts";
import { Matrix } from "../../core/matrix/matrix.ts";
import { multiply } from "../../core/matrix/product.ts";
import { largestMagnitude, mean } from "../../core/matrix/reductions.ts";
import { classesOf, countCorrect } from "../../core/network/metrics.ts";
import { checkGradient } from "../../core/training/gradient-check.ts";
import { Trainer } from "../../core/training/trainer.ts";
import { drawWhole, valueOf } from "../support/datasets.ts";
import { costAt, relativeDifference, trajectory } from "../support/trajectories.ts";

const folder = new URL("../../resources/", import.meta.url);
const textOf = (path: string): string => readFileSync(new URL(path, folder), "utf8");
const index = JSON.parse(textOf("experiments/index.json")) as string[];

function load(id: string): Experiment {
  return valueOf(readExperiment(textOf(`experiments/${id}.json`)));
}

interface Run {
  readonly trainer: Trainer;
  readonly Y: Matrix;
  /** Y of the samples kept for testing. */
  readonly testY: Matrix | null;
  /** The whole pass at this step. */
  readonly at: (step: number) => Trainer;
}

/** Trains an experiment, with these changes, forward to the steps it is asked for. */
async function run(id: string, changes: Partial<Experiment> = {}): Promise<Run> {
  const experiment = { ...load(id), ...changes };
  const drawn = await drawWhole(experiment);
  const trainer = new Trainer(experiment, drawn);
  const at = (step: number): Trainer => {
    while (trainer.step < step && trainer.advance());
    trainer.look();
    return trainer;
  };
  return { trainer, Y: drawn.Y, testY: drawn.test?.Y ?? null, at };
}

function withRate(id: string, learningRate: number): Partial<Experiment> {
  return { training: { ...load(id).training, optimizer: { kind: "sgd", learningRate } } };
}

function output({ pass }: Trainer): Float64Array {
  return pass.layers[pass.layers.length - 1].H;
}

/** Samples whose largest output stands in their class; of one output, those on their side of ½. */
function countRight(given: Float64Array | null, Y: Matrix | null): number {
  if (given === null || Y === null) throw new Error("there are no such samples");
  const classes = classesOf(Y);
  if (classes !== null) return countCorrect(given, classes, Y.columns);
  return given.filter((value, i) => value > 0.5 === Y.values[i] > 0.5).length;
}

/** R² = 1 − Σ(Y − Ŷ)² ÷ Σ(Y − mean)², of one column. */
function determination(given: Float64Array | null, Y: Matrix | null): number {
  if (given === null || Y === null) throw new Error("there are no such samples");
  const middle = mean(Y);
  const squares = (of: (i: number) => number): number =>
    Y.values.reduce((sum, value, i) => sum + (value - of(i)) ** 2, 0);
  return 1 - squares((i) => given[i]) / squares(() => middle);
}

test("the gallery lists every experiment once, the article's first", () => {
  const files = readdirSync(new URL("experiments/", folder)).filter((name) => name !== "index.json");
  expect(index.map((id) => `${id}.json`).sort()).toEqual(files.sort());
  expect(index[0]).toBe("article");
});

describe.each(index)("the experiment %s", (id) => {
  test("is valid, laid out as the lab writes it, and says what it is", () => {
    const experiment = load(id);
    expect(writeExperiment(experiment)).toBe(textOf(`experiments/${id}.json`));
    expect(experiment.name).not.toBe("");
    expect(experiment.notes).toMatch(/\.$/);
  });
});

describe.each(index)("the experiment %s", (id) => {
  test.each([0, 3])(
    "has the gradients that central differences give, at step %d",
    { timeout: 60_000 },
    async (step) => {
      const experiment = load(id);
      const { X, Y, ...drawn } = await drawWhole(experiment);
      const trainer = new Trainer(experiment, { X, Y, ...drawn });
      while (trainer.step < step && trainer.advance());
      trainer.look();
      const { ok, matrices } = checkGradient(
        experiment,
        X,
        Y,
        trainer.parameters,
        trainer.pass.gradient,
        100,
      );
      expect(ok).toBe(true);
      matrices.forEach(({ unjudged }) => expect(unjudged).toBe(0));
    },
  );
});

describe("the notes tell what happens", () => {
  test("article: 870.9, 0.33 after one step, 0.31 after 2000, and it is what omitted keys mean", async () => {
    expect(load("article")).toEqual(article);
    const { at } = await run("article");
    const numpy = trajectory("article, seed 1");
    for (const step of [0, 1, 2000]) {
      expect(relativeDifference(at(step).cost, costAt(numpy, step))).toBeLessThan(1e-9);
    }
  });
  test("article-linear: the product of the weights becomes (1, −2, 0.5)", async () => {
    const { at } = await run("article-linear");
    expect(at(0).cost).toBeCloseTo(costAt(trajectory("article, no activation, seed 1"), 0), 12);
    const { cost, parameters } = at(1000);
    expect(cost).toBeLessThan(1e-28);
    const [W1, W2] = parameters.W;
    const product = multiply(new Matrix(3, 4, W1), new Matrix(4, 1, W2));
    [1, -2, 0.5].forEach((coefficient, i) => expect(product.at(i, 0)).toBeCloseTo(coefficient, 13));
  });
  test("article-too-fast: no longer finite at step 3, in B", async () => {
    const { at, trainer } = await run("article-too-fast");
    expect(at(1).cost).toBeCloseTo(3.55e12, -11);
    expect(at(2).cost / 8.47e178).toBeCloseTo(1, 2);
    at(3);
    expect(trainer.breakdown).toMatchObject({ step: 3, matrix: { kind: "H", layer: 0 } });
  });
  test("loy: close to 1 for a hundred steps, 0.55 at 200, 0.02 at 500, 0.003 at 1500", async () => {
    const { at } = await run("loy");
    expect(at(10).cost).toBeCloseTo(1, 1);
    expect(at(100).cost).toBeCloseTo(1, 1);
    expect(at(200).cost).toBeCloseTo(0.55, 2);
    expect(at(500).cost).toBeCloseTo(0.02, 3);
    expect(at(1500).cost).toBeCloseTo(0.003, 3);
  });
  test("xor: all four signs right after 50 steps; with seed 4 three, for ever", async () => {
    const right = ({ at, Y }: Run, step: number): number =>
      output(at(step)).filter((value, i) => value * Y.values[i] > 0.8).length;
    expect(right(await run("xor"), 50)).toBe(4);
    const stuck = await run("xor", { seed: 4 });
    expect(right(stuck, 500)).toBe(3);
    expect(stuck.at(2000).cost).toBeCloseTo(4, 2);
  });
  test("iris: 147 of 150 right after 300 steps and after 2000; the other three are versicolor", async () => {
    const { at, Y } = await run("iris");
    const classes = classesOf(Y)!;
    expect(countCorrect(output(at(300)), classes, 3)).toBe(147);
    const last = output(at(2000));
    expect(countCorrect(last, classes, 3)).toBe(147);
    const wrong = [...classes.keys()].filter((i) => {
      const row = last.subarray(3 * i, 3 * i + 3);
      return row.indexOf(Math.max(...row)) !== classes[i];
    });
    expect(wrong.map((i) => classes[i])).toEqual([1, 1, 1]);
    expect(wrong.every((i) => last[3 * i + 2] > last[3 * i + 1])).toBe(true);
  });
  test("dead-relu: every A negative from step 2 on, the output the mean of Y; 0.003 learns", async () => {
    const { at, Y } = await run("dead-relu");
    for (const step of [2, 1000]) {
      const { pass } = at(step);
      expect(Math.max(...pass.layers[0].Z)).toBeLessThan(0);
      expect(pass.gradient.W.every((dW) => largestMagnitude(new Matrix(1, dW.length, dW)) === 0)).toBe(true);
    }
    expect(at(1000).cost).toBeCloseTo(19.48, 2);
    expect(output(at(1000))[0]).toBeCloseTo(mean(Y), 12);
    expect(mean(Y)).toBeCloseTo(2.68, 2);
    expect((await run("dead-relu", withRate("dead-relu", 0.003))).at(1000).cost).toBeLessThan(1e-6);
  });
  test("wide: from 11.1 to 0.04 and 0.01 in batches, and nearly so with the full batch", async () => {
    const { at, trainer } = await run("wide");
    expect(trainer.stepsPerEpoch).toBe(10);
    expect(at(0).cost).toBeCloseTo(11.1, 1);
    expect(at(1000).cost).toBeCloseTo(0.04, 2);
    expect(at(2000).cost).toBeCloseTo(0.01, 2);
    const full = await run("wide", { training: { ...load("wide").training, batch: "full" } });
    expect(full.at(2000).cost).toBeCloseTo(0.01, 2);
  });
  test("circles: 160, 189 and 200 of 200 right; three units do, two leave 30 wrong", async () => {
    const { at, Y } = await run("circles");
    const right = [50, 100, 500, 1000].map((step) => countRight(output(at(step)), Y));
    expect(right).toEqual([160, 189, 200, 200]);
    const withUnits = async (units: number): Promise<number> => {
      const { network } = load("circles");
      const layers = [{ ...network.layers[0], units }, network.layers[1]];
      const fewer = await run("circles", { network: { ...network, layers } });
      return countRight(output(fewer.at(1000)), fewer.Y);
    };
    expect(await withUnits(3)).toBeGreaterThan(190);
    expect(await withUnits(2)).toBe(170);
  });
  test("spiral: 181, 237, 286 and 299 of 300 right", async () => {
    const { at, Y } = await run("spiral");
    const right = [100, 500, 1000, 2000].map((step) => countRight(output(at(step)), Y));
    expect(right).toEqual([181, 237, 286, 299]);
  });
  test("sine: the test cost from 0.52 to 0.0138 and 0.0096, the training cost to 0.0053", async () => {
    const { at, Y, testY } = await run("sine");
    expect([Y.rows, testY?.rows]).toEqual([42, 18]);
    expect(at(0).testCost).toBeCloseTo(0.52, 2);
    expect(at(300).testCost).toBeCloseTo(0.0138, 4);
    expect(at(1000).testCost).toBeCloseTo(0.0096, 4);
    expect(at(1000).cost).toBeCloseTo(0.0053, 4);
  });
  test("wine: 124 of 125 and 52 of 53 right after 100 steps; without scaling 65 after 500", async () => {
    const { at, Y, testY } = await run("wine");
    const { pass, testOutput } = at(100);
    expect(countRight(pass.layers[0].H, Y)).toBe(124);
    expect(countRight(testOutput, testY)).toBe(52);
    expect([Y.rows, testY?.rows]).toEqual([125, 53]);
    const raw = await run("wine", { scaling: "none" });
    expect(countRight(output(raw.at(500)), raw.Y)).toBe(65);
  });
  test("digits: 296, 420, 430, 436 of 449 test images right, and no more; the costs part", async () => {
    const { at, trainer, testY } = await run("digits");
    expect(testY?.rows).toBe(449);
    const right = [1, 5, 10, 20].map((epoch) =>
      countRight(at(epoch * trainer.stepsPerEpoch).testOutput, testY),
    );
    expect(right).toEqual([296, 420, 430, 436]);
    const { cost, testCost, testOutput } = at(30 * trainer.stepsPerEpoch);
    expect(countRight(testOutput, testY)).toBeLessThanOrEqual(436);
    expect(cost).toBeCloseTo(0.036, 3);
    expect(testCost).toBeCloseTo(0.1, 1);
  });
  test("diabetes: R² 0.50 and 0.53 after 100 steps; without scaling not finite at step 37", async () => {
    const { at, Y, testY } = await run("diabetes");
    const { pass, testOutput } = at(100);
    expect(determination(pass.layers[0].H, Y)).toBeCloseTo(0.5, 2);
    expect(determination(testOutput, testY)).toBeCloseTo(0.53, 2);
    expect(testY?.rows).toBe(111);
    const raw = await run("diabetes", { scaling: "none" });
    expect(raw.at(100).breakdown).toMatchObject({ step: 37, matrix: { kind: "cost" } });
  });
  test("zeros: the cost stays at ln 2, no weight moves; Xavier 94 and 100 of 100", async () => {
    const { at } = await run("zeros");
    const { cost, parameters } = at(500);
    expect(cost).toBeCloseTo(Math.LN2, 3);
    expect(parameters.W.flatMap((W) => [...W]).every((weight) => weight === 0)).toBe(true);
    const drawn = await run("zeros", { weights: { kind: "xavier" } });
    const right = [100, 500].map((step) => countRight(output(drawn.at(step)), drawn.Y));
    expect(right).toEqual([94, 100]);
  });
});
