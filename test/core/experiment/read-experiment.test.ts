import { describe, expect, test } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { readExperiment, validateExperiment } from "../../../core/experiment/read-experiment.ts";
import { formatProblem, type Problem } from "../../../core/result.ts";

/** A copy of the article's experiment in which each path holds another value; undefined removes it. */
function changed(changes: Readonly<Record<string, unknown>>): unknown {
  const copy: unknown = structuredClone(article);
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split(".");
    const last = keys.pop() ?? "";
    const holder = keys.reduce(
      (held, key) => held[key] as Record<string, unknown>,
      copy as Record<string, unknown>,
    );
    if (value === undefined) delete holder[last];
    else holder[last] = value;
  }
  return copy;
}

function problemsOf(value: unknown): readonly Problem[] {
  const result = validateExperiment(value);
  return result.ok ? [] : result.problems;
}

function complaints(changes: Readonly<Record<string, unknown>>): string[] {
  return problemsOf(changed(changes)).map(formatProblem);
}

describe("an experiment", () => {
  test("that is whole is read as it is", () => {
    expect(readExperiment(JSON.stringify(article))).toEqual({ ok: true, value: article });
  });
  test("may leave out what the article's experiment fills in", () => {
    const { format, version, data, network } = article;
    const sparse = {
      format,
      version,
      data: { kind: "generate", samples: 10, features: 3 },
      network: { layers: network.layers },
    };
    expect(validateExperiment(sparse)).toEqual({
      ok: true,
      value: { ...article, data, name: "Untitled", notes: "" },
    });
  });
  test("may leave out a pattern's noise: there is none", () => {
    const data = { kind: "pattern", id: "moons", samples: 4 };
    expect(validateExperiment(changed({ data }))).toMatchObject({ value: { data: { ...data, noise: 0 } } });
  });
  test("may leave out parts of the training", () => {
    const training = { optimizer: { kind: "sgd", learningRate: 2 } };
    expect(validateExperiment(changed({ training }))).toMatchObject({
      value: { training: { ...training, batch: "full", stop: { steps: 2000 } } },
    });
  });
  test("may stop for any of several reasons", () => {
    const stop = { epochs: 10, costBelow: 0.5, noProgressFor: 3 };
    expect(validateExperiment(changed({ "training.stop": stop }))).toMatchObject({
      value: { training: { stop } },
    });
  });

  test("may train without a stop", () => {
    expect(validateExperiment(changed({ "training.stop": null }))).toMatchObject({
      value: { training: { stop: null } },
    });
  });
  test("may hold undefined where a key may be left out, and comes out without it", () => {
    const data = { kind: "table", X: [[1]], Y: [[2]] };
    const result = validateExperiment(changed({ data: { ...data, features: undefined }, cost: undefined }));
    expect(result).toStrictEqual({ ok: true, value: changed({ data }) });
  });
  test("may start with a byte order mark", () => {
    expect(readExperiment(`\uFEFF${JSON.stringify(article)}`).ok).toBe(true);
  });
  test("shares nothing with the value it was read from", () => {
    const value = changed({ data: { kind: "table", X: [[1]], Y: [[2]] } }) as { data: { X: number[][] } };
    const result = validateExperiment(value);
    value.data.X[0][0] = NaN;
    expect(result).toMatchObject({ ok: true, value: { data: { X: [[1]] } } });
  });
});

describe("a value that is no experiment is refused", () => {
  test.each<[unknown, string]>([
    [null, "an experiment is a JSON object, got null"],
    [[], "an experiment is a JSON object, got an empty list"],
    [{}, 'format: must be "rematrix", or it is no experiment of this lab, got nothing'],
    [
      changed({ format: "other" }),
      'format: must be "rematrix", or it is no experiment of this lab, got "other"',
    ],
    [changed({ version: undefined }), "version: must be a whole number, 1 or greater, got nothing"],
    [changed({ version: "1" }), 'version: must be a whole number, 1 or greater, got "1"'],
    [changed({ version: 0 }), "version: must be a whole number, 1 or greater, got 0"],
    [
      changed({ version: 2 }),
      "version: this experiment has version 2 and was written by a newer Rematrix; this one reads versions up to 1",
    ],
  ])("%j", (value, complaint) => {
    expect(problemsOf(value).map(formatProblem)).toEqual([complaint]);
  });
  test("a newer version is not looked into", () => {
    expect(problemsOf(changed({ version: 3, data: "whatever", extra: 1 }))).toMatchObject([
      { code: "version-newer", place: "version" },
    ]);
  });
});

