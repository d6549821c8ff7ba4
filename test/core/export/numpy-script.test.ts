import fc from "fast-check";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import { drawExperiment } from "../../../core/experiment/draw-experiment.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { writeNumpyScript } from "../../../core/export/numpy-script.ts";
import type { ExportSource } from "../../../core/export/source.ts";
import { drawWhole } from "../../support/datasets.ts";
import { experiments } from "../../support/experiments.ts";
import { exportable } from "../../support/exportable.ts";
import { difference, expectLabsTraining, flatten, weightNames } from "../../support/exported-training.ts";
import { hasModule, runScripts, unless, type Answer } from "../../support/python.ts";
import { exportSource, shippedExperiment, shippedIds } from "../../support/shipped-experiments.ts";

// Whole trainings in another language, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const numpy = hasModule("numpy");
const because = unless(numpy, "NumPy");

function change(experiment: Experiment, training: Partial<Experiment["training"]>): Experiment {
  return { ...experiment, training: { ...experiment.training, ...training } };
}

const loy = shippedExperiment("loy");
const tanh: Experiment = {
  ...article,
  network: {
    bias: true,
    layers: [
      { units: 3, activation: "tanh" },
      { units: 1, activation: "linear" },
    ],
  },
  weights: { kind: "uniform", low: -1, high: 1 },
};
const sgd = (learningRate: number) => ({ kind: "sgd" as const, learningRate });

/** What ends a training other than its number of steps. */
const ends: Readonly<Record<string, Experiment>> = {
  "a cost below a bound": change(loy, { stop: { costBelow: 0.5, steps: 1500 } }),
  "a cost below a bound, without compiled steps": change(
    { ...loy, penalty: { l1: 0, l2: 0.001 } },
    { stop: { costBelow: 0.5, steps: 1500 } },
  ),
  "a cost below a bound at an epoch's end": change(tanh, {
    batch: 4,
    optimizer: sgd(0.01),
    stop: { costBelow: 0.1 },
  }),
  "no progress": change(tanh, { optimizer: sgd(0.07), stop: { noProgressFor: 5, steps: 300 } }),
  "no progress for some epochs": change(tanh, {
    batch: 3,
    optimizer: sgd(0.1),
    stop: { noProgressFor: 2, epochs: 100 },
  }),
  "epochs of batches, the last of them smaller": change(tanh, { batch: 4, stop: { epochs: 7, steps: 100 } }),
  "a batch of all samples": change(tanh, { batch: 10, stop: { steps: 9 } }),
  "nine layers": change(
    {
      ...tanh,
      network: {
        bias: true,
        layers: [
          ...Array.from({ length: 8 }, () => ({ units: 2, activation: "tanh" as const })),
          { units: 1, activation: "linear" },
        ],
      },
    },
    { optimizer: { kind: "momentum", learningRate: 0.01, momentum: 0.9 }, stop: { steps: 50 } },
  ),
  "numbers that are too large": change(article, { optimizer: sgd(0.001) }),
  "numbers that are too large, in batches": change(article, { optimizer: sgd(0.02), batch: 4 }),
  "an infinity that tanh hides": change(
    { ...tanh, data: { kind: "table", X: [[1e200], [1]], Y: [[0], [1]] } },
    { optimizer: sgd(1e110), stop: { steps: 9 } },
  ),
};
const texts = {
  "quotes and backslashes": { name: 'a """ b', notes: 'C:\\new "quoted"\\\n"""' },
  "control characters": { name: "a\u0000b\rc", notes: "\u2028 \ud800 \f line" },
  nothing: { name: "", notes: "" },
};
const sampled = fc.sample(exportable, { numRuns: 30, seed: Number(process.env.REMATRIX_SEED ?? 20261123) });
const drawable = experiments.filter((experiment) => drawExperiment(experiment, null).ok);
const drawn = fc.sample(drawable, { numRuns: 60, seed: Number(process.env.REMATRIX_SEED ?? 20261123) });

/**
 * Adam at a brisk rate and with all samples in every step swings: a weight that differs by 10⁻¹⁵ at the start
 * moves the last digits shown here. So many steps stay in step.
 */
