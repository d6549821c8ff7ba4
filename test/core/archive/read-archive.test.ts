import { strFromU8, strToU8 } from "fflate/browser";
import { describe, expect, it } from "vitest";
import { readArchive, type Archive } from "../../../core/archive/read-archive.ts";
import { writeNpy } from "../../../core/archive/npy.ts";
import { article } from "../../../core/experiment/defaults.ts";
import { drawExperiment } from "../../../core/experiment/draw-experiment.ts";
import { writeExperiment } from "../../../core/experiment/write-experiment.ts";
import { formatProblem, type Result } from "../../../core/result.ts";
import { resumeRun } from "../../../core/training/resume-run.ts";
import {
  everything,
  fileAt,
  packFiles,
  runOf,
  savedOf,
  trainTo,
  unpackFiles,
  withJson,
  type Files,
} from "../../support/archives.ts";
import { valueOf } from "../../support/datasets.ts";
import { rawZip } from "../../support/zip-bytes.ts";

const good = fileAt(everything, 5);

/** What is wrong with a file, on reading or on resuming; empty if nothing is. */
function complaint(bytes: Uint8Array): string {
  const read = readArchive(bytes);
  const result: Result<unknown> = read.ok && read.value.saved !== null ? resume(read.value) : read;
  return result.ok ? "" : result.problems.map(formatProblem).join("\n");
}

function resume({ experiment, saved }: Archive): Result<unknown> {
  if (saved === null) throw new Error("there is no run");
  return resumeRun(experiment, valueOf(drawExperiment(experiment, null)), saved);
}

function withFiles(change: (files: Files) => Files): Uint8Array {
  return packFiles(change(unpackFiles(good)));
}

function withArray(name: string, shape: readonly number[], fill: (values: Float64Array) => void): Uint8Array {
  const values = new Float64Array(shape.reduce((product, length) => product * length, 1));
  fill(values);
  return withFiles((files) => ({ ...files, [`${name}.npy`]: writeNpy({ shape, values }) }));
}

type Json = Record<string, unknown>;
const withRun = (change: (run: Json) => unknown): Uint8Array => withJson(good, "run.json", change);
const inRun = (key: string, change: (value: Json) => unknown): Uint8Array =>
  withRun((run) => ({ ...run, [key]: change(run[key] as Json) }));

describe("a file", () => {
  it("is read with the experiment and everything of its run", () => {
    const run = runOf(everything);
    trainTo(run, 5);
    expect(readArchive(good)).toEqual({
      ok: true,
      value: { experiment: everything, saved: savedOf(run, everything), runs: [] },
    });
  });

  it("of another packer, in another order, is read the same", () => {
    const files = Object.entries(unpackFiles(good)).reverse();
    expect(readArchive(packFiles(Object.fromEntries(files)))).toEqual(readArchive(good));
    const stored = rawZip(files.map(([name, bytes]) => ({ name, bytes, method: 0 })));
    expect(readArchive(stored)).toEqual(readArchive(good));
  });

  it("that is the text of an experiment is read by its content, whatever it is called", () => {
    const text = writeExperiment(article);
    const read = { ok: true, value: { experiment: article, runs: [], saved: null } };
    expect(readArchive(strToU8(text))).toEqual(read);
    expect(readArchive(strToU8(`\uFEFF${text}`))).toEqual(read);
  });

  it("that is neither is refused", () => {
    expect(complaint(Uint8Array.of(0x89, 0x50, 0x4e, 0x47))).toContain(
      "is neither an experiment file nor the text",
    );
    expect(complaint(strToU8('{"format": "rematrix"'))).toContain("not JSON: line 1");
    expect(complaint(new Uint8Array(0))).toContain("not JSON");
  });

  it("of too many bytes is refused before it is looked at", () => {
    // Never written to, so that it takes no memory.
    const huge = new Uint8Array(640 * 2 ** 20 + 1);
    expect(complaint(huge)).toBe("has 641 MiB, more than the 640 MiB that the lab takes");
    expect(complaint(huge.subarray(0, 65 * 2 ** 20))).toContain("has 65 MiB, more than the 64 MiB");
  });
});

