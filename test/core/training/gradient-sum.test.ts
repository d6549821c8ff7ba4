import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readExperiment } from "../../../core/experiment/read-experiment.ts";
import { Parameters } from "../../../core/network/parameters.ts";
import { Pass } from "../../../core/network/pass.ts";
import type { Penalty } from "../../../core/network/penalty.ts";
import type { CostName, NetworkPlan } from "../../../core/network/plan.ts";
import { GradientSum, type SummedSamples } from "../../../core/training/gradient-sum.ts";
import type { CostPlan, Place } from "../../../core/training/shifted-cost.ts";
import { Trainer } from "../../../core/training/trainer.ts";
import networks from "../../fixtures/networks.json" with { type: "json" };
import { drawWhole, valueOf } from "../../support/datasets.ts";
import { fill, fillTargets, smallNetworks, type SmallNetwork } from "../../support/networks.ts";

function sumOf(...how: ConstructorParameters<typeof GradientSum>): GradientSum {
  const sum = new GradientSum(...how);
  while (sum.advance());
  return sum;
}

/** Every number of every gradient matrix: its place, and where it stands in the flat gradient. */
function placesOf({ bias, layers }: NetworkPlan, features: number): Place[] {
  let inputs = features;
  return layers.flatMap(({ units }, layer) => {
    const rows: (number | null)[] = Array.from({ length: inputs }, (_, input) => input);
    if (bias) rows.push(null);
    inputs = units;
    return rows.flatMap((input) => Array.from({ length: units }, (_, unit) => ({ layer, input, unit })));
  });
}

interface Ready {
  readonly plan: CostPlan;
  readonly of: SummedSamples;
  readonly parameters: Parameters;
  /** ∂cost/∂parameters of the backward pass. */
  readonly gradient: Float64Array;
}

function prepare(small: SmallNetwork, penalty?: Penalty): Ready {
  const { network, cost, samples, features } = small;
  const parameters = new Parameters(network, features);
  parameters.values.set(fill(small, parameters.values.length, 0));
  const X = fill(small, samples * features, 11);
  const Y = fillTargets(small, 23);
  const pass = new Pass(network, cost, { X, Y, features, rows: samples }, { penalty });
  pass.forward(parameters, samples);
  pass.backward(parameters, samples);
  const plan = { network, cost, penalty };
  return { plan, of: { X, Y, samples, features }, parameters, gradient: pass.gradient.values };
}

const penalties = fc.record({ l1: fc.constantFrom(0, 0.1), l2: fc.constantFrom(0, 0.3) });

