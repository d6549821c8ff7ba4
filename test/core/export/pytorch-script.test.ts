import fc from "fast-check";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { writePytorchScript } from "../../../core/export/pytorch-script.ts";
import type { ExportSource } from "../../../core/export/source.ts";
import { exportable } from "../../support/exportable.ts";
import { expectLabsTraining, weightNames } from "../../support/exported-training.ts";
import { hasModule, runScripts, unless, type Answer } from "../../support/python.ts";
import { exportSource, shippedExperiment, shippedIds } from "../../support/shipped-experiments.ts";

// Whole trainings in another language, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

/** Asked for by name: PyTorch takes minutes and half a gigabyte. */
const asked = process.env.REMATRIX_TORCH === "1";
const torch = asked && hasModule("torch") && hasModule("numpy");
const because = asked ? unless(torch, "PyTorch") : " (not tried: REMATRIX_TORCH=1 asks for it)";
/** PyTorch takes a step of these small networks in half a millisecond: a part of each training has to do. */
const STEPS = 200;

const sampled = fc.sample(exportable, { numRuns: 30, seed: Number(process.env.REMATRIX_SEED ?? 20261123) });
const sources = new Map<string, ExportSource>();
let answers: Readonly<Record<string, Answer>> = {};

beforeAll(async () => {
  if (!torch) return;
  for (const id of shippedIds) {
    sources.set(id, await exportSource(shippedExperiment(id), { steps: STEPS }));
  }
  const loy = shippedExperiment("loy");
  const ends: Record<string, Experiment> = {
    "its stop": article,
    "a cost below a bound": { ...loy, training: { ...loy.training, stop: { costBelow: 0.9, steps: 1500 } } },
  };
  for (const [name, experiment] of Object.entries(ends)) sources.set(name, await exportSource(experiment));
  for (const [index, experiment] of sampled.entries()) {
    sources.set(`random ${index}`, await exportSource(experiment));
  }
  const scripts = [...sources].map(([name, source]) => [name, writePytorchScript(source)] as const);
  answers = await runScripts(Object.fromEntries(scripts), weightNames);
}, 300_000);

describe.skipIf(!torch)(`run by PyTorch, the script${because}`, () => {
  it.each(shippedIds)("of %s is where the lab is after 200 steps", async (id) => {
    await expectLabsTraining(answers[id], sources.get(id)!);
  });

  it.each(["its stop", "a cost below a bound"])("ends where the lab does for %s", async (name) => {
    await expectLabsTraining(answers[name], sources.get(name)!);
  });

  it("of any experiment ends where the lab does", async () => {
    for (const index of sampled.keys()) {
      await expectLabsTraining(answers[`random ${index}`], sources.get(`random ${index}`)!);
    }
  });
});

describe("the text", () => {
  it("has the experiment's optimizer with its settings, and trains by autograd", async () => {
    const script = writePytorchScript(await exportSource(shippedExperiment("spiral")));
    expect(script).toContain(
      "optimizer = torch.optim.Adam(parameters, lr=0.01, betas=(0.9, 0.999), eps=1e-8)",
    );
    expect(script).toContain("loss.backward()\n    optimizer.step()\n");
    expect(script).toMatch(/^print\(f"step \{step\} cost \{cost\}"\)\n$/m);
  });

  it("steps the learning rate's schedule after the optimizer", async () => {
    const schedule = { kind: "step" as const, every: 7, factor: 0.5 };
    const script = writePytorchScript(
      await exportSource({ ...article, training: { ...article.training, schedule } }),
    );
    expect(script).toContain(
      "scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=7, gamma=0.5)",
    );
    expect(script).toContain("    optimizer.step()\n    scheduler.step()\n    step += 1\n");
  });
});
