import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawExperiment } from "../../../core/experiment/draw-experiment.ts";
import { writeKerasScript } from "../../../core/export/keras-script.ts";
import { writeNumpyScript } from "../../../core/export/numpy-script.ts";
import { writePytorchScript } from "../../../core/export/pytorch-script.ts";
import { experiments } from "../../support/experiments.ts";
import { exportable } from "../../support/exportable.ts";
import { ask, python, unless } from "../../support/python.ts";
import { exportSource, shippedExperiment, shippedIds } from "../../support/shipped-experiments.ts";

const scripts = { NumPy: writeNumpyScript, PyTorch: writePytorchScript, Keras: writeKerasScript };
const check = `
import ast, json, sys
for text in json.load(sys.stdin):
    try:
        ast.parse(text)
    except SyntaxError as error:
        print(error, text)
`;

const seed = Number(process.env.REMATRIX_SEED ?? 20261123);
const drawable = experiments.filter((one) => drawExperiment(one, null).ok);
const all = [
  ...shippedIds.map(shippedExperiment),
  ...fc.sample(exportable, { numRuns: 60, seed }),
  ...fc.sample(drawable, { numRuns: 60, seed }),
];

describe.skipIf(python === null)(`the syntax${unless(python !== null)}`, () => {
  it.each(Object.entries(scripts))(
    "of every %s script is Python's",
    { timeout: 60_000 },
    async (_, write) => {
      const sources = await Promise.all(
        all.map((one) => exportSource(one, one.training.stop ?? { steps: 9 })),
      );
      expect(await ask(["-c", check], JSON.stringify(sources.map(write)))).toBe("");
    },
  );
});
