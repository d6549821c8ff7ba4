import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { validateExperiment } from "../../../core/experiment/read-experiment.ts";
import type { GivenWeights } from "../../../core/network/plan.ts";
import {
  targetColumns,
  withActivation,
  withBias,
  withDraw,
  withFeatures,
  withLayerAdded,
  withLayerRemoved,
  withLearningRate,
  withSource,
  withTarget,
  withUnits,
  withWeight,
  withWeightDraw,
} from "../../../renderer/state/edits.ts";
import { trajectory } from "../../support/trajectories.ts";
import { draw, edits, frameOfWeights, xorTable } from "../support/experiments.ts";

const { X, Y, W0 } = trajectory("article, seed 1");
const start = W0.map((W) => ({ W: W.flat(), b: null }));

function rowsOf(values: ArrayLike<number>, columns: number): number[][] {
  const all = Array.from(values);
  return Array.from({ length: all.length / columns }, (_, row) =>
    all.slice(row * columns, (row + 1) * columns),
  );
}

describe("any sequence of edits", () => {
  it.each([
    ["the article's network", article],
    ["a table", xorTable],
    ["iris", withSource(article, "iris")],
  ])("of %s gives experiments that are valid", (_, first) => {
    fc.assert(
      fc.property(fc.array(edits, { maxLength: 12 }), (sequence) => {
        let experiment = first;
        for (const edit of sequence) {
          experiment = edit(experiment);
          const checked = validateExperiment(experiment);
          expect(checked.ok ? [] : checked.problems).toEqual([]);
        }
      }),
    );
  });

  it("leaves the experiment it started from as it was", () => {
    const before = JSON.stringify(article);
    fc.assert(
      fc.property(fc.array(edits, { maxLength: 5 }), (sequence) => {
        sequence.reduce((experiment, edit) => edit(experiment), article);
        expect(JSON.stringify(article)).toBe(before);
      }),
    );
  });
});

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

  it.each<[string, (experiment: Experiment) => Experiment]>([
    ["another number of features", (one) => withFeatures(one, 5)],
    ["other units", (one) => withUnits(one, 0, 5)],
    ["one more layer", withLayerAdded],
    ["one layer less", (one) => withLayerRemoved(one, 0)],
    ["a bias", (one) => withBias(one, true)],
    ["other data", (one) => withSource(one, "iris")],
  ])("gives way to its draw when %s changes the shapes", (_, edit) => {
    expect(edit(edited).weights).toEqual(article.weights);
  });

  it.each<[string, (experiment: Experiment) => Experiment]>([
    ["another activation", (one) => withActivation(one, 0, "tanh")],
    ["another draw of X", (one) => withDraw(one, "randn")],
    ["the same number of units", (one) => withUnits(one, 0, 4)],
    ["another learning rate", (one) => withLearningRate(one, 0.1)],
  ])("stays with %s", (_, edit) => {
    expect(edit(edited).weights).toEqual(given);
  });

  it("is gone when the weights are drawn anew", () => {
    expect(withWeightDraw(edited, "rand").weights).toEqual({ kind: "rand" });
  });
});

describe("the last layer", () => {
  it("gets as many units as iris has classes, three", () => {
    expect(withSource(article, "iris").network.layers.map(({ units }) => units)).toEqual([4, 3]);
  });

  it("gets one unit for a linear target", () => {
    const wide = withUnits(article, 1, 5);
    expect(withTarget(wide, "linear").network.layers[1].units).toBe(1);
  });

  it("keeps the output's width when the layer after which it stood is removed", () => {
    const layers = withLayerRemoved(withUnits(article, 1, 2), 1).network.layers;
    expect(layers).toEqual([{ units: 2, activation: "square" }]);
  });
});

describe("the columns of Y", () => {
  it("are one for a linear target, the table's, the data set's, or left to the network", () => {
    expect(targetColumns(withTarget(article, "linear").data)).toBe(1);
    expect(targetColumns(xorTable.data)).toBe(1);
    expect(targetColumns(withSource(article, "iris").data)).toBe(3);
    expect(targetColumns(article.data)).toBeNull();
  });
});

describe("linear coefficients", () => {
  it("are cut to fewer features and continued with 1 for more", () => {
    const { data } = article;
    if (data.kind !== "generate") throw new Error("the article draws its data");
    const linear: Experiment = {
      ...article,
      data: { ...data, target: { kind: "linear", coefficients: [2, 3, 4] } },
    };
    expect(withFeatures(linear, 2).data).toMatchObject({ target: { coefficients: [2, 3] } });
    expect(withFeatures(linear, 5).data).toMatchObject({ target: { coefficients: [2, 3, 4, 1, 1] } });
  });
});

describe("an added layer", () => {
  it("stands before the last", () => {
    const layers = withLayerAdded(article).network.layers;
    expect(layers).toHaveLength(3);
    expect([layers[0], layers[2]]).toEqual(article.network.layers);
  });
});

describe("edits of drawn data", () => {
  it("leave a table as it is", () => {
    expect(withDraw(xorTable, "randn")).toBe(xorTable);
    expect(withFeatures(xorTable, 5)).toBe(xorTable);
    expect(withTarget(xorTable, "linear")).toBe(xorTable);
  });
});

describe("a batch", () => {
  it("is cut to the samples that there are when the data change", () => {
    const iris = withSource(article, "iris");
    const inBatches = { ...iris, training: { ...iris.training, batch: 16 } };
    const drawn = withSource(inBatches, "generate");
    expect(drawn.training.batch).toBe(10);
    expect(validateExperiment(drawn).ok).toBe(true);
  });
});
