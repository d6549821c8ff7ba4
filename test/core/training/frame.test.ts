import { describe, expect, it } from "vitest";
import type { NetworkPlan } from "../../../core/network/plan.ts";
import { layoutFrame, readFrame, type FrameLayout, type FrameMessage } from "../../../core/training/frame.ts";

const biased: NetworkPlan = {
  bias: true,
  layers: [
    { units: 4, activation: "square" },
    { units: 1, activation: "linear" },
  ],
};

const samples = {
  samples: 2,
  features: 3,
  targets: 1,
  X: Float64Array.of(1, 2, 3, 4, 5, 6),
  Y: Float64Array.of(7, 8),
  raw: null,
};

function messageOf(layout: FrameLayout): FrameMessage {
  return {
    generation: 1,
    step: 5,
    epoch: 5,
    status: "paused",
    cost: 0.5,
    costStep: 5,
    correct: null,
    stepsPerSecond: 0,
    values: Float64Array.from({ length: layout.length }, (_, i) => i),
    history: null,
    ghost: null,
    breakdown: null,
    stopReason: null,
    latest: 5,
    forks: false,
    testCost: null,
    penalty: 0,
    learningRate: 0.1,
    metrics: { train: { accuracy: null, r2: null }, test: null },
    rows: 2,
    gradientOf: "all",
  };
}

describe("the layout", () => {
  it("is W, b, Z, H, dW, db layer after layer, then the error", () => {
    const { layers, error, length } = layoutFrame({ ...samples, network: biased });
    expect(layers[0]).toEqual({
      W: { offset: 0, rows: 3, columns: 4 },
      b: { offset: 12, rows: 1, columns: 4 },
      Z: { offset: 16, rows: 2, columns: 4 },
      H: { offset: 24, rows: 2, columns: 4 },
      dW: { offset: 32, rows: 3, columns: 4 },
      db: { offset: 44, rows: 1, columns: 4 },
    });
    expect(error).toEqual({ offset: length - 2, rows: 2, columns: 1 });
  });

  it("has one slot for Z and H of a linear layer", () => {
    const { layers } = layoutFrame({ ...samples, network: biased });
    expect(layers[1].H).toBe(layers[1].Z);
  });

  it("has no slots for biases that are not there", () => {
    const { layers } = layoutFrame({ ...samples, network: { ...biased, bias: false } });
    expect([layers[0].b, layers[0].db]).toEqual([null, null]);
  });

  it("of no samples still has room for the weights", () => {
    const { length } = layoutFrame({ samples: 0, features: 3, network: { ...biased, bias: false } });
    expect(length).toBe(2 * (12 + 4));
  });
});

describe("a frame", () => {
  const layout = layoutFrame({ ...samples, network: biased });
  const frame = readFrame(messageOf(layout), layout, samples);

  it("keeps the message's facts, and its numbers without copying them", () => {
    expect(frame).toMatchObject({ step: 5, status: "paused", cost: 0.5 });
    const message = messageOf(layout);
    expect(readFrame(message, layout, samples).matrix({ kind: "W", layer: 0 }).values.buffer).toBe(
      message.values.buffer,
    );
  });

  it("gives every matrix with its shape", () => {
    const shapes = (["W", "b", "Z", "H", "dW", "db"] as const).map((kind) => {
      const { rows, columns, values } = frame.matrix({ kind, layer: 1 });
      expect(values).toHaveLength(rows * columns);
      return [rows, columns];
    });
    expect(shapes).toEqual([
      [4, 1],
      [1, 1],
      [2, 1],
      [2, 1],
      [4, 1],
      [1, 1],
    ]);
    expect(frame.matrix({ kind: "b", layer: 0 }).values[0]).toBe(12);
  });

  it("gives X, Y, the error and the cost for any layer", () => {
    expect(frame.matrix({ kind: "X", layer: 0 })).toEqual({ rows: 2, columns: 3, values: samples.X });
    expect(frame.matrix({ kind: "Y", layer: 0 })).toEqual({ rows: 2, columns: 1, values: samples.Y });
    expect(frame.matrix({ kind: "error", layer: 0 })).toMatchObject({ rows: 2, columns: 1 });
    expect(frame.matrix({ kind: "cost", layer: 0 }).values).toEqual(Float64Array.of(0.5));
  });

  it("gives the same object for the same key, and for Z and H of a linear layer", () => {
    expect(frame.matrix({ kind: "W", layer: 0 })).toBe(frame.matrix({ kind: "W", layer: 0 }));
    expect(frame.matrix({ kind: "Z", layer: 1 })).toBe(frame.matrix({ kind: "H", layer: 1 }));
    expect(frame.matrix({ kind: "Z", layer: 0 })).not.toBe(frame.matrix({ kind: "H", layer: 0 }));
  });

  it("has no matrix of a layer that is not there, and no bias without one", () => {
    expect(() => frame.matrix({ kind: "W", layer: 2 })).toThrow("no matrix W in layer 2");
    const bare = layoutFrame({ ...samples, network: { ...biased, bias: false } });
    expect(() => readFrame(messageOf(bare), bare, samples).matrix({ kind: "b", layer: 0 })).toThrow(
      "no matrix b in layer 0",
    );
  });

  it("is not read by another network's layout", () => {
    const bare = layoutFrame({ ...samples, network: { ...biased, bias: false } });
    expect(() => readFrame(messageOf(layout), bare, samples)).toThrow("numbers was expected");
  });
});
