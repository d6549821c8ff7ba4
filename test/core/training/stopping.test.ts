import { describe, expect, it } from "vitest";
import type { StopPlan } from "../../../core/experiment/experiment.ts";
import { Stopping, type StopPlace } from "../../../core/training/stopping.ts";

function stoppingOf(plan: StopPlan | null, stepsPerEpoch = 1): Stopping {
  const stopping = new Stopping(stepsPerEpoch);
  stopping.change(plan, 0);
  return stopping;
}

/** Shows it these costs from step `first` on, all at once; gives what was met. */
function show(stopping: Stopping, first: number, ...costs: number[]): StopPlace | null {
  stopping.see(first, Float64Array.from(costs), costs.length);
  return stopping.takeMet();
}

describe("the next stop by number", () => {
  it("is the earlier of steps and epochs that still lies ahead", () => {
    const stopping = stoppingOf({ steps: 10, epochs: 4 }, 3);
    expect(stopping.next(0)).toEqual({ step: 10, reason: "steps" });
    expect(stopping.next(10)).toEqual({ step: 12, reason: "epochs" });
    expect(stopping.next(12)).toBeNull();
  });

  it("is none without a stop", () => {
    expect(stoppingOf(null).next(0)).toBeNull();
    expect(stoppingOf(null).watchesCost).toBe(false);
  });
});

describe("a cost below a bound", () => {
  it("is met at the first step that is lower, not equal", () => {
    const stopping = stoppingOf({ costBelow: 1 });
    expect(show(stopping, 0, 3, 2, 1, 0.5, 0.25)).toEqual({ step: 3, reason: "costBelow" });
  });

  it("stops once, and again after it was above", () => {
    const stopping = stoppingOf({ costBelow: 1 });
    expect(show(stopping, 0, 2, 0.5)?.step).toBe(1);
    expect(show(stopping, 2, 0.4, 0.3)).toBeNull();
    expect(show(stopping, 4, 2, 0.4)?.step).toBe(5);
  });

  it("counts at the epochs' ends alone, whoever looks in between", () => {
    const stopping = stoppingOf({ costBelow: 1 }, 4);
    expect(show(stopping, 2, 0.5, 0.5)).toBeNull();
    expect(show(stopping, 4, 0.5)).toEqual({ step: 4, reason: "costBelow" });
  });
});

describe("no progress for n epochs", () => {
  it("is met n epochs after the lowest cost", () => {
    const stopping = stoppingOf({ noProgressFor: 3 });
    expect(show(stopping, 0, 5, 4, 6, 4, 4, 1)).toEqual({ step: 4, reason: "noProgressFor" });
  });

  it("counts epochs, not steps", () => {
    const stopping = stoppingOf({ noProgressFor: 2 }, 10);
    expect(show(stopping, 10, 1)).toBeNull();
    expect(show(stopping, 20, 1)).toBeNull();
    expect(show(stopping, 30, 1)).toEqual({ step: 30, reason: "noProgressFor" });
  });

  it("is patient anew when training is taken up beyond it", () => {
    const stopping = stoppingOf({ noProgressFor: 2 });
    expect(show(stopping, 0, 1, 1, 1)?.step).toBe(2);
    expect(show(stopping, 3, 1)).toBeNull();
    expect(show(stopping, 4, 1)?.step).toBe(4);
  });

  it("counts anew from a step that was gone back to", () => {
    const stopping = stoppingOf({ noProgressFor: 2 });
    show(stopping, 0, 1, 1);
    stopping.goTo(1);
    expect(show(stopping, 1, 2, 2)).toBeNull();
    expect(show(stopping, 3, 2)?.step).toBe(3);
  });
});

describe("costs that were looked at already", () => {
  it("do not count twice", () => {
    const stopping = stoppingOf({ costBelow: 1 });
    expect(show(stopping, 0, 0.5)?.step).toBe(0);
    expect(show(stopping, 0, 2, 0.5)).toBeNull();
  });
});
