import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, strToU8 } from "fflate/browser";
import { describe, expect, it } from "vitest";
import { writeNpy } from "../../../core/archive/npy.ts";
import { readArchive } from "../../../core/archive/read-archive.ts";
import { writeArchive } from "../../../core/archive/write-archive.ts";
import { article } from "../../../core/experiment/defaults.ts";
import { formatProblem, type Result } from "../../../core/result.ts";
import { keptLimits, outcomeOf, type KeptRun } from "../../../core/training/kept-run.ts";
import {
  everything,
  packFiles,
  resumed,
  runOf,
  savedOf,
  trainTo,
  unpackFiles,
  withJson,
  type Files,
} from "../../support/archives.ts";
import { valueOf } from "../../support/datasets.ts";
import { fileWith, keptRun } from "../../support/kept-runs.ts";
import { hasModule, python, unless } from "../../support/python.ts";

const slow = {
  ...article,
  training: { ...article.training, optimizer: { kind: "sgd", learningRate: 1e-5 } },
} as const;
const runs = [
  keptRun(slow, 30, { name: "Slow – größer", note: "Too slow.\nStill falling.", automatic: true }),
  keptRun(everything, 12),
];
const good = fileWith(article, 20, runs);

function wordsOf(result: Result<unknown>): string {
  return result.ok ? "" : result.problems.map(formatProblem).join("\n");
}

const complaint = (bytes: Uint8Array): string => wordsOf(readArchive(bytes));
const withFiles = (change: (files: Files) => Files): Uint8Array => packFiles(change(unpackFiles(good)));
const inRun = (change: (run: Record<string, unknown>) => unknown): Uint8Array =>
  withJson(good, "run.json", (file) => {
    const [first, ...rest] = file.runs as Record<string, unknown>[];
    return { ...file, runs: [change(first), ...rest] };
  });

/** Writes the article's run with these runs beside it. */
function write(kept: readonly KeptRun[]): Result<Uint8Array> {
  return writeArchive(article, savedOf(runOf(article), article), kept);
}

describe("runs that are kept in a file", () => {
  it("come back as they were, and training goes on as if there were none", () => {
    expect(valueOf(readArchive(good)).runs).toEqual(runs);
    const run = resumed(good);
    const straight = runOf(article);
    trainTo(run, 60);
    trainTo(straight, 60);
    expect(run.trainer.snapshot()).toEqual(straight.trainer.snapshot());
  });

  it("make the same bytes again", () => {
    expect(fileWith(article, 20, valueOf(readArchive(good)).runs)).toEqual(good);
  });

  it("are folders of an experiment and its weights", () => {
    const names = Object.keys(unpackFiles(good)).filter((name) => name.startsWith("runs/"));
    expect(names).toEqual([
      "runs/1/experiment.json",
      "runs/1/W1.npy",
      "runs/1/W2.npy",
      "runs/2/experiment.json",
      "runs/2/W1.npy",
      "runs/2/b1.npy",
      "runs/2/W2.npy",
      "runs/2/b2.npy",
    ]);
  });

  it("hold no step after the one that was kept", () => {
    const run = runOf(article);
    trainTo(run, 40);
    run.machine.setLearningRate(1e-4);
    trainTo(run, 80);
    run.goTo(30);
    while (run.machine.travel());
    const { step, rates, history, parameters } = outcomeOf(run);
    expect([step, rates]).toEqual([30, [{ step: 0, learningRate: 0.0003 }]]);
    expect(history.even.at(-2)).toBe(30);
    run.goTo(40);
    while (run.machine.travel());
    expect(outcomeOf(run).rates).toHaveLength(1);
    expect(parameters).toEqual(keptRun(article, 30).parameters);
  });
});

