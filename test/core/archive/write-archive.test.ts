import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8 } from "fflate/browser";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readNpy } from "../../../core/archive/npy.ts";
import { readArchive } from "../../../core/archive/read-archive.ts";
import { writeArchive } from "../../../core/archive/write-archive.ts";
import { article } from "../../../core/experiment/defaults.ts";
import { readExperiment } from "../../../core/experiment/read-experiment.ts";
import { everything, fileAt, resumed, runOf, savedOf, trainTo, unpackFiles } from "../../support/archives.ts";
import { valueOf } from "../../support/datasets.ts";
import { trainings } from "../../support/trainings.ts";

/** A Python with NumPy, or null where there is none. */
function findPython(): string | null {
  for (const python of ["/usr/bin/python3", "python3"]) {
    try {
      execFileSync(python, ["-c", "import numpy"], { stdio: "ignore" });
      return python;
    } catch {
      continue;
    }
  }
  return null;
}

const python = findPython();

describe("an experiment file", () => {
  it("is a zip of the experiment, the run, and every array under the name that code has for it", () => {
    expect(Object.keys(unpackFiles(fileAt(everything, 5)))).toEqual([
      "experiment.json",
      "run.json",
      "X.npy",
      "Y.npy",
      "X0.npy",
      "Xtest.npy",
      "Ytest.npy",
      "W1.npy",
      "b1.npy",
      "W2.npy",
      "b2.npy",
      "memory.npy",
    ]);
    expect(Object.keys(unpackFiles(fileAt(article, 5)))).toEqual([
      "experiment.json",
      "run.json",
      "X.npy",
      "Y.npy",
      "W1.npy",
      "W2.npy",
    ]);
  });

  it("holds the experiment as a person could have written it, and the weights of the step", () => {
    const run = runOf(article);
    trainTo(run, 10);
    const files = unpackFiles(valueOf(writeArchive(article, savedOf(run, article))));
    expect(readExperiment(strFromU8(files["experiment.json"]))).toEqual({ ok: true, value: article });
    expect(readNpy("W1.npy", files["W1.npy"])).toEqual({
      ok: true,
      value: { shape: [3, 4], values: run.trainer.parameters.W[0].slice() },
    });
    expect(JSON.parse(strFromU8(files["run.json"]))).toMatchObject({
      format: "rematrix-run",
      version: 2,
      step: 10,
      cost: run.trainer.cost,
      history: { train: { even: expect.arrayContaining([[10, run.trainer.cost]]) } },
      runs: [],
    });
  });

  it("of the same state has the same bytes, also after it was read", () => {
    fc.assert(
      fc.property(trainings, fc.nat(60), (experiment, steps) => {
        const bytes = fileAt(experiment, steps);
        expect(fileAt(experiment, steps)).toEqual(bytes);
        expect(valueOf(writeArchive(experiment, savedOf(resumed(bytes), experiment)))).toEqual(bytes);
        const { saved } = valueOf(readArchive(bytes));
        expect(valueOf(writeArchive(experiment, saved!))).toEqual(bytes);
      }),
      { numRuns: 12 },
    );
  }, 60_000);

  it("has no time in it", () => {
    const bytes = fileAt(article, 1);
    const time = new DataView(bytes.buffer).getUint32(10, true);
    // 1 January 1980, 0 o'clock, in MS-DOS's words.
    expect(time).toBe(0x00210000);
  });

  it("whose experiment would be longer than the lab reads is refused", () => {
    const run = runOf(article);
    const saved = savedOf(run, article);
    const long = { ...article, notes: "x".repeat(2 ** 26 + 1) };
    expect(writeArchive(long, saved)).toMatchObject({
      ok: false,
      problems: [{ place: "experiment.json", code: "too-large" }],
    });
  });
});

describe(`NumPy${python === null ? " (left out: there is no Python with NumPy here)" : ""}`, () => {
  it.skipIf(python === null)('reads it: numpy.load("file.rematrix")["W1"]', () => {
    const run = runOf(everything);
    trainTo(run, 7);
    const saved = savedOf(run, everything);
    const file = join(mkdtempSync(join(tmpdir(), "rematrix-")), "file.rematrix");
    writeFileSync(file, valueOf(writeArchive(everything, saved)));
    const script =
      "import json, sys, numpy\n" +
      "file = numpy.load(sys.argv[1])\n" +
      "arrays = [name for name in file.files if not name.endswith('.json')]\n" +
      "print(json.dumps({name: [file[name].shape, file[name].tobytes().hex()] for name in arrays}))";
    const arrays = JSON.parse(execFileSync(python!, ["-c", script, file], { encoding: "utf8" })) as Record<
      string,
      [number[], string]
    >;
    const { W, b } = run.trainer.parameters;
    const hexadecimal = (values: Float64Array): string => Buffer.from(values.slice().buffer).toString("hex");
    expect(arrays).toEqual({
      X: [[9, 3], hexadecimal(saved.samples.X)],
      Y: [[9, 2], hexadecimal(saved.samples.Y)],
      X0: [[9, 3], hexadecimal(saved.samples.X0!)],
      Xtest: [[3, 3], hexadecimal(saved.samples.Xtest!)],
      Ytest: [[3, 2], hexadecimal(saved.samples.Ytest!)],
      W1: [[3, 4], hexadecimal(W[0])],
      b1: [[4], hexadecimal(b[0]!)],
      W2: [[4, 2], hexadecimal(W[1])],
      b2: [[2], hexadecimal(b[1]!)],
      memory: [[2 * 26 + 2], hexadecimal(saved.state.trainer.memory)],
    });
  });
});
