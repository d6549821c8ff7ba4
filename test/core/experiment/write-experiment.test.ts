import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import { readExperiment } from "../../../core/experiment/read-experiment.ts";
import { writeExperiment } from "../../../core/experiment/write-experiment.ts";
import { experiments } from "../../support/experiments.ts";

test("every experiment reads back as the same value, bit for bit", () => {
  fc.assert(
    fc.property(experiments, (experiment) => {
      expect(readExperiment(writeExperiment(experiment))).toEqual({ ok: true, value: experiment });
    }),
    { numRuns: 300 },
  );
});

describe("the text of an experiment", () => {
  test("ends with a line break and starts with format and version, whatever the order of its keys", () => {
    const { training, ...rest } = article;
    const text = writeExperiment({ training, ...rest });
    expect(text).toBe(writeExperiment(article));
    expect(text).toMatch(/^\{\n {2}"format": "rematrix",\n {2}"version": 1,\n[^]*\}\n$/);
  });
  test("has one line per row of a matrix and per layer", () => {
    const text = writeExperiment({
      ...article,
      data: {
        kind: "table",
        X: [
          [1, 2],
          [3, -0.5],
        ],
        Y: [[0], [1]],
      },
    });
    expect(text).toContain('    "X": [\n      [1, 2],\n      [3, -0.5]\n    ],\n    "Y": [[0], [1]]\n');
    expect(text).toContain('      { "units": 4, "activation": "square" },\n');
  });
  test("breaks a long row into lines of at most 110 characters", () => {
    const row = Array.from({ length: 60 }, (_, i) => i / 7);
    const text = writeExperiment({ ...article, data: { kind: "table", X: [row, row], Y: [[0], [1]] } });
    const lines = text.split("\n").filter((line) => !line.includes('"notes"'));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(110);
  });
  test("keeps the sign of zero", () => {
    const text = writeExperiment({ ...article, data: { kind: "table", X: [[-0]], Y: [[0]] } });
    expect(text).toContain('"X": [[-0]]');
  });
});
