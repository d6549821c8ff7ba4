import { describe, expect, it } from "vitest";
import { article } from "../../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../../core/experiment/experiment.ts";
import {
  parametersOf,
  withOptimizer,
  withParameter,
  withPenalty,
  withSchedule,
  withScheduleOf,
  withStop,
} from "../../../../renderer/state/edits/training.ts";

describe("another optimizer", () => {
  it("comes with PyTorch's parameters", () => {
    const { optimizer } = withOptimizer(article, "adam").training;
    expect(optimizer).toEqual({
      kind: "adam",
      learningRate: 0.0003,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-8,
    });
  });

  it("keeps a momentum, where both have one", () => {
    const heavy = withParameter(withOptimizer(article, "momentum"), "momentum", 0.5);
    expect(withOptimizer(heavy, "nesterov").training.optimizer).toEqual({
      kind: "nesterov",
      learningRate: 0.0003,
      momentum: 0.5,
    });
    expect(withOptimizer(heavy, "sgd").training.optimizer).toEqual(article.training.optimizer);
  });

  it("has parameters of its own beside the rate, gradient descent none", () => {
    const names = (one: Experiment): string[] => parametersOf(one.training.optimizer).map(({ name }) => name);
    expect(names(article)).toEqual([]);
    expect(names(withOptimizer(article, "rmsprop"))).toEqual(["alpha", "epsilon"]);
    expect(names(withOptimizer(article, "adam"))).toEqual(["beta1", "beta2", "epsilon"]);
  });
});

describe("a penalty", () => {
  it("is put together part by part", () => {
    expect(withPenalty(withPenalty(article, { l2: 0.1 }), { l1: 0.2 }).penalty).toEqual({ l1: 0.2, l2: 0.1 });
  });

  it("of nothing is left out of the experiment", () => {
    const without = withPenalty(withPenalty(article, { l2: 0.1 }), { l2: 0 });
    expect(without).toEqual(article);
    expect("penalty" in without).toBe(false);
  });
});

describe("a schedule", () => {
  it("suits the number of steps: a quarter of them per stair, a hundredth of the rate at the end", () => {
    expect(withSchedule(article, "step").training.schedule).toEqual({
      kind: "step",
      every: 500,
      factor: 0.5,
    });
    expect(withSchedule(article, "cosine").training.schedule).toEqual({
      kind: "cosine",
      steps: 2000,
      lowest: 0,
    });
    const { schedule } = withSchedule(article, "exponential").training;
    const factor = schedule?.kind === "exponential" ? schedule.factor : NaN;
    expect(factor ** 2000).toBeCloseTo(0.01, 3);
  });

  it("that is constant is left out of the experiment", () => {
    expect(withScheduleOf(withSchedule(article, "cosine"), { kind: "constant" })).toEqual(article);
  });
});

describe("the conditions to stop", () => {
  it("stand beside each other", () => {
    expect(withStop(article, "costBelow", 0.5).training.stop).toEqual({ steps: 2000, costBelow: 0.5 });
  });

  it("are taken back one by one; without any, training never stops", () => {
    const two = withStop(article, "epochs", 7);
    expect(withStop(two, "steps", null).training.stop).toEqual({ epochs: 7 });
    expect(withStop(withStop(two, "steps", null), "epochs", null).training.stop).toBeNull();
  });

  it("come back after there was none", () => {
    const never = withStop(article, "steps", null);
    expect(withStop(never, "noProgressFor", 3).training.stop).toEqual({ noProgressFor: 3 });
  });
});