const chaotic: Readonly<Record<string, number>> = { circles: 200, sine: 200 };

/** Every script under the name of its test; those that only draw go on with two draws more. */
const sources = new Map<string, ExportSource>();
let answers: Readonly<Record<string, Answer>> = {};

beforeAll(async () => {
  if (!numpy) return;
  const add = async (name: string, experiment: Experiment): Promise<void> => {
    sources.set(name, await exportSource(experiment));
  };
  const begin = async (name: string, experiment: Experiment): Promise<void> => {
    sources.set(name, await exportSource(experiment, { steps: 0 }));
  };
  for (const id of shippedIds) {
    await add(id, shippedExperiment(id));
    await begin(`${id}, drawn`, shippedExperiment(id));
  }
  for (const [id, steps] of Object.entries(chaotic)) {
    sources.set(`${id}, early`, await exportSource(shippedExperiment(id), { steps }));
  }
  for (const [name, experiment] of Object.entries(ends)) await add(name, experiment);
  for (const [name, text] of Object.entries(texts)) await begin(name, { ...article, ...text });
  for (const [index, experiment] of sampled.entries()) await add(`random ${index}`, experiment);
  for (const [index, experiment] of drawn.entries()) await begin(`random ${index}, drawn`, experiment);
  const scripts = [...sources].map(([name, source]) => {
    const next = source.stop.steps === 0 ? "after = rng.rand(2)\n" : "";
    return [name, writeNumpyScript(source) + next] as const;
  });
  answers = await runScripts(Object.fromEntries(scripts), ["X", "Y", "after", ...weightNames]);
}, 120_000);

describe.skipIf(!numpy)(`run by NumPy, the script${because}`, () => {
  it.each(shippedIds.filter((id) => !(id in chaotic)))("of %s ends where the lab does", async (id) => {
    await expectLabsTraining(answers[id], sources.get(id)!);
  });

  it.each(Object.keys(chaotic))(
    "of %s goes the lab's way to 1e-9 as long as its numbers do not multiply what was rounded off, and ends near it",
    async (id) => {
      const early = `${id}, early`;
      await expectLabsTraining(answers[early], sources.get(early)!);
      await expectLabsTraining(answers[id], sources.get(id)!, 1e-2);
    },
  );

  it.each(Object.keys(ends))("ends where the lab does for %s", async (name) => {
    await expectLabsTraining(answers[name], sources.get(name)!);
  });

  it("of any experiment ends where the lab does", async () => {
    for (const index of sampled.keys()) {
      await expectLabsTraining(answers[`random ${index}`], sources.get(`random ${index}`)!);
    }
  });

  it.each(Object.keys(texts))("survives %s in name and notes", (name) => {
    expect(answers[name].last).toMatch(/^step 0 cost 870\.86/);
  });
});

/** Whether all that a script computes before the first pass is draws, and no arithmetic of NumPy's own. */
function onlyDraws({ data, scaling }: Experiment): { readonly X: boolean; readonly Y: boolean } {
  const normal =
    (data.kind === "generate" && data.draw.kind === "randn") ||
    (data.kind === "pattern" && !["sine", "plane"].includes(data.id));
  return {
    X: !normal && scaling === "none",
    Y: data.kind !== "generate" && !(data.kind === "pattern" && ["sine", "plane"].includes(data.id)),
  };
}

/** The largest difference as a part of the largest number; infinite where one is finite and the other is not. */
function furthest(theirs: readonly number[], ours: Float64Array): number {
  if (theirs.length !== ours.length) return Infinity;
  const finite = ours.filter(Number.isFinite);
  const size = finite.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return ours.reduce((most, value, i) => {
    if (Object.is(theirs[i], value) || theirs[i] === value) return most;
    const part = Math.abs(theirs[i] - value) / size;
    return Math.max(most, Number.isFinite(part) ? part : Infinity);
  }, 0);
}

/**
 * Bit for bit; a normal draw, to 2⁻⁵⁰ of it: it goes through the C library's logarithm, which rounds about
 * one of some thousand numbers the wrong way, and the lab's does not.
 */