describe("a file with kept runs is refused", () => {
  it.each<[string, Uint8Array, string]>([
    [
      "whose experiment is missing",
      withFiles(({ "runs/1/experiment.json": _, ...files }) => files),
      "runs/1/experiment.json: is missing",
    ],
    [
      "whose experiment is wrong",
      withJson(good, "runs/1/experiment.json", (value) => ({ ...value, seed: -1 })),
      "runs/1/experiment.json: seed: must be a whole number",
    ],
    [
      "whose experiment asks for 10⁹ units",
      withJson(good, "runs/1/experiment.json", (value) => ({
        ...value,
        network: { bias: false, layers: [{ units: 1e9, activation: "linear" }] },
      })),
      "runs/1/experiment.json: network.layers[0].units: must be a whole number from 1 to 4096",
    ],
    [
      "whose experiment is not JSON",
      withFiles((files) => ({ ...files, "runs/1/experiment.json": strToU8("{") })),
      "runs/1/experiment.json: not JSON: line 1, column 2",
    ],
    [
      "whose weights are missing",
      withFiles(({ "runs/2/b1.npy": _, ...files }) => files),
      "runs/2/b1.npy: is missing",
    ],
    [
      "whose weights have another shape",
      withFiles((files) => ({
        ...files,
        "runs/1/W1.npy": writeNpy({ shape: [4, 3], values: new Float64Array(12) }),
      })),
      "runs/1/W1.npy: must have the shape (3, 4), got (4, 3)",
    ],
    [
      "whose weights are far too many",
      withFiles((files) => ({
        ...files,
        "runs/1/W1.npy": writeNpy({ shape: [100_000, 4], values: new Float64Array(400_000) }),
      })),
      "runs/1/W1.npy: must have the shape (3, 4)",
    ],
    [
      "whose weights are not finite",
      withFiles((files) => ({
        ...files,
        "runs/1/W1.npy": writeNpy({ shape: [3, 4], values: new Float64Array(12).fill(NaN) }),
      })),
      "run.json: runs[0]: has weights that are not finite",
    ],
    [
      "with a run more than run.json says",
      withFiles((files) => ({ ...files, "runs/3/W1.npy": files["runs/1/W1.npy"] })),
      "runs/3/W1.npy: does not belong to this experiment",
    ],
    [
      "with a run less",
      withJson(good, "run.json", (file) => ({ ...file, runs: (file.runs as unknown[]).slice(0, 1) })),
      "runs/2/experiment.json: does not belong to this experiment",
    ],
    [
      "with a folder of another name",
      withFiles((files) => ({ ...files, "runs/01/W1.npy": files["W1.npy"] })),
      'has a file named "runs/01/W1.npy"',
    ],
    [
      "with a path upwards",
      withFiles((files) => ({ ...files, "runs/1/../W1.npy": files["W1.npy"] })),
      'has a file named "runs/1/../W1.npy"',
    ],
    [
      "with 33 runs",
      withJson(good, "run.json", (file) => ({ ...file, runs: Array.from({ length: 33 }, () => file.runs) })),
      "run.json: runs: must have at most 32 elements, got 33",
    ],
    [
      "with a key that nobody knows",
      inRun((run) => ({ ...run, mood: 1 })),
      "runs[0].mood: is not a known key",
    ],
    ["without a name", inRun(({ name: _, ...run }) => run), "runs[0].name: is missing"],
    [
      "with an endless name",
      inRun((run) => ({ ...run, name: "x".repeat(201) })),
      "runs[0].name: must be at most 200 characters long",
    ],
    ["with half a step", inRun((run) => ({ ...run, step: 0.5 })), "runs[0].step: must be a whole number"],
    [
      "with a step that its costs lie beyond",
      inRun((run) => ({ ...run, step: 29 })),
      "runs[0].history.train.even[30]: must be of a step after 29 and at most 29, got 30",
    ],
    [
      "with costs that go back",
      inRun((run) => ({
        ...run,
        history: {
          train: {
            even: [
              [3, 1],
              [2, 1],
            ],
            octaves: [],
          },
          test: null,
        },
      })),
      "runs[0].history.train.even[1]: must be of a step after 3",
    ],
    [
      "with a cost that is no number",
      inRun((run) => ({ ...run, history: { train: { even: [[3, null]], octaves: [] }, test: null } })),
      "runs[0].history.train.even[0]: must be one of pairs [step, cost]",
    ],
    [
      "with more costs than a curve needs",
      inRun((run) => ({
        ...run,
        step: 1e6,
        history: {
          train: { even: Array.from({ length: keptLimits.costs + 1 }, (_, at) => [at, 1]), octaves: [] },
          test: null,
        },
      })),
      "runs[0].history.train.even: must have at most 8192 elements, got 8193",
    ],
    [
      "without a learning rate",
      inRun((run) => ({ ...run, rates: [] })),
      "runs[0].rates: must be a list of pairs",
    ],
    [
      "whose learning rates begin later",
      inRun((run) => ({ ...run, rates: [[1, 0.1]] })),
      "runs[0].rates[0]: must be 0, where training begins",
    ],
  ])("%s", (_, bytes, message) => {
    expect(complaint(bytes)).toContain(message);
  });

  it("as runs in the text of a version 1 are, which had none", () => {
    const bytes = withJson(good, "run.json", (file) => ({ ...file, version: 1 }));
    expect(complaint(bytes)).toContain("runs/1/experiment.json: does not belong to this experiment");
  });
});

