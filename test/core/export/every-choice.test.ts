import { beforeAll, describe, expect, it, vi } from "vitest";
import { validateExperiment } from "../../../core/experiment/read-experiment.ts";
import { writeNumpyScript } from "../../../core/export/numpy-script.ts";
import { everyChoice } from "../../support/every-choice.ts";
import { expectLabsTraining, weightNames } from "../../support/exported-training.ts";
import { hasModule, runScripts, unless, type Answer } from "../../support/python.ts";
import { exportSource } from "../../support/shipped-experiments.ts";

vi.setConfig({ testTimeout: 60_000 });

const numpy = hasModule("numpy");
const choices = everyChoice();
const names = Object.keys(choices);
let answers: Readonly<Record<string, Answer>> = {};

beforeAll(async () => {
  if (!numpy) return;
  const scripts: Record<string, string> = {};
  for (const name of names) scripts[name] = writeNumpyScript(await exportSource(choices[name]));
  answers = await runScripts(scripts, weightNames);
}, 120_000);

it.each(names)("%s is a valid experiment", (name) => {
  expect(validateExperiment(choices[name])).toMatchObject({ ok: true });
});

describe.skipIf(!numpy)(`run by NumPy, the script${unless(numpy, "NumPy")}`, () => {
  it.each(names)("with %s ends where the lab does, to 1e-9", async (name) => {
    await expectLabsTraining(answers[name], await exportSource(choices[name]));
  });
});
