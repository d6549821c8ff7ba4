import { describe, expect, it } from "vitest";
import { Matrix } from "../../../core/matrix/matrix.ts";
import { Parameters } from "../../../core/network/parameters.ts";
import { Pass } from "../../../core/network/pass.ts";
import type { ActivationName, CostName, NetworkPlan } from "../../../core/network/plan.ts";
import { RandomState } from "../../../core/random/random-state.ts";
import { Trainer } from "../../../core/training/trainer.ts";
import divergence from "../../fixtures/divergence.json" with { type: "json" };
import networks from "../../fixtures/networks.json" with { type: "json" };
import trajectories from "../../fixtures/trajectories.json" with { type: "json" };

/** The fixtures' short names of costs. */
const costNames: Record<string, CostName> = { sse: "sse", mse: "mse", bce: "bce", ce: "cross-entropy" };

/** The largest difference, relative to the larger of both numbers. */
function relativeDifference(ours: ArrayLike<number>, theirs: readonly (readonly number[])[]): number {
  const flat = theirs.flat();
  expect(ours.length).toBe(flat.length);
  return flat.reduce((most, value, i) => {
    const difference = Math.abs(value - ours[i]);
    return Math.max(most, difference === 0 ? 0 : difference / Math.max(Math.abs(value), Math.abs(ours[i])));
  }, 0);
}

function planOf(fixture: { W: number[][][]; activations: string[]; bias: boolean }): NetworkPlan {
  return {
    bias: fixture.bias,
    layers: fixture.W.map((W, layer) => ({
      units: W[0].length,
      activation: fixture.activations[layer] as ActivationName,
    })),
  };
}

describe("one pass, against NumPy 1.24", () => {
  for (const fixture of networks) {
    it(`${fixture.name}: every matrix agrees to 1e-12`, () => {
      const network = planOf(fixture);
      const X = Matrix.from(fixture.X);
      const Y = Matrix.from(fixture.Y);
      const parameters = new Parameters(network, X.columns);
      parameters.set(
        fixture.W.map((W, layer) => ({
          W: Matrix.from(W),
          b: fixture.b[layer] === null ? null : Float64Array.from((fixture.b[layer] as number[]).flat()),
        })),
      );
      const samples = { X: X.values, Y: Y.values, features: X.columns, rows: X.rows };
      const pass = new Pass(network, costNames[fixture.cost], samples);
      pass.forward(parameters, X.rows);
      pass.backward(parameters, X.rows);

      expect(relativeDifference([pass.cost], [[fixture.costValue]])).toBeLessThan(1e-12);
      network.layers.forEach((_, l) => {
        const { Z, H } = pass.layers[l];
        expect(relativeDifference(Z, fixture["Z (before activation)"][l])).toBeLessThan(1e-12);
        expect(relativeDifference(H, fixture["H (after activation)"][l])).toBeLessThan(1e-12);
        expect(relativeDifference(pass.gradient.W[l], fixture["dCost/dW"][l])).toBeLessThan(1e-12);
        const db = fixture["dCost/db"][l];
        if (db === null) expect(pass.gradient.b[l]).toBeNull();
        else expect(relativeDifference(pass.gradient.b[l]!, [(db as number[]).flat()])).toBeLessThan(1e-12);
      });
    });
  }
});

function trainerOf(fixture: (typeof trajectories)[number], learningRate = fixture.learningRate): Trainer {
  return new Trainer(
    {
      network: planOf({ ...fixture, W: fixture.W0 }),
      cost: costNames[fixture.cost],
      training: { optimizer: { kind: "sgd", learningRate }, batch: "full" },
    },
    {
      X: Matrix.from(fixture.X),
      Y: Matrix.from(fixture.Y),
      parameters: fixture.W0.map((W) => ({ W: Matrix.from(W), b: null })),
      random: new RandomState(1),
    },
  );
}

describe("whole trainings, against NumPy 1.24", () => {
  for (const fixture of trajectories) {
    const end = fixture["cost at step"].at(-1)![1];
    const note = end < 1e-20 ? `, also at the last, where ${end.toExponential(2)} is rounding alone` : "";
    it(`${fixture.name}: the cost agrees to 1e-9 at every listed step${note}`, () => {
      const trainer = trainerOf(fixture);
      for (const [step, cost] of fixture["cost at step"]) {
        while (trainer.step < step) expect(trainer.advance()).toBe(true);
        expect(trainer.evaluate()).toBe(true);
        expect(relativeDifference([trainer.cost], [[cost]]), `step ${step}`).toBeLessThan(1e-9);
      }
    });

    it(`${fixture.name}: W and Ŷ agree to 1e-9 at the end`, () => {
      const trainer = trainerOf(fixture);
      while (trainer.step < fixture.steps) trainer.advance();
      trainer.look();
      fixture["W at the end"].forEach((W, layer) => {
        expect(relativeDifference(trainer.parameters.W[layer], W)).toBeLessThan(1e-9);
      });
      expect(relativeDifference(trainer.pass.layers.at(-1)!.H, fixture["Yhat at the end"])).toBeLessThan(
        1e-9,
      );
    });
  }
});

describe("a rate that is too large, against NumPy 1.24", () => {
  for (const fixture of divergence) {
    const step = fixture["first step with a cost that is not finite"];
    it(`${fixture.name}: step ${step} is the first whose cost is not finite`, () => {
      const article = trajectories.find((one) => one.name === `article, seed ${fixture.seed}`)!;
      const trainer = trainerOf(article, fixture.learningRate);
      let steps = 0;
      while (trainer.advance()) steps++;
      expect(steps).toBe(step);
      expect(trainer.breakdown).toMatchObject({ step });
      expect(trainer.step).toBe(step - 1);
      expect(Number.isFinite(trainer.cost)).toBe(true);
    });
  }
});
