import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import { drawExperiment } from "../../../core/experiment/draw-experiment.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
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

/** What a stranger could call an experiment. */
const hostile = [
  '"; import os #',
  '"""\nimport os\n"""',
  '\\"""\nimport os #',
  "a\\",
  "'''",
  "*/",
  "\r\nimport os",
  "\u0085import os\u2028import os\u000cimport os",
  "\ud800\u0000",
  "{__import__('os')}",
  "\\N{BULLET}\\x00",
  "# coding: utf-7",
];
/** Says where a script's code, all but what it says of itself, is not that of the script before it. */
const compare = `
import ast, json, sys
def code(text):
    tree = ast.parse(text)
    assert isinstance(tree.body.pop(0).value.value, str)
    return ast.dump(tree)
for first, second in json.load(sys.stdin):
    if code(first) != code(second):
        print(second)
`;

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

  it.each(Object.entries(scripts))(
    "of every %s script is the same whatever the names in it",
    { timeout: 60_000 },
    async (_, write) => {
      const named = (text: string): Experiment => ({
        ...article,
        name: text,
        notes: text,
        data: { kind: "table", X: [[1], [2]], Y: [[1], [2]], features: [text], targets: [text] },
      });
      const plain = write(await exportSource(named("x")));
      const drawn = fc.sample(fc.string({ unit: "binary" }), { numRuns: 200, seed });
      const sources = await Promise.all([...hostile, ...drawn].map((text) => exportSource(named(text))));
      expect(await ask(["-c", compare], JSON.stringify(sources.map((one) => [plain, write(one)])))).toBe("");
    },
  );
});
