import { describe, expect, it } from "vitest";
import { Parameters } from "../../../core/network/parameters.ts";
import { Pass } from "../../../core/network/pass.ts";
import { addPenaltyGradient, penaltyInto } from "../../../core/network/penalty.ts";
import type { NetworkPlan } from "../../../core/network/plan.ts";
import { initialState } from "../../../core/optimizer/optimizer.ts";
import { optimizerOf } from "../../../core/optimizer/optimizers.ts";
import { rateAt, scheduleOf } from "../../../core/optimizer/schedules.ts";
import { optimizerFigures, titleOf, type OptimizerCase } from "../../support/optimizer-figures.ts";
import { relativeDifference } from "../../support/trajectories.ts";

const network: NetworkPlan = {
  bias: true,
  layers: [
    { units: 4, activation: "tanh" },
    { units: 2, activation: "linear" },
  ],
};

interface Outcome {
  /** Step, cost with the penalty, penalty and rate of every step. */
  readonly steps: readonly (readonly [number, number, number, number])[];
  readonly end: Float64Array;
}

function train({ optimizer: { plan }, schedule, penalty = { l1: 0, l2: 0 }, steps }: OptimizerCase): Outcome {
  const X = Float64Array.from(optimizerFigures.X.flat());
  const Y = Float64Array.from(optimizerFigures.Y.flat());
  const rows = optimizerFigures.X.length;
  const optimizer = optimizerOf(plan);
  const pass = new Pass(network, "mse", { X, Y, features: 3, rows });
  const term = new Float64Array(1);
  const rooms = [new Parameters(network, 3), new Parameters(network, 3)];
  rooms[0].values.set(optimizerFigures.start.flat());
  const states = rooms.map(({ values }) => initialState(optimizer, values));
  const seen: [number, number, number, number][] = [];
  for (let step = 0; ; step++) {
    const matrices = rooms[step % 2];
    pass.forward(matrices, rows);
    penaltyInto(term, penalty, matrices);
    const rate = rateAt(schedule?.plan, plan.learningRate, step);
    seen.push([step, pass.cost + term[0], term[0], rate]);
    if (step === steps) return { steps: seen, end: matrices.values };
    pass.backward(matrices, rows);
    addPenaltyGradient(pass.gradient, penalty, matrices);
    optimizer.update(states[(step + 1) % 2], states[step % 2], pass.gradient.values, plan, rate);
  }
}

function difference(ours: number, theirs: number): number {
  return ours === theirs ? 0 : relativeDifference(ours, theirs);
}

describe("60 steps, against PyTorch 1.13", () => {
  it.each(optimizerFigures.cases.map((figures) => [titleOf(figures), figures] as const))(
    "%s: cost, penalty, rate and weights agree to 1e-9",
    (_, figures) => {
      const { steps, end } = train(figures);
      for (const listed of figures["step, cost, penalty, rate"]) {
        listed.forEach((theirs, place) => {
          expect(difference(steps[listed[0]][place], theirs), `step ${listed[0]}`).toBeLessThan(1e-9);
        });
      }
      figures["parameters at the end"].flat().forEach((theirs, place) => {
        expect(difference(end[place], theirs)).toBeLessThan(1e-9);
      });
    },
  );
});

describe("the Python that made these figures is the one that the lab writes:", () => {
  it.each(optimizerFigures.cases.map((figures) => [titleOf(figures), figures] as const))(
    "%s",
    (_, { optimizer: { plan, torch, numpy }, schedule }) => {
      const { numpy: writeNumpy, torch: writeTorch } = optimizerOf(plan);
      expect(writeTorch(plan, "parameters")).toBe(torch);
      expect(writeNumpy(plan, "W", "dW", "rate")).toEqual(numpy);
      if (schedule === undefined) return;
      const rule = scheduleOf(schedule.plan);
      expect(rule.torch?.(schedule.plan) ?? null).toEqual(schedule.torch);
      expect(rule.numpy(schedule.plan, "rate", "step")).toBe(schedule.numpy);
    },
  );
});
