import { describe, expect, it } from "vitest";
import { article } from "../../../../core/experiment/defaults.ts";
import type { GivenWeights } from "../../../../core/network/plan.ts";
import { withBias } from "../../../../renderer/state/edits/network.ts";
import { withWeight, withWeightDraw } from "../../../../renderer/state/edits/weights.ts";
import { trajectory } from "../../../support/trajectories.ts";
import { draw, frameOfWeights } from "../../support/experiments.ts";

const { X, Y, W0 } = trajectory("article, seed 1");
const start = W0.map((W) => ({ W: W.flat(), b: null }));

function rowsOf(values: ArrayLike<number>, columns: number): number[][] {
  const all = Array.from(values);
  return Array.from({ length: all.length / columns }, (_, row) =>
    all.slice(row * columns, (row + 1) * columns),
  );
}

describe("an edited weight", () => {
  const cell = { key: { kind: "W", layer: 0 }, row: 0, column: 2 } as const;
  const frame = frameOfWeights(article, 3, start);
  const edited = withWeight(article, frame, cell, 0.4406);
  const given = edited.weights as GivenWeights;

  it("is written down with all others as they are on the screen", () => {
    expect(given.kind).toBe("given");
    expect(given.layers[0].W[0]).toEqual([W0[0][0][0], W0[0][0][1], 0.4406, W0[0][0][3]]);
    expect(given.layers[0].W.slice(1)).toEqual(W0[0].slice(1));
    expect(given.layers[1].W).toEqual(W0[1]);
    expect(given.layers.map(({ b }) => b)).toEqual([null, null]);
  });

  it("carries the draw that it stands for, also after the next edit", () => {
    expect(given.draw).toEqual(article.weights);
    const again = withWeight(edited, frame, { ...cell, row: 1 }, 1).weights as GivenWeights;
    expect(again.draw).toEqual(article.weights);
  });

  it("keeps NumPy's X and Y: the teacher is drawn as before", () => {
    const before = draw(article);
    const after = draw(edited);
    expect(rowsOf(after.X.values, 3)).toEqual(X);
    expect(after.Y.values).toEqual(before.Y.values);
    after.Y.values.forEach((value, row) => expect(value).toBeCloseTo(Y[row][0], 14));
  });

  it("leaves the numbers on the screen untouched", () => {
    expect(Array.from(frame.matrix({ kind: "W", layer: 0 }).values)).toEqual(W0[0].flat());
  });

  it("may be a bias", () => {
    const biased = withBias(article, true);
    const weights = start.map(({ W }, layer) => ({
      W,
      b: biased.network.layers[layer].units === 1 ? [7] : [1, 2, 3, 4],
    }));
    const bias = { key: { kind: "b", layer: 0 }, row: 0, column: 3 } as const;
    const { layers } = withWeight(biased, frameOfWeights(biased, 3, weights), bias, -1)
      .weights as GivenWeights;
    expect(layers.map(({ b }) => b)).toEqual([[1, 2, 3, -1], [7]]);
    expect(layers[0].W).toEqual(W0[0]);
  });

  it("is gone when the weights are drawn anew", () => {
    expect(withWeightDraw(edited, "rand").weights).toEqual({ kind: "rand" });
  });
});
