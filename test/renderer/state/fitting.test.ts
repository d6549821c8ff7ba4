import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { validateExperiment } from "../../../core/experiment/read-experiment.ts";
import {
  withData,
  withDraw,
  withFeatures,
  withSource,
  withSplit,
  withTarget,
} from "../../../renderer/state/edits/data.ts";
import {
  withActivation,
  withBias,
  withLayerAdded,
  withLayerRemoved,
  withUnits,
} from "../../../renderer/state/edits/network.ts";
import { withCost, withLearningRate, withOptimizer } from "../../../renderer/state/edits/training.ts";
import { fitExperiment, listMends, targetColumns } from "../../../renderer/state/fitting.ts";
import { trajectory } from "../../support/trajectories.ts";
import { edits } from "../support/edits.ts";
import { xorTable } from "../support/experiments.ts";

const { W0 } = trajectory("article, seed 1");

/** What the session makes of an edit. */
function fitted(experiment: Experiment, edit: (experiment: Experiment) => Experiment): Experiment {
  return fitExperiment(edit(experiment), experiment);
}

describe("any sequence of edits", () => {
  it.each([
    ["the article's network", article],
    ["a table", xorTable],
    ["iris", fitted(article, (one) => withSource(one, "iris"))],
  ])("of %s gives experiments that are valid", (_, first) => {
    fc.assert(
      fc.property(fc.array(edits, { maxLength: 12 }), (sequence) => {
        let experiment = first;
        for (const edit of sequence) {
          experiment = fitted(experiment, edit);
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
        sequence.reduce(fitted, article);
        expect(JSON.stringify(article)).toBe(before);
      }),
    );
  });
});

describe("the last layer", () => {
  it("gets as many units as iris has classes, three", () => {
    const iris = fitted(article, (one) => withSource(one, "iris"));
    expect(iris.network.layers.map(({ units }) => units)).toEqual([4, 3]);
  });

  it("gets one unit for a linear target", () => {
    const wide = withUnits(article, 1, 5);
    expect(fitted(wide, (one) => withTarget(one, "linear")).network.layers[1].units).toBe(1);
  });
});

describe("written-down weights", () => {
  const edited: Experiment = {
    ...article,
    weights: { kind: "given", layers: W0.map((W) => ({ W, b: null })), draw: { kind: "rand" } },
  };

  it.each<[string, (experiment: Experiment) => Experiment]>([
    ["another number of features", (one) => withFeatures(one, 5)],
    ["other units", (one) => withUnits(one, 0, 5)],
    ["one more layer", withLayerAdded],
    ["one layer less", (one) => withLayerRemoved(one, 0)],
    ["a bias", (one) => withBias(one, true)],
    ["other data", (one) => withSource(one, "iris")],
  ])("give way to the draw they stand for when %s changes the shapes", (_, edit) => {
    expect(fitted(edited, edit).weights).toEqual({ kind: "rand" });
  });

  it.each<[string, (experiment: Experiment) => Experiment]>([
    ["another activation", (one) => withActivation(one, 0, "tanh")],
    ["another draw of X", (one) => withDraw(one, "randn")],
    ["the same number of units", (one) => withUnits(one, 0, 4)],
    ["another learning rate", (one) => withLearningRate(one, 0.1)],
  ])("stay with %s", (_, edit) => {
    expect(fitted(edited, edit).weights).toBe(edited.weights);
  });

  it("without a draw give way to a uniform one in −1 … 1", () => {
    const bare: Experiment = {
      ...edited,
      weights: { kind: "given", layers: W0.map((W) => ({ W, b: null })) },
    };
    expect(fitted(bare, withLayerAdded).weights).toEqual({ kind: "uniform", low: -1, high: 1 });
  });
});

describe("what moved along with an edit", () => {
  const mendsOf = (before: Experiment, edit: (experiment: Experiment) => Experiment) =>
    listMends(edit(before), fitted(before, edit));

  it("is nothing for an edit on which nothing hangs", () => {
    expect(mendsOf(article, (one) => withUnits(one, 0, 6))).toEqual([]);
    expect(mendsOf(article, (one) => withLearningRate(one, 0.1))).toEqual([]);
  });

  it("is the last layer's units when iris is chosen", () => {
    expect(mendsOf(article, (one) => withSource(one, "iris"))).toEqual([
      { kind: "units", layer: 1, units: 3 },
    ]);
  });

  it("is the batch when there are fewer samples", () => {
    const batches = { ...article, training: { ...article.training, batch: 8 } };
    const fewer = (one: Experiment): Experiment =>
      one.data.kind === "generate" ? withData(one, { ...one.data, samples: 5 }) : one;
    expect(mendsOf(batches, fewer)).toEqual([{ kind: "batch", batch: 5 }]);
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

describe("cost and last activation", () => {
  const lastOf = (one: Experiment): unknown => one.network.layers.at(-1)?.activation;
  const classes = fitted(article, (one) => withCost(one, "cross-entropy"));

  it.each([
    ["cross-entropy", "softmax"],
    ["bce", "sigmoid"],
  ] as const)(
    "go together when %s is chosen: the last layer becomes %s, and that is said",
    (cost, activation) => {
      const edited = withCost(article, cost);
      const next = fitExperiment(edited, article);
      expect([next.cost, lastOf(next)]).toEqual([cost, activation]);
      expect(next.network.layers[0]).toEqual(article.network.layers[0]);
      expect(listMends(edited, next)).toEqual([{ kind: "activation", layer: 1, activation }]);
    },
  );

  it("are left alone where they fit", () => {
    const sigmoid = fitted(classes, (one) => withActivation(one, 1, "sigmoid"));
    expect([sigmoid.cost, lastOf(sigmoid)]).toEqual(["cross-entropy", "sigmoid"]);
    expect(lastOf(fitted(sigmoid, (one) => withCost(one, "bce")))).toBe("sigmoid");
    expect(lastOf(fitted(classes, (one) => withCost(one, "sse")))).toBe("softmax");
  });

  it("go together when the last layer becomes tanh: the cost becomes mse, and that is said", () => {
    const edited = withActivation(classes, 1, "tanh");
    const next = fitExperiment(edited, classes);
    expect([next.cost, lastOf(next)]).toEqual(["mse", "tanh"]);
    expect(listMends(edited, next)).toEqual([{ kind: "cost", cost: "mse" }]);
  });

  it("stay together when the last layer is removed: the one before takes its activation over", () => {
    const shorter = fitted(classes, (one) => withLayerRemoved(one, 1));
    expect(shorter.network.layers).toEqual([{ units: 1, activation: "softmax" }]);
    expect(shorter.cost).toBe("cross-entropy");
  });

  it("give way to a table with targets outside 0 … 1, but refuse them when the cost is chosen", () => {
    const table = { kind: "table", X: [[0, 0, 0]], Y: [[-1]] } as const;
    const brought = fitted(classes, (one) => withData(one, table));
    expect(brought.cost).toBe("mse");
    const chosen = fitted(brought, (one) => withCost(one, "bce"));
    expect(chosen.cost).toBe("bce");
    expect(validateExperiment(chosen).ok).toBe(false);
  });
});

describe("a split", () => {
  const split = { ...article, split: { test: 0.2 } };
  const withSamples =
    (samples: number) =>
    (one: Experiment): Experiment =>
      one.data.kind === "generate" ? withData(one, { ...one.data, samples }) : one;

  it("stays where both parts keep a sample", () => {
    expect(fitted(split, withSamples(4)).split).toEqual({ test: 0.2 });
  });

  it("is given up where too few samples are left, and that is said", () => {
    const edited = withSamples(2)(split);
    const few = fitExperiment(edited, split);
    expect(few.split).toBeNull();
    expect(listMends(edited, few)).toEqual([{ kind: "split" }]);
  });

  it("that itself leaves a part empty is refused, not given up", () => {
    expect(fitted(article, (one) => withSplit(one, 0.01)).split).toEqual({ test: 0.01 });
  });
});

describe("the learning rate of another optimizer", () => {
  const at = (learningRate: number): Experiment => withLearningRate(article, learningRate);
  const rateOf = (one: Experiment): number => one.training.optimizer.learningRate;

  it.each([0.0003, 0.01, 1])("stays at %d, which adam can use", (rate) => {
    expect(rateOf(fitted(at(rate), (one) => withOptimizer(one, "adam")))).toBe(rate);
  });

  it.each([5, 1e-7])("becomes adam's usual 0.001 instead of %d, and that is said", (rate) => {
    const edited = withOptimizer(at(rate), "adam");
    const next = fitExperiment(edited, at(rate));
    expect(rateOf(next)).toBe(0.001);
    expect(listMends(edited, next)).toEqual([{ kind: "learning-rate", learningRate: 0.001 }]);
  });

  it("stays whatever it is where the steps follow the gradient's size", () => {
    expect(rateOf(fitted(at(1e-7), (one) => withOptimizer(one, "nesterov")))).toBe(1e-7);
  });

  it("may be typed as one likes", () => {
    const adam = withOptimizer(article, "adam");
    expect(rateOf(fitted(adam, (one) => withLearningRate(one, 5)))).toBe(5);
  });
});

describe("a batch", () => {
  const iris = fitted(article, (one) => withSource(one, "iris"));
  const inBatches = { ...iris, training: { ...iris.training, batch: 16 } };

  it("is cut to the samples that there are when the data change", () => {
    expect(fitted(inBatches, (one) => withSource(one, "generate")).training.batch).toBe(10);
  });

  it("that is itself too large is refused, not cut", () => {
    const tooLarge = fitted(inBatches, (one) => ({ ...one, training: { ...one.training, batch: 151 } }));
    expect(tooLarge.training.batch).toBe(151);
    expect(validateExperiment(tooLarge).ok).toBe(false);
  });
});