describe("the terms of a gradient's number", () => {
  it("add up to the backward pass's, for every activation, cost, bias and penalty", () => {
    fc.assert(
      fc.property(smallNetworks, penalties, (small, penalty) => {
        const { plan, of, parameters, gradient } = prepare(small, penalty);
        fc.pre(gradient.every(Number.isFinite));
        // Saturated, its slopes are huge and cancel: only the test below has bounds for them.
        fc.pre(!(plan.cost === "bce" && plan.network.layers.at(-1)!.activation === "softmax"));
        const size = gradient.reduce((most, slope) => Math.max(most, Math.abs(slope)), 1);
        placesOf(plan.network, of.features).forEach((place, position) => {
          const sum = sumOf(plan, of, parameters, place);
          expect(sum.done).toBe(true);
          // Slopes that cancel on their way through the layers keep fewer digits.
          expect(Math.abs(sum.total + gradient[position])).toBeLessThanOrEqual(1e-10 * size);
        });
      }),
      { numRuns: 300 },
    );
  });

  it("add up to it bit for bit where the constant is a power of 2", () => {
    fc.assert(
      fc.property(smallNetworks, penalties, (small, penalty) => {
        // Numbers next to 0 make products that underflow, and those are not exact when they are halved.
        const numbers = small.numbers.map((x) => (Math.abs(x) < 1e-20 ? 0 : x));
        const { plan, of, parameters, gradient } = prepare({ ...small, numbers }, penalty);
        fc.pre(gradient.every(Number.isFinite));
        placesOf(plan.network, of.features).forEach((place, position) => {
          const sum = sumOf(plan, of, parameters, place);
          fc.pre(Number.isInteger(Math.log2(sum.divisor)) && !underflows(sum));
          // NumPy adds the only column of a matrix in pairs.
          const inPairs = place.input === null && plan.network.layers[place.layer].units === 1;
          if (!inPairs) expect(sum.total + 0).toBe(0 - gradient[position]);
        });
      }),
      { numRuns: 300 },
    );
  });

  it("are H · D, each added to the sum before it", () => {
    fc.assert(
      fc.property(smallNetworks, (small) => {
        const { plan, of, parameters } = prepare(small);
        for (const place of placesOf(plan.network, of.features)) {
          const { left, right, running } = sumOf(plan, of, parameters, place);
          let sum = 0;
          right.forEach((factor, i) => {
            sum += left === null ? factor : left[i] * factor;
            expect(running[i]).toBe(sum);
          });
          if (place.layer === 0 && place.input !== null) {
            expect(left!.every((x, i) => x === of.X[i * of.features + place.input!])).toBe(true);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it("of no samples are none", () => {
    const network = { bias: false, layers: [{ units: 1, activation: "tanh" as const }] };
    const none = new Float64Array();
    const sum = sumOf(
      { network, cost: "mse" },
      { X: none, Y: none, samples: 0, features: 2 },
      new Parameters(network, 2),
      { layer: 0, input: 0, unit: 0 },
    );
    expect([sum.done, sum.sum, sum.right.length]).toEqual([true, 0, 0]);
  });
});

describe.each(networks)("against NumPy, $name", (figures) => {
  const network = {
    bias: figures.bias,
    layers: figures.activations.map((activation, l) => ({
      units: figures.W[l][0].length,
      activation: activation as "tanh",
    })),
  };
  const cost = (figures.cost === "ce" ? "cross-entropy" : figures.cost) as CostName;
  const features = figures.X[0].length;
  const samples = figures.X.length;
  const of = {
    X: Float64Array.from(figures.X.flat()),
    Y: Float64Array.from(figures.Y.flat()),
    samples,
    features,
  };
  const parameters = {
    W: figures.W.map((W) => Float64Array.from(W.flat())),
    b: figures.b.map((b: number[] | null) => b && Float64Array.from(b)),
  };

  it("every number of dW and db is the opposite of its sum, to 12 digits", () => {
    for (const place of placesOf(network, features)) {
      const { layer, input, unit } = place;
      const expected =
        input === null
          ? (figures["dCost/db"][layer] as unknown as number[])[unit]
          : figures["dCost/dW"][layer][input][unit];
      const largest = Math.max(...figures["dCost/dW"][layer].flat().map(Math.abs));
      const sum = sumOf({ network, cost }, of, parameters, place);
      expect(sum.right).toHaveLength(samples);
      expect(Math.abs(sum.total + expected)).toBeLessThanOrEqual(1e-12 * largest);
    }
  });
});

describe("a training on vectors", () => {
  it("has the very numbers that its samples' terms add up to, in sums of 1,348 samples", async () => {
    const file = new URL("../../../resources/experiments/digits.json", import.meta.url);
    const experiment = valueOf(readExperiment(readFileSync(file, "utf8")));
    const drawn = await drawWhole(experiment);
    const task = { ...experiment, cost: "sse" as const };
    const trainer = new Trainer(task, drawn);
    trainer.look();
    const { X, Y } = drawn;
    const of = { X: X.values, Y: Y.values, samples: X.rows, features: X.columns };
    for (const place of [
      { layer: 0, input: 20, unit: 3 },
      { layer: 0, input: 43, unit: 0 },
      { layer: 1, input: 5, unit: 9 },
      { layer: 1, input: null, unit: 2 },
    ]) {
      const sum = new GradientSum(task, of, trainer.parameters, place);
      let pieces = 1;
      while (sum.advance()) pieces++;
      expect(pieces).toBeGreaterThan(10);
      const { W, b } = trainer.gradient;
      const units = experiment.network.layers[place.layer].units;
      const shown =
        place.input === null ? b[place.layer]![place.unit] : W[place.layer][place.input * units + place.unit];
      expect(sum.total).toBe(0 - shown);
    }
  });
});

/** Whether a number of the sum is so small that scaling it is not exact any more. */
function underflows({ left, right, running }: GradientSum): boolean {
  const tiny = (x: number): boolean => x !== 0 && Math.abs(x) < 1e-290;
  return right.some((d, i) => tiny(d) || tiny(running[i]) || (left !== null && tiny(left[i] * d)));
}