const table = (X: unknown, Y: unknown): Record<string, unknown> => ({ data: { kind: "table", X, Y } });
const given = (layers: unknown, rest: object = {}): Record<string, unknown> => ({
  weights: { kind: "given", layers, ...rest },
});
const W1 = [
  [1, 2, 3, 4],
  [1, 2, 3, 4],
  [1, 2, 3, 4],
];
const W2 = [[1], [2], [3], [4]];

describe("a wrong key is named with its place", () => {
  test.each<[Record<string, unknown>, string]>([
    [
      { "network.layers.1.units": 0 },
      "network.layers[1].units: must be a whole number from 1 to 4096, got 0",
    ],
    [
      { "network.layers.0.units": 2.5 },
      "network.layers[0].units: must be a whole number from 1 to 4096, got 2.5",
    ],
    [
      { "network.layers.0.units": "4" },
      'network.layers[0].units: must be a whole number from 1 to 4096, got "4"',
    ],
    [
      { "network.layers.0.activation": "swish" },
      'network.layers[0].activation: must be one of "linear", "square", "cube", "sigmoid", "tanh", "relu", "leaky-relu", "softplus", "softmax", got "swish"',
    ],
    [{ "network.layers": "wide" }, 'network.layers: must be a list, got "wide"'],
    [{ "network.layers": [] }, "network.layers: must be 1 to 32 layers, got 0"],
    [
      { "network.layers": Array(33).fill({ units: 1, activation: "relu" }) },
      "network.layers: must be 1 to 32 layers, got 33",
    ],
    [
      { "network.layers": Array(4097).fill("wide") },
      "network.layers: must have at most 4096 elements, got 4097",
    ],
    [{ "network.bias": 1 }, "network.bias: must be true or false, got 1"],
    [{ "network.depth": 2 }, "network.depth: is not a known key"],
    [{ "my key": 2 }, '["my key"]: is not a known key'],
    [{ constructor: 2 }, "constructor: is not a known key"],
    [{ data: undefined }, "data: is missing"],
    [{ "data.samples": undefined }, "data.samples: is missing"],
    [{ data: 5 }, "data: must be an object, got 5"],
    [
      { "data.kind": "cloud" },
      'data.kind: must be one of "generate", "table", "pattern", "dataset", got "cloud"',
    ],
    [{ "data.kind": undefined }, "data.kind: is missing"],
    [{ "data.samples": 100001 }, "data.samples: must be a whole number from 1 to 100000, got 100001"],
    [
      { data: { kind: "dataset", id: "lilies" } },
      'data.id: must be one of "iris", "wine", "breast-cancer", "diabetes", "digits", got "lilies"',
    ],
    [
      { data: { kind: "pattern", id: "star", samples: 4 } },
      'data.id: must be one of "xor", "circles", "spiral", "moons", "gauss", "plane", "sine", got "star"',
    ],
    [
      { data: { kind: "pattern", id: "plane", samples: 0 } },
      "data.samples: must be a whole number from 1 to 100000, got 0",
    ],
    [
      { data: { kind: "pattern", id: "plane", samples: 4, noise: -1 } },
      "data.noise: must be a finite number, 0 or greater, got -1",
    ],
    [{ split: { test: 1 } }, "split.test: must be a number greater than 0 and less than 1, got 1"],
    [{ split: { test: 0 } }, "split.test: must be a number greater than 0 and less than 1, got 0"],
    [{ split: { test: "half" } }, 'split.test: must be a number greater than 0 and less than 1, got "half"'],
    [
      { split: { test: 0.04 } },
      "split.test: must leave at least one sample to train on and one to test with: of 10 samples, 10 would be trained on and 0 kept for testing",
    ],
    [
      { split: { test: 0.95 } },
      "split.test: must leave at least one sample to train on and one to test with: of 10 samples, 0 would be trained on and 10 kept for testing",
    ],
    [
      { split: { test: 0.3 }, "training.batch": 8 },
      "training.batch: must be at most 7, the number of training samples, got 8",
    ],
    [{ scaling: "log" }, 'scaling: must be one of "none", "standardise", "range", got "log"'],
    [
      { "data.draw": { kind: "randint", low: 3, high: 3 } },
      "data.draw.high: must be greater than low, which is 3, got 3",
    ],
    [
      { "data.draw": { kind: "randn", mean: 0, sd: -1 } },
      "data.draw.sd: must be a finite number, 0 or greater, got -1",
    ],
    [
      { "data.target": { kind: "linear", coefficients: [1, 2] } },
      "data.target.coefficients: must be 3 numbers, one per feature, got 2",
    ],
    [{ cost: "hinge" }, 'cost: must be one of "sse", "mse", "bce", "cross-entropy", got "hinge"'],
    [{ seed: -1 }, "seed: must be a whole number from 0 to 4294967295, got -1"],
    [{ seed: 2 ** 32 }, "seed: must be a whole number from 0 to 4294967295, got 4294967296"],
    [{ name: 7 }, "name: must be text, got 7"],
    [{ name: "x".repeat(201) }, "name: must be at most 200 characters long, got 201"],
    [
      { weights: { kind: "uniform", low: 1, high: -1 } },
      "weights.high: must be greater than low, which is 1, got -1",
    ],
    [
      { weights: { kind: "uniform", low: -1e308, high: 1e308 } },
      "weights.high: must not lie so far from low that the difference is infinite",
    ],
    [{ weights: { kind: "normal", mean: NaN, sd: 1 } }, "weights.mean: must be a finite number, got NaN"],
    [
      { "training.optimizer.learningRate": 0 },
      "training.optimizer.learningRate: must be a finite number greater than 0, got 0",
    ],
    [
      { "training.optimizer.learningRate": Infinity },
      "training.optimizer.learningRate: must be a finite number greater than 0, got Infinity",
    ],
    [
      { "training.optimizer.kind": "lion" },
      'training.optimizer.kind: must be one of "sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", ' +
        'got "lion"',
    ],
    [
      { "training.optimizer": { kind: "momentum", learningRate: 0.1, momentum: 1 } },
      "training.optimizer.momentum: must be a number from 0 on and less than 1, got 1",
    ],
    [
      { "training.optimizer": { kind: "adam", learningRate: 0.1, beta1: -0.1 } },
      "training.optimizer.beta1: must be a number from 0 on and less than 1, got -0.1",
    ],
    [
      { "training.optimizer": { kind: "rmsprop", learningRate: 0.1, alpha: "0.9" } },
      'training.optimizer.alpha: must be a number from 0 on and less than 1, got "0.9"',
    ],
    [
      { "training.optimizer": { kind: "adagrad", learningRate: 0.1, epsilon: 0 } },
      "training.optimizer.epsilon: must be a finite number greater than 0, got 0",
    ],
    [
      { "training.optimizer": { kind: "sgd", learningRate: 0.1, momentum: 0.9 } },
      "training.optimizer.momentum: is not a known key",
    ],
    [
      { "training.schedule": { kind: "step", every: 0, factor: 0.5 } },
      "training.schedule.every: must be a whole number from 1 to 1000000000, got 0",
    ],
    [
      { "training.schedule": { kind: "exponential", factor: 0 } },
      "training.schedule.factor: must be a finite number greater than 0, got 0",
    ],
    [
      { "training.schedule": { kind: "cosine", steps: 10, lowest: -1 } },
      "training.schedule.lowest: must be a finite number, 0 or greater, got -1",
    ],
    [{ penalty: { l1: -1, l2: 0 } }, "penalty.l1: must be a finite number, 0 or greater, got -1"],
    [
      { "training.batch": "half" },
      'training.batch: must be "full" or a whole number from 1 to 100000, got "half"',
    ],
    [{ "training.batch": 0 }, 'training.batch: must be "full" or a whole number from 1 to 100000, got 0'],
    [{ "training.batch": 11 }, "training.batch: must be at most 10, the number of samples, got 11"],
    [{ "training.stop": 2000 }, "training.stop: must be an object, got 2000"],
    [
      { "training.stop": { steps: 0 } },
      "training.stop.steps: must be a whole number from 1 to 1000000000, got 0",
    ],
    [
      { "training.stop": {} },
      "training.stop: must have at least one of steps, epochs, costBelow, noProgressFor",
    ],
    [
      { "training.stop": { costBelow: 0 } },
      "training.stop.costBelow: must be a finite number greater than 0, got 0",
    ],
    [
      { "training.stop": { steps: 5, epochs: 0.5 } },
      "training.stop.epochs: must be a whole number from 1 to 1000000000, got 0.5",
    ],
    [
      { "training.stop": { noProgressFor: "10" } },
      'training.stop.noProgressFor: must be a whole number from 1 to 1000000000, got "10"',
    ],
    [{ "training.stop": { seconds: 5 } }, "training.stop.seconds: is not a known key"],
    [table([[1, 2], [3]], [[1], [2]]), "data.X[1]: must have 2 numbers as row 0 has, got 1"],
    [table([[1], [2]], [[1]]), "data.Y: must have 2 rows as X has, got 1"],
    [table([[1], [null]], [[1], [2]]), "data.X[1][0]: must be a finite number, got null"],
    [table([[1], [Infinity]], [[1], [2]]), "data.X[1][0]: must be a finite number, got Infinity"],
    [table([], [[1]]), "data.X: must be a list of rows of numbers, got an empty list"],
    [table([[]], [[1]]), "data.X[0]: must be a list of numbers, got an empty list"],
    [table([1, 2], [[1], [2]]), "data.X[0]: must be a list of numbers, got 1"],
    [
      { data: { kind: "table", X: [[1, 2]], Y: [[1]], features: ["a"] } },
      "data.features: must be 2 names, one per column, got 1",
    ],
    [{ data: { kind: "table", X: [[1]], Y: [[1]], targets: [2] } }, "data.targets[0]: must be text, got 2"],
    [
      table([[1]], [[1, 2]]),
      "network.layers[1].units: must be 2, the number of columns of Y, in the last layer, got 1",
    ],
    [
      { data: { kind: "dataset", id: "iris" } },
      "network.layers[1].units: must be 3, the number of columns of Y, in the last layer, got 1",
    ],
    [given([{ W: W1, b: null }]), "weights.layers: must be 2 layers as the network has, got 1"],
    [
      given([
        { W: W1, b: null },
        { W: [[1, 2, 3, 4]], b: null },
      ]),
      "weights.layers[1].W: must have the shape (4,1), inputs by units, got (1,4)",
    ],
    [
      given([
        { W: W1, b: [1, 2, 3, 4] },
        { W: W2, b: null },
      ]),
      "weights.layers[0].b: must be null, since the network has no bias, got a list",
    ],
    [
      {
        ...given([
          { W: W1, b: null },
          { W: W2, b: [1] },
        ]),
        "network.bias": true,
      },
      "weights.layers[0].b: must be 4 numbers, since the network has a bias, got null",
    ],
    [
      {
        ...given([
          { W: W1, b: [1, 2] },
          { W: W2, b: [1] },
        ]),
        "network.bias": true,
      },
      "weights.layers[0].b: must be 4 numbers, one per unit, got 2",
    ],
    [
      given(
        [
          { W: W1, b: null },
          { W: W2, b: null },
        ],
        { draw: { kind: "uniform", low: 1, high: 1 } },
      ),
      "weights.draw.high: must be greater than low, which is 1, got 1",
    ],
  ])("%j", (changes, complaint) => {
    expect(complaints(changes)).toEqual([complaint]);
  });

  test("all of them at once", () => {
    expect(complaints({ seed: "1", "network.bias": null, "training.batch": -1 })).toHaveLength(3);
  });
  test("a problem says in data what its message says in words", () => {
    expect(problemsOf(changed({ "network.layers.1.units": 0 }))).toEqual([
      {
        place: "network.layers[1].units",
        code: "out-of-range",
        values: { min: 1, max: 4096, got: "0" },
        message: "must be a whole number from 1 to 4096, got 0",
      },
    ]);
    const codes = problemsOf(changed({ seed: Infinity, cost: "x", data: undefined, extra: 1 })).map(
      ({ code }) => code,
    );
    expect(codes.sort()).toEqual(["missing", "not-a-choice", "not-finite", "unknown-key"]);
  });
  test("more matrix elements than the lab takes", () => {
    const [complaint] = complaints({ "data.samples": 100000, "data.features": 4096 });
    expect(complaint).toMatch(/^the experiment's matrices would have \d+ elements, more than the 20000000/);
  });
});

describe("a text that is not JSON is refused with line and column", () => {
  test.each([
    ["", "not JSON: line 1, column 1: expected a value, found the end of the text"],
    ['{\n  "a": NaN\n}', 'not JSON: line 2, column 8: expected a value, found "NaN"'],
    ['{\n  "a": 1,\n}', 'not JSON: line 3, column 1: expected a key in double quotes, found "}"'],
    ["[1 2]", 'not JSON: line 1, column 4: expected "," or "]", found "2"'],
  ])("%j", (text, complaint) => {
    const result = readExperiment(text);
    expect(result.ok ? [] : result.problems.map(formatProblem)).toEqual([complaint]);
  });
});

test("numbers too large for a double do not get in as infinity", () => {
  const text = JSON.stringify(article).replace("0.0003", "1e999");
  expect(readExperiment(text)).toMatchObject({
    ok: false,
    problems: [{ place: "training.optimizer.learningRate", code: "not-finite" }],
  });
});

test("a limit is what it says: 4096 units are taken, 4097 are not", () => {
  const wide = (units: number): Partial<Experiment> => ({
    network: { bias: false, layers: [{ units, activation: "relu" }, article.network.layers[1]] },
  });
  expect(validateExperiment({ ...article, ...wide(4096) }).ok).toBe(true);
  expect(validateExperiment({ ...article, ...wide(4097) }).ok).toBe(false);
});
