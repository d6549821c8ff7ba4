import { describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import { drawExperiment } from "../../../core/experiment/draw-experiment.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { passCodes } from "../../../core/network/names.ts";
import type { Diagnosis } from "../../../core/training/diagnosis.ts";
import { Doctor } from "../../../core/training/doctor.ts";
import { TimeMachine } from "../../../core/training/time-machine.ts";
import { Trainer } from "../../../core/training/trainer.ts";
import { valueOf } from "../../support/datasets.ts";

/** Trains until it breaks down, then asks the doctor. */
function diagnose(experiment: Experiment): { diagnosis: Diagnosis; machine: TimeMachine } {
  const start = valueOf(drawExperiment(experiment, null));
  const machine = new TimeMachine(new Trainer(experiment, start));
  while (machine.work(100_000)) if (machine.trainer.step === 100_000) throw new Error("it never broke down");
  const doctor = new Doctor({ experiment, samples: null, start, machine });
  while (doctor.advance());
  return { diagnosis: doctor.result(), machine };
}

function withRate(learningRate: number, batch: "full" | number = "full"): Experiment {
  return { ...article, training: { optimizer: { kind: "sgd", learningRate }, batch, stop: null } };
}

function codesOf({ chain }: Diagnosis, at: number): string[] {
  const codeOf = passCodes(article.network.layers);
  return chain[at].magnitudes.map(({ matrix }) => codeOf(matrix));
}

describe("the chain of a training whose rate is too large", () => {
  const { diagnosis } = diagnose(withRate(0.001));

  it("goes from three steps before up to the broken one", () => {
    expect(diagnosis.breakdown.step).toBe(3);
    expect(diagnosis.chain.map(({ step }) => step)).toEqual([0, 1, 2, 3]);
  });

  it("has every matrix in the order of a step, as far as the step came", () => {
    const forward = ["W1", "A", "B", "W2", "C", "Yhat", "error", "cost"];
    expect(codesOf(diagnosis, 0)).toEqual([...forward, "dW2", "dW1"]);
    expect(codesOf(diagnosis, 3)).toEqual(forward);
  });

  it("is finite before the broken step, and breaks where the breakdown says", () => {
    const { chain, breakdown } = diagnosis;
    for (const { magnitudes } of chain.slice(0, 3)) {
      for (const { largest } of magnitudes) expect(largest).toBeLessThan(Infinity);
    }
    const first = chain[3].magnitudes.find(({ largest }) => !Number.isFinite(largest));
    expect(first?.matrix).toEqual(breakdown.matrix);
    const before = chain[2].magnitudes.find(
      ({ matrix }) => matrix.kind === breakdown.matrix.kind && matrix.layer === breakdown.matrix.layer,
    );
    expect(before?.largest).toBe(breakdown.before);
  });

  it("has the magnitudes of the start as the matrices show them", () => {
    const trainer = new Trainer(withRate(0.001), valueOf(drawExperiment(withRate(0.001), null)));
    trainer.look();
    const largest = (values: Float64Array): number => Math.max(...values.map(Math.abs));
    const at = (kind: string, layer: number): number | undefined =>
      diagnosis.chain[0].magnitudes.find(({ matrix }) => matrix.kind === kind && matrix.layer === layer)
        ?.largest;
    expect(at("W", 0)).toBe(largest(trainer.parameters.W[0]));
    expect(at("Z", 1)).toBe(largest(trainer.pass.layers[1].Z));
    expect(at("dW", 0)).toBe(largest(trainer.pass.gradient.W[0]));
    expect(at("cost", 0)).toBe(trainer.cost);
  });
});

describe("a remedy", () => {
  it("was survived for as long as it says, with that cost, and twice the rate was not", () => {
    const experiment = withRate(0.001);
    const { diagnosis } = diagnose(experiment);
    const remedy = diagnosis.remedies.find(({ kind }) => kind === "learning-rate");
    if (remedy?.kind !== "learning-rate") throw new Error("no rate was found");
    expect(remedy.from).toBe(0);
    expect(remedy.survived).toBe(100);
    const run = (learningRate: number): Trainer => {
      const tried = withRate(learningRate);
      const trainer = new Trainer(tried, valueOf(drawExperiment(tried, null)));
      for (let step = 0; step < remedy.survived && trainer.advance(); step++);
      trainer.evaluate();
      return trainer;
    };
    const survivor = run(remedy.learningRate);
    expect([survivor.step, survivor.breakdown, survivor.cost]).toEqual([100, null, remedy.cost]);
    const doubled = run(2 * remedy.learningRate);
    expect(doubled.breakdown !== null || doubled.cost >= doubled.history.points().even[1]).toBe(true);
  });

  it("from the last finite step leads on from there, in batches too", () => {
    // A line through the origin: a rate above 2 ÷ Σx² makes every step larger than the one before.
    const line: Experiment = {
      ...withRate(0.6, 1),
      data: { kind: "table", X: [[2]], Y: [[1]] },
      network: { bias: false, layers: [{ units: 1, activation: "linear" }] },
      weights: { kind: "given", layers: [{ W: [[1]], b: null }] },
    };
    const { diagnosis, machine } = diagnose(line);
    const [remedy] = diagnosis.remedies;
    expect(remedy).toMatchObject({ kind: "learning-rate", from: machine.trainer.step });
    expect(remedy.survived).toBeGreaterThanOrEqual(diagnosis.breakdown.step);
    expect(diagnosis.chain.map(({ step }) => diagnosis.breakdown.step - step)).toEqual([3, 2, 1, 0]);
  });

  it("is standardising X where X alone is too large", () => {
    const large: Experiment = {
      ...withRate(0.01),
      data: {
        kind: "table",
        X: [[1000], [1001], [1002], [1003]],
        Y: [[0], [1], [2], [3]],
      },
      network: { bias: true, layers: [{ units: 1, activation: "linear" }] },
      weights: { kind: "given", layers: [{ W: [[0]], b: [0] }] },
      cost: "mse",
    };
    const { diagnosis } = diagnose(large);
    const remedy = diagnosis.remedies.find(({ kind }) => kind === "scaling");
    expect(remedy).toMatchObject({ scaling: "standardise", from: 0 });
    expect(remedy!.cost).toBeLessThan(3.5);
    expect(diagnose({ ...large, scaling: "range", ...withoutRange }).diagnosis.remedies).not.toContainEqual(
      expect.objectContaining({ kind: "scaling" }),
    );
  });
});

/** With X between 0 and 1, only a rate like this breaks it. */
const withoutRange = {
  training: { optimizer: { kind: "sgd" as const, learningRate: 5 }, batch: "full" as const, stop: null },
};

describe("a start that is not finite", () => {
  it("is the whole chain, and no rate helps", () => {
    const huge: Experiment = {
      ...withRate(0.001),
      data: { kind: "table", X: [[1e200, 0, 0]], Y: [[0]] },
      weights: { kind: "uniform", low: 1, high: 2 },
    };
    const { diagnosis } = diagnose(huge);
    expect(diagnosis.chain.map(({ step }) => step)).toEqual([0]);
    expect(diagnosis.chain[0].magnitudes[0].largest).toBeGreaterThan(1);
    expect(diagnosis.remedies.filter(({ kind }) => kind === "learning-rate")).toEqual([]);
  });
});

describe("a doctor", () => {
  it("is not asked about a training that is well", () => {
    const experiment = withRate(0.0003);
    const start = valueOf(drawExperiment(experiment, null));
    const machine = new TimeMachine(new Trainer(experiment, start));
    expect(() => new Doctor({ experiment, samples: null, start, machine })).toThrow("nothing to diagnose");
  });
});
