import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { initialState, type Optimizer, type OptimizerState } from "../../../core/optimizer/optimizer.ts";
import { optimizerOf, optimizers } from "../../../core/optimizer/optimizers.ts";
import type { OptimizerName, OptimizerPlan } from "../../../core/optimizer/plan.ts";

const names = Object.keys(optimizers) as OptimizerName[];
const plans = names.map((name): OptimizerPlan => optimizers[name].defaults);

/** The state after these gradients, each for all parameters. */
function after(
  plan: OptimizerPlan,
  start: readonly number[],
  gradients: readonly number[][],
): OptimizerState {
  const optimizer = optimizerOf(plan);
  return gradients.reduce<OptimizerState>(
    (now, gradient) => {
      const next = initialState(optimizer, new Float64Array(start.length));
      optimizer.update(next, now, Float64Array.from(gradient), plan, plan.learningRate);
      return next;
    },
    initialState(optimizer, Float64Array.from(start)),
  );
}

describe.each(plans)("$kind", (plan) => {
  const optimizer = optimizerOf(plan);
  const numbers = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 3, maxLength: 3 });

  it("stands under its own kind, and so do its defaults", () => {
    expect(optimizers[optimizer.name]).toBe(optimizer);
    expect(optimizer.defaults.kind).toBe(optimizer.name);
  });

  it("leaves the old state and the gradient as they were", () => {
    const now = after(plan, [1, -2, 3], [[0.5, 0, -4]]);
    const gradient = Float64Array.of(1, 2, -3);
    const before = [now.parameters.slice(), now.memory.slice(), gradient.slice()];
    const next = initialState(optimizer, new Float64Array(3));
    optimizer.update(next, now, gradient, plan, 0.1);
    expect([now.parameters, now.memory, gradient]).toEqual(before);
  });

  it("overwrites all of the room that it is given, whatever stood there", () => {
    const now = after(plan, [1, -2, 3], [[0.5, 0, -4]]);
    const fresh = initialState(optimizer, new Float64Array(3));
    const used = { parameters: new Float64Array(3).fill(NaN), memory: fresh.memory.map(() => NaN) };
    for (const next of [fresh, used]) optimizer.update(next, now, Float64Array.of(1, 2, -3), plan, 0.1);
    expect(used).toEqual(fresh);
  });

  it("treats every parameter as if it were alone", () => {
    fc.assert(
      fc.property(numbers, fc.array(numbers, { minLength: 1, maxLength: 4 }), (start, gradients) => {
        const together = after(plan, start, gradients).parameters;
        const alone = start.map(
          (w, i) =>
            after(
              plan,
              [w],
              gradients.map((gradient) => [gradient[i]]),
            ).parameters[0],
        );
        expect(Array.from(together)).toEqual(alone);
      }),
    );
  });

  it("moves against the first gradient, and not at all where it is 0", () => {
    const { parameters } = after(plan, [1, 1, 1], [[2, 0, -2]]);
    expect(parameters[0]).toBeLessThan(1);
    expect(parameters[1]).toBe(1);
    expect(parameters[2]).toBeGreaterThan(1);
  });

  it("moves at the rate it is told, not at its plan's own", () => {
    const now = initialState(optimizer, Float64Array.of(1));
    const next = initialState(optimizer, new Float64Array(1));
    optimizer.update(next, now, Float64Array.of(2), plan, 0);
    expect(next.parameters[0]).toBe(1);
  });

  it("has nothing to do without parameters", () => {
    expect(after(plan, [], [[], []]).parameters).toHaveLength(0);
  });
});

describe("the first steps, by hand:", () => {
  const learningRate = 0.5;
  it.each<[OptimizerPlan, number[], number]>([
    [{ kind: "sgd", learningRate }, [4, 4], 1 - 2 - 2],
    // V is 4, then 2 + 4.
    [{ kind: "momentum", learningRate, momentum: 0.5 }, [4, 4], 1 - 2 - 3],
    // 4 + 2, then 4 + 3.
    [{ kind: "nesterov", learningRate, momentum: 0.5 }, [4, 4], 1 - 3 - 3.5],
    // √9, then √(9 + 16), each and 1.
    [{ kind: "adagrad", learningRate, epsilon: 1 }, [3, 4], 1 - 1.5 / 4 - 2 / 6],
    // √(36 / 4), then √(9 · 3 / 4 + 9.25): 3, then 4.
    [
      { kind: "rmsprop", learningRate, alpha: 0.75, epsilon: 1 },
      [6, Math.sqrt(37)],
      1 - 3 / 4 - Math.sqrt(37) / 2 / 5,
    ],
    // A first mean, corrected, is its gradient: 8 / (8 + 8).
    [{ kind: "adam", learningRate, beta1: 0.5, beta2: 0.75, epsilon: 8 }, [8], 1 - 0.25],
  ])("%j along %j comes to %d", (plan, gradients, expected) => {
    const { parameters } = after(
      plan,
      [1],
      gradients.map((gradient) => [gradient]),
    );
    expect(parameters[0]).toBeCloseTo(expected, 14);
  });
});

describe("what is remembered", () => {
  it.each<[OptimizerName, number]>([
    ["sgd", 0],
    ["momentum", 7],
    ["nesterov", 7],
    ["adagrad", 7],
    ["rmsprop", 7],
    ["adam", 16],
  ])("by %s for 7 parameters are %d numbers, zeros at the start", (name, size) => {
    const { memory } = initialState(optimizerOf(optimizers[name].defaults), new Float64Array(7));
    expect(memory).toEqual(new Float64Array(size));
  });

  it.each([1, 2, 10, 1000, 100_000])(
    "by adam after %d steps is 1 − βᵗ, to 1e-13 for its defaults",
    (steps) => {
      const plan = optimizers.adam.defaults;
      const rooms = [1, 1].map((w) => initialState(optimizers.adam as Optimizer, Float64Array.of(w)));
      for (let t = 0; t < steps; t++) {
        optimizers.adam.update(rooms[(t + 1) % 2], rooms[t % 2], Float64Array.of(1), plan, 0.1);
      }
      const [, , correction1, correction2] = rooms[steps % 2].memory;
      expect(Math.abs(correction1 - (1 - 0.9 ** steps))).toBeLessThan(1e-13);
      expect(Math.abs(correction2 - (1 - 0.999 ** steps))).toBeLessThan(1e-13);
    },
  );
});

describe("formulas", () => {
  it("begin with what is remembered and end with the weights", () => {
    for (const name of names) {
      const { latex } = optimizers[name];
      expect(latex.map((line) => line.slice(0, 1)).join(""), name).toMatch(/^[VSM]*W$/);
    }
  });
});
