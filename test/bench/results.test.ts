import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { raceTable } from "./report.mjs";
import { goalLine } from "./results.mjs";

const run = (...args: string[]): { status: number | null; stderr: string } =>
  spawnSync(process.execPath, [fileURLToPath(new URL("run.mjs", import.meta.url)), ...args], {
    encoding: "utf8",
  });

describe("what a benchmark prints", () => {
  test("is no line where nothing was measured", () => {
    const goal = { what: "frames", unit: "ms", goal: "< 3 ms", met: true };
    expect(() => goalLine({ ...goal, figure: NaN })).toThrow("frames: measured NaN");
    expect(goalLine({ ...goal, figure: 2 })).toBe("met      frames: 2.0 ms (goal < 3 ms)");
  });

  test("names who could not run and why, and leaves the goal against it open", () => {
    const facts = { kind: "js", precision: "f64", spread: 0.1, busy: 1, failed: null } as const;
    const table = raceTable({
      workload: "W1",
      title: "a net",
      results: [
        { ...facts, id: "rematrix", kind: "ours", stepsPerSecond: 1_234_567 },
        { ...facts, id: "ml-matrix", stepsPerSecond: 12_345.67, busy: 0.5 },
        { ...facts, id: "numpy", stepsPerSecond: null, failed: "no module named numpy" },
      ],
      goals: [
        { against: "NumPy", goal: 40, rival: null, ratio: null, alone: null, distance: null, met: null },
        {
          against: "ml-matrix",
          goal: 200,
          rival: "ml-matrix",
          ratio: 100,
          alone: 250,
          distance: 0.5,
          met: false,
        },
      ],
    });
    expect(table.split("\n").map((line) => line.trimEnd())).toEqual([
      "W1  a net",
      "                    steps/s        ours ÷ it",
      "  rematrix   f64  1,234,567  ±5 %        1 ×",
      "  ml-matrix  f64     12,346  ±5 %      100 ×  50 % of a core",
      "  numpy      f64          –                   no module named numpy",
      "  open     ≥ 40 × NumPy: nobody to compare with",
      "  NOT MET  ≥ 200 × ml-matrix: 100 ×, 50 % of the goal; the step alone 250 ×",
      "",
    ]);
  });
});

describe("npm run bench", () => {
  test.each([
    [["W9"], 'There is no "W9"'],
    [["--samples", "0"], "Options:"],
    [["--seconds", "soon"], "Options:"],
    [["--fast"], "Unknown option '--fast'"],
  ])("refuses %j before it measures anything", (args, said) => {
    const { status, stderr } = run(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(said);
  });
});
