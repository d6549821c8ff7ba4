import { nameMatrices } from "../../../core/network/names.ts";
import { describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import type { ActivationPlan } from "../../../core/network/plan.ts";
import { spellMicro, ALL } from "../../../renderer/micro/spell-micro.ts";
import { SpellSetting } from "../../../renderer/micro/spell-setting.ts";
import { readCell } from "../../../renderer/chain/picture.ts";
import { withDescents } from "../../../renderer/micro/micro-frame.ts";
import { Player } from "../../../renderer/state/player.svelte.ts";
import { listMicroSteps } from "../../../core/training/micro-steps/list-micro-steps.ts";
import { readNumber } from "../support/lab-numbers.ts";
import { LiveEngine } from "../support/live-engine.ts";

/** Four samples, so that no sum is too long to be spelled in full. */
function spellAll(change: Partial<Experiment>) {
  const experiment = { ...article, data: { ...article.data, samples: 4 }, ...change } as Experiment;
  const engine = new LiveEngine();
  const player = new Player(engine, (callback) => callback());
  player.load(experiment);
  engine.settle();
  if (player.problems.length > 0) throw new Error(JSON.stringify(player.problems));
  const { network, cost, penalty, training } = experiment;
  const nameOf = nameMatrices(network.layers);
  const frame = withDescents(player.frame!, network, cost);
  const { optimizer } = training;
  const steps = listMicroSteps({
    network,
    cost,
    penalty,
    optimizer,
    learningRate: frame.learningRate,
    step: 0,
    nameOf,
  });
  const setting = new SpellSetting({
    network,
    cost,
    penalty,
    optimizer,
    batches: false,
    samples: player.stage!.loaded.samples,
    round: frame,
    after: null,
    nameOf,
  });
  return steps.flatMap((step) =>
    step.targets.flatMap(({ key }) => {
      const { rows, columns } = frame.matrix(key);
      return [
        { key, row: 0, column: 0 },
        { key, row: rows - 1, column: columns - 1 },
      ].map((cell) => ({
        step,
        cell,
        lines: spellMicro(step, cell, ALL, setting),
        value: readCell(frame, cell),
      }));
    }),
  );
}

/** The value of a line of numbers as it is spelled. */
function evaluate(line: string): number {
  const script = line
    .replace(/^= /, "")
    .replaceAll("−", "-")
    .replaceAll("·", "*")
    .replace(/\(([^()]*)\)²/g, "($1)**2");
  expect(script).toMatch(/^[-+*/().e\d\s]+$/);
  return Number(new Function(`return ${script}`)());
}

const network = (bias: boolean, ...activations: ActivationPlan[]) => ({
  bias,
  layers: activations.map((activation, layer) => ({
    units: layer === activations.length - 1 ? 1 : 3,
    activation,
  })),
});
/** Three targets, which sum to 1 in one sample, to 0 in another. */
const classes = {
  data: {
    kind: "table",
    X: [
      [1, 2],
      [0.5, -1],
      [2, 0],
    ],
    Y: [
      [1, 0, 0],
      [0, 0.5, 0],
      [0, 0, 0],
    ],
  },
} as const;
const threeClasses = (activation: ActivationPlan) => ({
  ...classes,
  network: { bias: true, layers: [{ units: 3, activation }] },
});

const experiments: [string, Partial<Experiment>][] = [
  ["the article's network", {}],
  ["biases, tanh and mse", { network: network(true, "tanh", "linear"), cost: "mse" }],
  ["both penalties", { penalty: { l1: 0.1, l2: 0.2 } }],
  ["a formula", { network: network(false, { formula: "x*x + 1" }, "sigmoid") }],
  ["sigmoid with bce", { network: network(false, "relu", "sigmoid"), cost: "bce" }],
  ["softmax with cross-entropy", { ...threeClasses("softmax"), cost: "cross-entropy" }],
  ["softmax with squares", { ...threeClasses("softmax"), cost: "sse" }],
  ["sigmoid with cross-entropy", { ...threeClasses("sigmoid"), cost: "cross-entropy" }],
];

describe("a cell is spelled so that it adds up:", () => {
  it.each(experiments)("%s", (_, change) => {
    for (const { step, cell, lines, value } of spellAll(change)) {
      const where = `${step.numpy[0]} at ${cell.row},${cell.column}: ${lines.join(" | ")}`;
      if (step.kind === "update") continue;
      const result = readNumber(lines[lines.length - 1].slice(2));
      // Printed in four decimals or five digits.
      const rounding = 6e-5 * Math.max(1, Math.abs(value));
      expect(Math.abs(result - value), where).toBeLessThanOrEqual(rounding);
      if (step.kind === "activation" || lines.length < 3) continue;
      // Nine squares are too many to be spelled in full.
      if (step.kind === "cost" && lines[1].includes("more")) continue;
      // Every printed number may be off by as much, times what it is multiplied by.
      expect(Math.abs(evaluate(lines[1]) - value), where).toBeLessThanOrEqual(60 * rounding);
    }
  });

  it("an update by plain gradient descent", () => {
    for (const { step, lines, value } of spellAll({ network: network(true, "square", "cube") })) {
      if (step.kind !== "update") continue;
      expect(lines[0]).toMatch(/^[Wb]\d\[[\d,]+\] ⇐ [Wb]\d\[[\d,]+\] \+ μ·delta[Wb]\d\[[\d,]+\]$/);
      expect(evaluate(lines[1])).toBeCloseTo(readNumber(lines[2].slice(2)), 3);
      expect(readNumber(lines[2].slice(2))).not.toBeCloseTo(value, 5);
    }
  });

  it("an update by an optimizer that remembers names its formula and the number so far", () => {
    const optimizer = { kind: "adam", learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;
    const update = spellAll({ training: { ...article.training, optimizer } }).filter(
      ({ step }) => step.kind === "update",
    );
    expect(update[0].lines[0]).toContain("⇐ W − μ / (1 − β₁ᵗ) · M");
    expect(update[0].lines[1]).toMatch(/^W1\[0,0\]: −0\.\d+ → …$/);
  });
});

describe("names", () => {
  const first = (kind: string, change: Partial<Experiment> = {}) =>
    spellAll(change).find(({ step }) => step.kind === kind)!.lines[0];

  it.each([
    ["product", "A[0,0] = X[0,0]·W1[0,0] + X[0,1]·W1[1,0] + X[0,2]·W1[2,0]", {}],
    ["activation", "B[0,0] = f1(A[0,0])", {}],
    ["error", "error[0,0] = Y[0,0] − Yhat[0,0]", {}],
    ["cost", "cost = Σ error²", {}],
    ["last-descent", "D2[0,0] = error[0,0]·f2′(C[0,0])", {}],
    ["descent", "D1[0,0] = (D2[0,0]·W2[0,0])·f1′(A[0,0])", {}],
    ["gradient", "deltaW2[0,0] = 2·(B[0,0]·D2[0,0] + B[1,0]·D2[1,0] + B[2,0]·D2[2,0] + B[3,0]·D2[3,0])", {}],
    [
      "bias-gradient",
      "deltab1[0] = (2/N)·(D1[0,0] + D1[1,0] + D1[2,0] + D1[3,0])",
      {
        network: network(true, "tanh"),
        cost: "mse",
      },
    ],
    [
      "product",
      "Yhat[0,0] = X[0,0]·W1[0,0] + X[0,1]·W1[1,0] + X[0,2]·W1[2,0] + b1[0]",
      {
        network: network(true, "linear"),
      },
    ],
    ["activation", "Yhat[0,0] = f1(A[0,:])[0]", { ...threeClasses("softmax"), cost: "cross-entropy" }],
    [
      "last-descent",
      "D1[0,0] = Y[0,0] − Yhat[0,0]·Σ Y[0,:]",
      {
        ...threeClasses("softmax"),
        cost: "cross-entropy",
      },
    ],
    ["last-descent", "D1[0,0] = Yhat[0,0]·(E[0,0] − Σ E[0,:]·Yhat[0,:])", threeClasses("softmax")],
  ] as [string, string, Partial<Experiment>][])("of %s: %s", (kind, expected, change) => {
    expect(first(kind, change)).toBe(expected);
  });
});
