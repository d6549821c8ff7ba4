import { describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { writeNumpyScript } from "../../../core/export/numpy-script.ts";
import { rematrix, type Outcome } from "../../support/command-line.ts";
import { costAt, relativeDifference, trajectory } from "../../support/trajectories.ts";

/** Exports an experiment from a file that exists only here. */
function exportFrom(experiment: object, ...args: readonly string[]): Promise<Outcome> {
  return rematrix(["export", "a.json", ...args], { "a.json": JSON.stringify(experiment) });
}

function change(training: Partial<Experiment["training"]>): Experiment {
  return { ...article, training: { ...article.training, ...training } };
}

/** The cells of a CSV without quotes. */
function cellsOf(csv: string): string[][] {
  expect(csv.endsWith("\r\n")).toBe(true);
  return csv
    .slice(0, -2)
    .split("\r\n")
    .map((line) => line.split(","));
}

describe("export", () => {
  it.each([
    ["numpy", "import numpy as np\n"],
    ["pytorch", "import torch\n"],
    ["keras", "import keras\n"],
    ["notebook", '"nbformat": 4'],
    ["latex", "\\documentclass{article}\n"],
  ])("--to %s prints it", async (to, part) => {
    const { code, stdout, stderr } = await exportFrom(article, "--to", to);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain(part);
    expect(stdout.endsWith("\n")).toBe(true);
  });

  it("--out writes the same into a file and prints nothing", async () => {
    const { code, stdout, written } = await exportFrom(article, "--to", "numpy", "--out", "a.py");
    expect([code, stdout, Object.keys(written)]).toEqual([0, "", ["a.py"]]);
    expect(new TextDecoder().decode(written["a.py"])).toBe(
      writeNumpyScript({ experiment: article, samples: null, stop: article.training.stop! }),
    );
  });

  it("--steps takes the place of the experiment's stop", async () => {
    const { stdout } = await exportFrom(change({ stop: null }), "--to", "numpy", "--steps", "7");
    expect(stdout).toContain("if step == 7 or not np.isfinite(cost):");
  });

  it("of LaTeX needs no stop", async () => {
    expect((await exportFrom(change({ stop: null }), "--to", "latex")).code).toBe(0);
  });

  it("--json is one JSON object with the text", async () => {
    const { stdout } = await exportFrom(article, "--to", "latex", "--json");
    const plain = await exportFrom(article, "--to", "latex");
    expect(JSON.parse(stdout)).toEqual({ to: "latex", out: null, text: plain.stdout });
    const filed = await exportFrom(article, "--to", "latex", "--json", "--out", "a.tex");
    expect(JSON.parse(filed.stdout)).toEqual({ to: "latex", out: "a.tex", text: null });
  });
});

describe("export --to csv", () => {
  it("has the cost of every step, NumPy's at each of the listed ones", async () => {
    const { code, stdout } = await exportFrom(article, "--to", "csv");
    const [header, ...rows] = cellsOf(stdout);
    expect([code, header]).toEqual([0, ["step", "cost"]]);
    expect(rows.map(([step]) => Number(step))).toEqual(Array.from({ length: 2001 }, (_, step) => step));
    const numpy = trajectory("article, seed 1");
    for (const step of [0, 1, 10, 2000]) {
      expect(relativeDifference(Number(rows[step][1]), costAt(numpy, step))).toBeLessThan(1e-9);
    }
  });

  it("has every step of a long training, and says so where a saved one has not", async () => {
    const long = ["--to", "csv", "--steps", "9001"];
    const { stdout, stderr } = await exportFrom(article, ...long);
    const steps = cellsOf(stdout)
      .slice(1)
      .map(([step]) => Number(step));
    expect([steps, stderr]).toEqual([Array.from({ length: 9002 }, (_, step) => step), ""]);
    const { written } = await rematrix(["train", "a.json", "--steps", "9001", "--out", "b.rematrix"], {
      "a.json": JSON.stringify(article),
    });
    const saved = await rematrix(["export", "b.rematrix", "--to", "csv"], written);
    expect(saved.stderr).toContain("The costs are thinned");
    expect(cellsOf(saved.stdout).length).toBeLessThan(9000);
  });

  it("--matrix has a matrix at the end of the training, in full", async () => {
    const start = await exportFrom(article, "--to", "csv", "--matrix", "W1", "--steps", "0");
    expect(cellsOf(start.stdout)).toEqual([
      ["W1_0", "W1_1", "W1_2", "W1_3"],
      ...trajectory("article, seed 1").W0[0].map((row) => row.map(String)),
    ]);
    const end = await exportFrom(article, "--to", "csv", "--matrix", "Yhat");
    const [header, ...rows] = cellsOf(end.stdout);
    expect(header).toEqual(["y"]);
    trajectory("article, seed 1")["Yhat at the end"].forEach(([value], i) => {
      expect(relativeDifference(Number(rows[i][0]), value)).toBeLessThan(1e-9);
    });
  });

  it("of a training whose numbers become too large is of the last finite step, and ends with 3", async () => {
    const { code, stdout, stderr } = await exportFrom(
      change({ optimizer: { kind: "sgd", learningRate: 0.001 } }),
      "--to",
      "csv",
    );
    expect(code).toBe(3);
    expect(cellsOf(stdout).map(([step]) => step)).toEqual(["step", "0", "1", "2"]);
    expect(stderr).toContain("no longer finite");
  });
});

describe("export --to npy", () => {
  it("writes a matrix as NumPy saves it", async () => {
    const { code, stdout, written } = await exportFrom(
      article,
      ...["--to", "npy", "--matrix", "X", "--steps", "0", "--out", "X.npy"],
    );
    expect([code, stdout]).toEqual([0, ""]);
    const bytes = written["X.npy"];
    expect(new TextDecoder("latin1").decode(bytes.subarray(1, 6))).toBe("NUMPY");
    const numbers = new Float64Array(bytes.buffer.slice(bytes.byteOffset + bytes.length - 240));
    expect([...numbers]).toEqual(trajectory("article, seed 1").X.flat());
  });
});

describe("export that is asked for wrongly", () => {
  it.each([
    [[], "export needs --to numpy|pytorch|keras|notebook|csv|npy|latex"],
    [
      ["--to", "excel"],
      '--to takes numpy or pytorch or keras or notebook or csv or npy or latex, not "excel"',
    ],
    [["--to", "numpy", "--matrix", "W1"], "--to numpy takes no --matrix"],
    [["--to", "csv", "--matrix", "W9"], 'no matrix "W9" in this experiment, but X, W1, A, B, W2, C, Yhat, Y'],
    [["--to", "npy"], "--to npy needs a matrix"],
    [["--to", "npy", "--matrix", "X"], "--to npy needs a file"],
    [["--to", "numpy", "--out", ""], "--out takes the name of a file"],
    [["--to", "numpy", "--out", "full/a.py"], "cannot write full/a.py: There is no room left on that disk."],
    [["--to", "numpy", "--wrt", "W1"], "export takes no --wrt"],
    [["--to", "numpy", "--steps", "1.5"], 'not "1.5"'],
  ])("with %j ends with 2 and says what is wrong", async (args, message) => {
    const { code, stdout, stderr, written } = await exportFrom(article, ...args);
    expect([code, stdout, Object.keys(written)]).toEqual([2, "", []]);
    expect(stderr).toContain(message);
  });

  it("with no stop at all ends with 2", async () => {
    for (const to of ["numpy", "csv"]) {
      const { code, stderr } = await exportFrom(change({ stop: null }), "--to", to);
      expect(code).toBe(2);
      expect(stderr).toContain("say --steps N");
    }
  });

  it("of a bad experiment ends with 1", async () => {
    const { code, stderr } = await exportFrom({ ...article, seed: -1 }, "--to", "numpy");
    expect(code).toBe(1);
    expect(stderr).toContain("seed");
  });
});

describe("export of a saved run", () => {
  const file = { "a.json": JSON.stringify(article) };

  async function saved(): Promise<Record<string, Uint8Array>> {
    const { written } = await rematrix(["train", "a.json", "--steps", "5", "--out", "b.rematrix"], file);
    return { ...written };
  }

  it("has its costs and its matrices as it stands, whatever the experiment's stop", async () => {
    const files = await saved();
    for (const args of [[], ["--matrix", "W1"], ["--matrix", "dW2"]]) {
      const { code, stdout } = await rematrix(["export", "b.rematrix", "--to", "csv", ...args], files);
      const fresh = await exportFrom(article, "--to", "csv", ...args, "--steps", "5");
      expect([code, stdout]).toEqual([0, fresh.stdout]);
    }
  });

  it("goes on, or back, to the step that is asked for", async () => {
    const files = await saved();
    for (const steps of ["9", "2"]) {
      const args = ["--to", "csv", "--matrix", "W2", "--steps", steps];
      const { stdout } = await rematrix(["export", "b.rematrix", ...args], files);
      expect(stdout).toBe((await exportFrom(article, ...args)).stdout);
    }
  });

  it("as a script trains from the start", async () => {
    const { stdout } = await rematrix(["export", "b.rematrix", "--to", "numpy"], await saved());
    expect(stdout).toBe((await exportFrom(article, "--to", "numpy")).stdout);
  });
});

it("export looks whether it can write before it trains", async () => {
  const { code, stderr } = await exportFrom(article, "--to", "csv", "--out", "locked/a.csv");
  expect(code).toBe(2);
  expect(stderr).toContain("cannot write locked/a.csv: This account is not allowed to do that there.");
});