describe("runs that a file could not hold are not written", () => {
  it.each<[string, readonly KeptRun[], string]>([
    ["more than 32", Array.from({ length: 33 }, () => runs[0]), "at most 32 elements, got 33"],
    [
      "of more weights than it may have",
      [{ ...runs[0], parameters: new Float64Array(keptLimits.numbers + 1) }],
      "more than the 8388608 that a file may have",
    ],
    [
      "of other weights than their experiment's",
      [{ ...runs[0], parameters: new Float64Array(3) }],
      "run.json: runs[0]: must have the 16 weights of its experiment, got 3",
    ],
    [
      "of numbers that are not finite",
      [{ ...runs[0], parameters: runs[0].parameters.with(2, Infinity) }],
      "run.json: runs[0]: has weights that are not finite",
    ],
    [
      "of very long experiments",
      Array.from({ length: 2 }, () => ({
        ...runs[0],
        experiment: { ...slow, notes: "x".repeat(keptLimits.experiments / 2) },
      })),
      "have experiments of 65 MiB together",
    ],
  ])("%s", (_, kept, message) => {
    expect(wordsOf(write(kept))).toContain(message);
  });
});

describe(`NumPy${unless(hasModule("numpy"), "NumPy")}`, () => {
  it.skipIf(!hasModule("numpy"))(
    'still has the run of now under ["W1"], and others under ["runs/1/W1"]',
    () => {
      const file = join(mkdtempSync(join(tmpdir(), "rematrix-")), "file.rematrix");
      writeFileSync(file, good);
      const script =
        "import json, sys, numpy\n" +
        "file = numpy.load(sys.argv[1])\n" +
        "print(json.dumps([file[name].tolist() for name in ('W1', 'runs/1/W1', 'runs/2/b2')]))";
      const arrays = JSON.parse(
        execFileSync(python!.command, ["-c", script, file], { encoding: "utf8" }),
      ) as number[][][];
      const { parameters } = runs[1];
      expect([arrays[0].flat(), arrays[1].flat(), arrays[2]]).toEqual([
        [...keptRun(article, 20).parameters.subarray(0, 12)],
        [...runs[0].parameters.subarray(0, 12)],
        [...parameters.subarray(parameters.length - 2)],
      ]);
    },
  );
});

it("run.json says of a kept run what its files do not", () => {
  const file = JSON.parse(strFromU8(unpackFiles(good)["run.json"])) as { runs: Record<string, unknown>[] };
  expect(file.runs[0]).toMatchObject({
    name: "Slow – größer",
    note: "Too slow.\nStill falling.",
    date: "2026-11-25T08:00",
    automatic: true,
    step: 30,
    rates: [[0, 1e-5]],
    history: { test: null },
  });
});
