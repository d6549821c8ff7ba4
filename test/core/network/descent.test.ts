import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { activations } from "../../../core/network/activations.ts";
import { costOf, lastActivations } from "../../../core/network/costs.ts";
import { descentOf, divisorOf } from "../../../core/network/descent.ts";
import type { ActivationName, ActivationPlan, CostName } from "../../../core/network/plan.ts";
import { fill, fillTargets, smallNetworks } from "../../support/networks.ts";

const names = Object.keys(activations) as ActivationName[];
const formula: ActivationPlan = { formula: "1 / (1 + exp(-x))" };
const pairs = (Object.keys(lastActivations) as CostName[]).flatMap((cost) =>
  [...(lastActivations[cost] ?? names), formula].map((last) => [cost, last] as const),
);

describe("the way down a cost", () => {
  it.each(pairs)(
    "of %s behind %o begins with its gradient's opposite, divided by the constant",
    (cost, last) => {
      const whole = costOf(cost, last);
      const descent = descentOf(cost, last);
      fc.assert(
        fc.property(smallNetworks, (small) => {
          const { samples, targets } = small;
          const count = samples * targets;
          const Y = fillTargets({ ...small, cost }, 5);
          const output = fill(small, count, 17).map((x) => Math.min(0.99, Math.abs(x) / 2 + 0.01));
          const error = Y.map((y, i) => y - output[i]);
          const gradient = new Float64Array(count);
          whole.gradientInto(gradient, Y, output, output, error, samples, targets, samples);
          const start = new Float64Array(count);
          descent.startInto(start, Y, output, samples, targets);
          const constant = descent.numerator / divisorOf(descent, samples, targets);
          start.forEach((value, i) => {
            expect(Math.abs(constant * value + gradient[i])).toBeLessThanOrEqual(
              1e-14 * Math.abs(gradient[i]),
            );
          });
        }),
        { numRuns: 30 },
      );
      expect(descent.fused).toBe(whole.fusedWith !== null);
    },
  );

  it("has the constants 2, 2/N and 1/M", () => {
    const constant = (cost: CostName, last: ActivationName): [number, number] => {
      const descent = descentOf(cost, last);
      return [descent.numerator, divisorOf(descent, 50, 4)];
    };
    expect(constant("sse", "cube")).toEqual([2, 1]);
    expect(constant("mse", "tanh")).toEqual([2, 200]);
    expect(constant("bce", "sigmoid")).toEqual([1, 50]);
    expect(constant("bce", "softmax")).toEqual([1, 50]);
    expect(constant("cross-entropy", "softmax")).toEqual([1, 50]);
    expect(constant("cross-entropy", "sigmoid")).toEqual([1, 50]);
  });
});