describe("what is wrong with a file comes with its place:", () => {
  const without = (name: string) =>
    withFiles((files) => Object.fromEntries(Object.entries(files).filter(([key]) => key !== name)));
  const bad = { ...everything, network: { bias: true, layers: [{ units: 1e9, activation: "tanh" }] } };

  it.each<[string, Uint8Array, string]>([
    ["no experiment", without("experiment.json"), "experiment.json: is missing"],
    ["no run", without("run.json"), "run.json: is missing"],
    ["no weights", without("W2.npy"), "W2.npy: is missing"],
    ["no memory", without("memory.npy"), "memory.npy: is missing"],
    [
      "a file too many",
      withFiles((files) => ({ ...files, "W3.npy": files["W2.npy"] })),
      "W3.npy: does not belong",
    ],
    [
      "a program",
      withFiles((files) => ({ ...files, "setup.exe": files["W2.npy"] })),
      "setup.exe: does not belong",
    ],
    [
      "text that is none",
      withFiles((files) => ({ ...files, "run.json": Uint8Array.of(0xff) })),
      "run.json: is no text",
    ],
    [
      "an experiment that is not JSON",
      withFiles((files) => ({ ...files, "experiment.json": strToU8("{") })),
      "experiment.json: not JSON: line 1, column 2",
    ],
    [
      "10⁹ units",
      withJson(good, "experiment.json", () => bad),
      "experiment.json: network.layers[0].units: must be a whole number from 1 to 4096, got 1000000000",
    ],
    [
      "an experiment to come",
      withJson(good, "experiment.json", (value) => ({ ...value, version: 99 })),
      "experiment.json: version: this experiment has version 99",
    ],
    [
      "a run to come",
      withRun((run) => ({ ...run, version: 3 })),
      "run.json: version: this run has version 3 and was written by a newer",
    ],
    [
      "a run of no version",
      withRun((run) => ({ ...run, version: "1" })),
      'run.json: version: must be a whole number, 1 or greater, got "1"',
    ],
    ["a run of another kind", withRun(() => [1]), "run.json: must be an object with the format"],
    [
      "a run that is not JSON",
      withFiles((files) => ({ ...files, "run.json": strToU8('{"step": NaN}') })),
      "run.json: not JSON: line 1, column 10",
    ],
    [
      "a run with Infinity",
      withFiles((files) => ({ ...files, "run.json": strToU8('{"step": Infinity}') })),
      "run.json: not JSON",
    ],
    [
      "a run with 1e999",
      withFiles((files) => ({
        ...files,
        "run.json": strToU8(strFromU8(files["run.json"]).replace(/"cost": [^,]+/, '"cost": 1e999')),
      })),
      "run.json: cost: must be a finite number or null",
    ],
    ["an unknown key", withRun((run) => ({ ...run, cast: 1 })), "run.json: cast: is not a known key"],
    ["a step of half", withRun((run) => ({ ...run, step: 1.5 })), "run.json: step: must be a whole number"],
    [
      "a step before the first",
      withRun((run) => ({ ...run, step: -1 })),
      "run.json: step: must be a whole number",
    ],
    [
      "a kept run of nothing",
      withRun((run) => ({ ...run, runs: [{}] })),
      "run.json: runs[0].name: is missing",
    ],
  ])("%s", (_, bytes, message) => {
    expect(complaint(bytes)).toContain(message);
  });

  it.each<[string, Uint8Array, string]>([
    ["another shape", withArray("W1", [4, 3], () => {}), "W1.npy: must have the shape (3, 4), got (4, 3)"],
    ["a row for a list", withArray("b1", [1, 4], () => {}), "b1.npy: must have the shape (4,), got (1, 4)"],
    ["a sample less", withArray("X", [8, 3], () => {}), "X.npy: must have the shape (9, 3), got (8, 3)"],
    [
      "a huge array",
      withArray("W1", [1000, 1000], () => {}),
      "W1.npy: must have the shape (3, 4), got 8 MiB",
    ],
    ["another X", withArray("X", [9, 3], () => {}), "X.npy: number 0 is 0, but this experiment's is "],
    [
      "another Ytest",
      withArray("Ytest", [3, 2], () => {}),
      "Ytest.npy: number 0 is 0, but this experiment's is ",
    ],
    ["other weights", withArray("W1", [3, 4], () => {}), "run.json: cost: is "],
    [
      "weights of NaN",
      withArray("W1", [3, 4], (values) => values.fill(NaN)),
      "with these weights is not finite",
    ],
    [
      "a text instead",
      withFiles((files) => ({ ...files, "W1.npy": strToU8("hello, world") })),
      "W1.npy: is no array of NumPy's",
    ],
  ])("an array with %s", (_, bytes, message) => {
    expect(complaint(bytes)).toContain(message);
  });

  it.each<[string, Uint8Array, string]>([
    [
      "another optimizer",
      withRun((run) => ({ ...run, optimizer: "sgd" })),
      'run.json: optimizer: must be "adam" as in the experiment',
    ],
    [
      "a latest step before this one",
      withRun((run) => ({ ...run, latest: 4 })),
      "run.json: step: must be at most 4",
    ],
    ["no rates", withRun((run) => ({ ...run, rates: [] })), "run.json: rates: must be a list of pairs"],
    [
      "a rate of nothing",
      withRun((run) => ({ ...run, rates: [[0, 0]] })),
      "run.json: rates[0]: must be one of pairs",
    ],
    [
      "rates from step 1 on",
      withRun((run) => ({ ...run, rates: [[1, 0.1]] })),
      "run.json: rates[0].step: must be 0",
    ],
    [
      "rates that go back",
      withRun((run) => ({
        ...run,
        rates: [
          [0, 0.1],
          [3, 0.2],
          [3, 0.1],
        ],
      })),
      "rates[2].step: must be greater than 3",
    ],
    [
      "rates to come",
      withRun((run) => ({
        ...run,
        rates: [
          [0, 0.1],
          [9, 0.2],
        ],
      })),
      "rates[1].step: must be greater than 0 and at most 5",
    ],
    [
      "another cost",
      withRun((run) => ({ ...run, cost: 0.5 })),
      "run.json: cost: is 0.5, but this experiment's cost with these weights is ",
    ],
    ["no batches", withRun((run) => ({ ...run, batches: null })), "run.json: batches: must not be null"],
    [
      "too many epochs",
      inRun("batches", (batches) => ({ ...batches, drawn: 3 })),
      "run.json: batches.drawn: must be 2 at step 5, got 3",
    ],
    [
      "another step",
      withRun((run) => ({ ...run, step: 1 })),
      "run.json: batches.drawn: must be 1 at step 1, got 2",
    ],
    [
      "a sample twice",
      inRun("batches", (batches) => ({ ...batches, order: [0, 1, 2, 3, 4, 5, 6, 7, 7] })),
      "run.json: batches.order[8]: must hold every number from 0 to 8 once",
    ],
    [
      "a sample that is none",
      inRun("batches", (batches) => ({ ...batches, order: [9, 1, 2, 3, 4, 5, 6, 7, 8] })),
      "batches.order[0]: must hold every",
    ],
    [
      "too few samples",
      inRun("batches", (batches) => ({ ...batches, order: [0] })),
      "run.json: batches.order: must be 9 numbers",
    ],
    [
      "a text of an order",
      inRun("batches", (batches) => ({ ...batches, order: "0" })),
      "run.json: batches.order: must be a list of whole numbers",
    ],
    [
      "half a generator",
      inRun("batches", (batches) => ({ ...batches, generator: { key: [1], position: 0, gauss: null } })),
      "run.json: batches.generator.key: must be a list of 624 whole numbers, got a list of 1",
    ],
    [
      "a history out of order",
      inRun("history", (history) => ({
        ...history,
        train: {
          stride: 1,
          even: [
            [1, 1],
            [0, 1],
          ],
          octaves: [],
        },
      })),
      "run.json: history.train.even[1]: must be of a step after 1",
    ],
    [
      "a history of what is to come",
      inRun("history", (history) => ({ ...history, train: { stride: 1, even: [], octaves: [[6, 1]] } })),
      "run.json: history.train.octaves[0]: must be of a step after -1 and at most 5",
    ],
    [
      "a history without costs",
      inRun("history", (history) => ({ ...history, test: { stride: 1, even: [[1]], octaves: [] } })),
      "run.json: history.test.even[0]: must be one of pairs",
    ],
    [
      "a stride of 3",
      inRun("history", (history) => ({ ...history, train: { stride: 3, even: [], octaves: [] } })),
      "run.json: history.train.stride: must be a power of 2, got 3",
    ],
    [
      "a stop without a reason",
      inRun("stopping", (stopping) => ({ ...stopping, met: { step: 1, reason: "tired" } })),
      "run.json: stopping.met.reason: must be one of",
    ],
  ])("a run with %s", (_, bytes, message) => {
    expect(complaint(bytes)).toContain(message);
  });

  it("batches where the experiment has none", () => {
    const full = (value: Record<string, unknown>): unknown => ({
      ...value,
      training: { ...everything.training, batch: "full" },
    });
    expect(complaint(withJson(good, "experiment.json", full))).toContain("run.json: batches: must be null");
  });

  it("an experiment that was edited in the file", () => {
    const edit = (change: object) =>
      complaint(withJson(good, "experiment.json", (value) => ({ ...value, ...change })));
    expect(edit({ seed: 4 })).toContain("X.npy: number 0 is ");
    expect(edit({ penalty: { l1: 0, l2: 1 } })).toContain("run.json: cost: is ");
    expect(edit({ scaling: "none" })).toContain("X0.npy: does not belong to this experiment");
    expect(edit({ name: "Another name", notes: "of the same numbers" })).toBe("");
  });
});
