import { describe, expect, it } from "vitest";
import { Matrix } from "../../../core/matrix/matrix.ts";
import type { ActivationName, CostName } from "../../../core/network/plan.ts";
import { RandomState } from "../../../core/random/random-state.ts";
import { Trainer } from "../../../core/training/trainer.ts";

interface Little {
  readonly X: number[][];
  readonly Y: number[][];
  readonly W: number[][][];
  readonly activation?: ActivationName;
  readonly cost?: CostName;
  readonly batch?: "full" | number;
  readonly learningRate?: number;
}

/** A trainer of hand-written numbers, without bias, the same activation in every layer. */
function trainerOf({ X, Y, W, activation = "linear", cost = "sse", ...training }: Little): Trainer {
  const layers = W.map((rows) => ({ units: rows[0].length, activation }));
  const { batch = "full", learningRate = 0.1 } = training;
  return new Trainer(
    { network: { bias: false, layers }, cost, training: { optimizer: { kind: "sgd", learningRate }, batch } },
    {
      X: Matrix.from(X),
      Y: Matrix.from(Y),
      parameters: W.map((rows) => ({ W: Matrix.from(rows), b: null })),
      random: new RandomState(1),
    },
  );
}

describe("one sample, one feature, one unit", () => {
  it("trains as the formula says: w − μ · 2 x (w x − y)", () => {
    const trainer = trainerOf({ X: [[3]], Y: [[1]], W: [[[2]]], learningRate: 0.125 });
    expect(trainer.cost).toBe(25);
    trainer.advance();
    expect(trainer.parameters.W[0][0]).toBe(2 - 0.125 * 2 * 3 * 5);
  });

  it("is one batch of one, too", () => {
    const trainer = trainerOf({ X: [[3]], Y: [[1]], W: [[[2]]], batch: 1, learningRate: 0.125 });
    trainer.advance();
    expect([trainer.step, trainer.epoch, trainer.parameters.W[0][0]]).toEqual([1, 1, -1.75]);
  });
});

describe("numbers at the edge of float64", () => {
  it("subnormals are kept, not flushed to zero", () => {
    const least = 5e-324;
    const trainer = trainerOf({ X: [[least]], Y: [[0]], W: [[[1]]] });
    trainer.look();
    expect(trainer.pass.layers[0].Z[0]).toBe(least);
    // 2 · 5e-324 · 1 is the next subnormal; times 5e-324 it is nothing.
    expect(trainer.pass.error[0]).toBe(-least);
    expect(trainer.gradient.W[0][0]).toBe(0);
    const steep = trainerOf({ X: [[1]], Y: [[0]], W: [[[3 * least]]] });
    steep.look();
    expect(steep.gradient.W[0][0]).toBe(6 * least);
  });

  it("a sum that cancels is 0, not −0, as in NumPy", () => {
    const trainer = trainerOf({ X: [[1, 1]], Y: [[0]], W: [[[1], [-1]]] });
    trainer.look();
    expect(trainer.pass.layers[0].Z[0]).toBe(0);
  });

  it("the largest numbers are finite, and the next step beyond them is the breakdown", () => {
    const trainer = trainerOf({ X: [[1e154]], Y: [[0]], W: [[[1]]], learningRate: 1e-308 });
    expect(trainer.cost).toBe(1e308);
    expect(trainer.breakdown).toBeNull();
    const beyond = trainerOf({ X: [[1e155]], Y: [[0]], W: [[[1]]] });
    expect(beyond.breakdown).toMatchObject({ step: 0, matrix: { kind: "cost" } });
  });
});

describe("4096 units", () => {
  const count = 4096;
  const weight = (i: number): number => ((i * 37) % 101) / 101 - 0.5;
  const wide = (): Trainer =>
    trainerOf({
      X: [
        [1, -2],
        [0.5, 3],
      ],
      Y: [[1], [-1]],
      W: [
        [0, 1].map((row) => Array.from({ length: count }, (_, j) => weight(row * count + j))),
        Array.from({ length: count }, (_, j) => [weight(j + 7)]),
      ],
      activation: "square",
      cost: "mse",
      learningRate: 1e-16,
    });

  it("go forward as a plain sum over them does", () => {
    const trainer = wide();
    trainer.look();
    for (const [row, x1, x2] of [
      [0, 1, -2],
      [1, 0.5, 3],
    ]) {
      let sum = 0;
      for (let j = 0; j < count; j++) sum += (x1 * weight(j) + x2 * weight(count + j)) ** 2 * weight(j + 7);
      expect(trainer.pass.layers[1].Z[row]).toBe(sum);
    }
  });

  it("learn: the gradient points where the cost falls", () => {
    const trainer = wide();
    const before = trainer.cost;
    expect(trainer.advance() && trainer.evaluate()).toBe(true);
    expect(trainer.cost).toBeLessThan(before);
  });
});