function expectLabsNumbers(theirs: number[], ours: Float64Array, { weights }: Experiment): void {
  if (weights.kind !== "he" && weights.kind !== "normal") expect(theirs).toEqual([...ours]);
  else {
    expect(theirs).toHaveLength(ours.length);
    expect(Math.max(0, ...ours.map((value, i) => difference(theirs[i], value)))).toBeLessThan(2 ** -50);
  }
}

async function expectLabsDraws(answer: Answer, experiment: Experiment): Promise<void> {
  const { X, Y, parameters, random } = await drawWhole(experiment);
  const exact = onlyDraws(experiment);
  const compare = (theirs: number[], ours: Float64Array, toTheBit: boolean): void => {
    if (toTheBit) expect(theirs).toEqual([...ours]);
    else expect(furthest(theirs, ours)).toBeLessThan(1e-12);
  };
  compare(flatten(answer.values.X), X.values, exact.X);
  compare(flatten(answer.values.Y), Y.values, exact.Y);
  parameters.forEach(({ W, b }, l) => {
    const [theirW, theirB] = [`W${l + 1}`, `b${l + 1}`].map((name) => flatten(answer.values[name]));
    expectLabsNumbers(theirW, W.values, experiment);
    expectLabsNumbers(theirB, b ?? new Float64Array(), experiment);
  });
  // What comes after the start is drawn from the same place of the generator; a draw that given weights stand in
  // for is left out where nothing comes.
  if (experiment.weights.kind === "given" && experiment.training.batch === "full") return;
  expect(flatten(answer.values.after)).toEqual([...random.rand(1, 2).values]);
}

describe.skipIf(!numpy)(`run by NumPy, the draws of the script${because}`, () => {
  it.each(shippedIds)("of %s are the lab's", async (id) => {
    await expectLabsDraws(answers[`${id}, drawn`], shippedExperiment(id));
  });

  it("of any experiment are the lab's", async () => {
    for (const [index, experiment] of drawn.entries()) {
      await expectLabsDraws(answers[`random ${index}, drawn`], experiment);
    }
  });
});

describe("the text", () => {
  it("of the article's network has the article's forward and backward pass under the lab's names", async () => {
    const script = writeNumpyScript(await exportSource(article));
    expect(script).toContain(`
def forward(X, W1, W2):
    """Every matrix on the way from the samples X to the output Yhat."""
    A = X @ W1
    B = A**2
    C = B @ W2
    Yhat = C * C * C
    return A, B, C, Yhat
`);
    expect(script).toContain(`
    error = Y - Yhat
    dC = -2 * error * (3 * C**2)
    dW2 = B.T @ dC
    dA = (dC @ W2.T) * (2 * A)
    dW1 = X.T @ dA
    return dW1, dW2
`);
    expect(script).toMatch(/^print\(f"step \{step\} cost \{cost\}"\)\n$/m);
  });

  it("has no line that is much longer than a page is wide, but for data", async () => {
    for (const experiment of [...shippedIds.map(shippedExperiment), ...sampled]) {
      const script = writeNumpyScript(await exportSource(experiment));
      const code = script.replace(/^table = """\\\n[^"]*"""$/m, "").replace(/^classes = .*$/m, "");
      for (const line of code.split("\n")) expect(line.length).toBeLessThanOrEqual(120);
    }
  });

  it("imports NumPy and nothing else", async () => {
    for (const id of shippedIds) {
      const script = writeNumpyScript(await exportSource(shippedExperiment(id)));
      expect(script.match(/^(import|from) .*$/gm)).toEqual(["import numpy as np"]);
    }
  });

  it("differs where nothing but the seed does in that one line", async () => {
    const lines = async (seed: number): Promise<string[]> =>
      writeNumpyScript(await exportSource({ ...article, seed })).split("\n");
    const [one, two] = [await lines(1), await lines(2)];
    expect(one.filter((line, i) => line !== two[i])).toEqual(["rng = np.random.RandomState(1)"]);
  });
});

it("relative differences are of the larger number", () => {
  expect([difference(1, 2), difference(0, 0), difference(NaN, NaN)]).toEqual([0.5, 0, 0]);
});
