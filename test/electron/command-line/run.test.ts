import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { rematrix } from "../../support/command-line.ts";
import { costAt, relativeDifference, trajectory } from "../../support/trajectories.ts";

function file(change: Partial<Experiment["training"]> = {}): Record<string, string> {
  return { "a.json": JSON.stringify({ ...article, training: { ...article.training, ...change } }) };
}

describe("train", () => {
  it("trains to the experiment's stop and gives NumPy's cost as JSON", async () => {
    const numpy = trajectory("article, seed 1");
    const { code, stdout, stderr } = await rematrix(["train", "a.json", "--json"], file());
    const answer = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(stderr).toBe("");
    expect(answer).toMatchObject({ step: 2000, finite: true });
    expect(relativeDifference(answer.cost, costAt(numpy, 2000))).toBeLessThan(1e-9);
    answer.output.forEach(([value]: [number], i: number) => {
      expect(relativeDifference(value, numpy["Yhat at the end"][i][0])).toBeLessThan(1e-9);
    });
    expect(
      answer.parameters.map(({ W, b }: { W: number[][]; b: null }) => [W.length, W[0].length, b]),
    ).toEqual([
      [3, 4, null],
      [4, 1, null],
    ]);
    expect(answer.stepsPerSecond).toBeGreaterThan(0);
  });

  it("gives the cost of every step of a short run, NumPy's at each of Loy's listed ones", async () => {
    const loy = readFileSync("resources/experiments/loy.json", "utf8");
    const { stdout } = await rematrix(["train", "loy.json", "--json"], { "loy.json": loy });
    const { history } = JSON.parse(stdout);
    expect(history.map(([at]: [number]) => at)).toEqual(Array.from({ length: 1501 }, (_, step) => step));
    const fixture = trajectory("Loy, seed 1");
    for (const [step] of fixture["cost at step"]) {
      expect(relativeDifference(history[step][1], costAt(fixture, step))).toBeLessThan(1e-9);
    }
  });

  it("gives a thinned history from the first step to the last", async () => {
    const { stdout } = await rematrix(["train", "a.json", "--json", "--steps", "100000"], file());
    const { history, cost } = JSON.parse(stdout);
    expect(history[0]).toEqual([0, costAt(trajectory("article, seed 1"), 0)]);
    expect(history.at(-1)).toEqual([100_000, cost]);
    expect(history.length).toBeLessThanOrEqual(2048);
  });

  it("reaches step N whatever the experiment's own stop is", async () => {
    const { stdout } = await rematrix(["train", "--steps", "3", "a.json", "--json"], file());
    const { step, history } = JSON.parse(stdout);
    expect(step).toBe(3);
    expect(history.map(([at]: [number]) => at)).toEqual([0, 1, 2, 3]);
  });

  it("of no steps gives the start", async () => {
    const { code, stdout } = await rematrix(["train", "a.json", "--steps", "0", "--json"], file());
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ step: 0, stepsPerSecond: 0 });
  });

  it("stops for whatever the experiment's stop asks for, and says why", async () => {
    // The article's cost falls from 870.9 to 0.33 in its first step.
    const low = await rematrix(["train", "a.json", "--json"], file({ stop: { steps: 9, costBelow: 1 } }));
    expect(JSON.parse(low.stdout)).toMatchObject({ step: 1, stopReason: "costBelow" });
    const epochs = await rematrix(["train", "a.json"], file({ batch: 4, stop: { epochs: 2 } }));
    expect(epochs.stdout).toContain("step 6, epoch 2");
    expect(epochs.stdout).toContain("stopped after 2 epochs");
    const asked = ["train", "a.json", "--json", "--steps", "5"];
    const beyond = await rematrix(asked, file({ stop: { costBelow: 1 } }));
    expect(JSON.parse(beyond.stdout)).toMatchObject({ step: 5, stopReason: "steps" });
  });

  it("without a stop and without --steps is wrong usage", async () => {
    const { code, stdout, stderr } = await rematrix(["train", "a.json"], file({ stop: null }));
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("--steps N");
  });

  it("prints the weights as NumPy does for people", async () => {
    const { code, stdout } = await rematrix(["train", "a.json"], file());
    expect(code).toBe(0);
    expect(stdout).toMatch(/^The article's network\n10 samples of 3 features → 4 square → 1 cube; sse\n/);
    expect(stdout).toMatch(/step 2000, epoch 2000: cost 0\.30975/);
    expect(stdout).toMatch(/W1 \(3, 4\)\n\[\[[^\]]+\]\n \[[^\]]+\]\n \[[^\]]+\]\]\n/);
  });

  it("draws a bar on a terminal's stderr, and wipes it away", async () => {
    const { stderr } = await rematrix(["train", "a.json", "--json"], file(), true);
    expect(stderr).toMatch(/^\r[█░]{30} +\d+ % {2}step \d+ of 2000 .*\r +\r$/s);
  });

  it("in batches repeats itself", async () => {
    const once = await rematrix(["train", "a.json", "--json", "--steps", "7"], file({ batch: 4 }));
    const again = await rematrix(["train", "a.json", "--json", "--steps", "7"], file({ batch: 4 }));
    expect(JSON.parse(again.stdout).parameters).toEqual(JSON.parse(once.stdout).parameters);
    expect(JSON.parse(once.stdout).history.map(([step]: [number]) => step)).toEqual([0, 3, 6, 7]);
  });

  it("that is no longer finite ends with 3, the last finite step and what broke first", async () => {
    const tooFast = file({ optimizer: { kind: "sgd", learningRate: 0.001 } });
    const { code, stdout, stderr } = await rematrix(["train", "a.json", "--json"], tooFast);
    const answer = JSON.parse(stdout);
    expect(code).toBe(3);
    expect(answer).toMatchObject({ step: 2, finite: false, breakdown: { step: 3 } });
    expect(Number.isFinite(answer.cost)).toBe(true);
    expect(stderr).toContain(`stopped at step 3: ${answer.breakdown.matrix}[`);
    const { chain, remedies } = answer.diagnosis;
    expect(chain.map(({ step }: { step: number }) => step)).toEqual([0, 1, 2, 3]);
    expect(chain[0].magnitudes.cost).toBeCloseTo(870.867, 3);
    expect(chain[3].magnitudes[answer.breakdown.matrix]).toBeNull();
    expect(remedies[0]).toMatchObject({ kind: "learning-rate", from: 0, survived: 100 });
    expect(stderr).toContain(`with learning rate ${remedies[0].learningRate}, from the start, 100 steps`);
  });
});

describe("check", () => {
  it("gives every matrix's largest relative difference as JSON", async () => {
    const { code, stdout, stderr } = await rematrix(["check", "a.json", "--json"], file());
    expect(code).toBe(0);
    expect(stderr).toBe("");
    const { ok, largest, tolerance, matrices } = JSON.parse(stdout);
    expect([ok, tolerance]).toEqual([true, 1e-6]);
    expect(matrices).toMatchObject([
      { name: "dW1", compared: 12, numbers: 12, kinks: 0, unjudged: 0 },
      { name: "dW2", compared: 4, numbers: 4, kinks: 0, unjudged: 0 },
    ]);
    for (const { largest: ofMatrix, analytic, numeric, row, column } of matrices) {
      expect(ofMatrix).toBeLessThanOrEqual(largest);
      expect(relativeDifference(numeric, analytic)).toBeLessThan(1e-6);
      expect([row, column].every(Number.isInteger)).toBe(true);
    }
  });

  it("prints a table and the verdict", async () => {
    const { code, stdout } = await rematrix(["check", "a.json"], file());
    expect(code).toBe(0);
    expect(stdout).toMatch(/largest difference +at +backward pass +central difference +compared +at a kink/);
    expect(stdout).toMatch(/dW1 .* 12 of 12 +0\n/);
    expect(stdout).toContain("Every gradient is right: no relative difference above 0.000001.");
  });

  it("of step N trains until there first", async () => {
    const { stdout } = await rematrix(["check", "a.json", "--steps", "10"], file());
    const cost = costAt(trajectory("article, seed 1"), 10);
    expect(stdout).toContain("step 10: cost 0.3");
    const printed = Number(/cost (\S+)\n/.exec(stdout)?.[1]);
    expect(relativeDifference(printed, cost)).toBeLessThan(1e-9);
  });

  it("exits with 3 where numbers are no longer finite", async () => {
    const tooFast = file({ optimizer: { kind: "sgd", learningRate: 0.01 } });
    const { code, stderr } = await rematrix(["check", "a.json", "--steps", "100"], tooFast);
    expect(code).toBe(3);
    expect(stderr).toContain("no longer finite");
  });
});

describe("pass", () => {
  it("gives every matrix of the first pass as JSON", async () => {
    const { code, stdout } = await rematrix(["pass", "a.json", "--json"], file());
    const answer = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(answer.cost).toBe(costAt(trajectory("article, seed 1"), 0));
    expect(Object.keys(answer)).toEqual(["cost", "layers", "X", "Y"]);
    expect(Object.keys(answer.layers[0])).toEqual(["W", "b", "Z", "H", "dW", "db"]);
    expect(answer.X).toEqual(trajectory("article, seed 1").X);
    const shapes = answer.layers.map(({ Z, dW }: Record<string, number[][]>) => [
      Z.length,
      Z[0].length,
      dW.length,
      dW[0].length,
    ]);
    expect(shapes).toEqual([
      [10, 4, 3, 4],
      [10, 1, 4, 1],
    ]);
  });

  it("names the matrices for people as the article does", async () => {
    const { stdout } = await rematrix(["pass", "a.json"], file());
    const names = [...stdout.matchAll(/^(\w+) \(\d+, \d+\)$/gm)].map(([, name]) => name);
    expect(names).toEqual(["X", "W1", "A", "B", "W2", "C", "Yhat", "Y", "error", "dW2", "dW1"]);
  });

  it("that is not finite ends with 3", async () => {
    const data = { kind: "table", X: [[1e200, 0, 0]], Y: [[0]] };
    const weights = { kind: "uniform", low: 1, high: 2 };
    const text = JSON.stringify({ ...article, data, weights });
    const { code, stderr } = await rematrix(["pass", "a.json", "--json"], { "a.json": text });
    expect(code).toBe(3);
    expect(stderr).toContain("B is the first matrix that is not finite");
  });
});

describe("data", () => {
  it("gives the drawn X and Y with their names as JSON", async () => {
    const { code, stdout } = await rematrix(["data", "a.json", "--json"], file());
    const { X, Y, features, targets } = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(X).toEqual(trajectory("article, seed 1").X);
    // NumPy's figures cube with `pow`, whose last bit differs from x·x·x.
    trajectory("article, seed 1").Y.forEach(([value], i) => {
      expect(relativeDifference(Y[i][0], value)).toBeLessThan(1e-15);
    });
    expect(features).toEqual(["x1", "x2", "x3"]);
    expect(targets).toEqual(["y"]);
  });

  it("gives X before and after scaling, and the samples kept for testing", async () => {
    const data = { kind: "table", X: [[1], [3], [5], [9]], Y: [[1], [2], [3], [4]] };
    const network = { bias: true, layers: [{ units: 1, activation: "linear" }] };
    const split = { test: 0.25 };
    const text = JSON.stringify({ ...article, data, network, split, scaling: "range" });
    const { stdout } = await rematrix(["data", "a.json", "--json"], { "a.json": text });
    const answer = JSON.parse(stdout);
    const { shift, scale } = answer.scaling;
    const scaled = (x: number): number => (x - shift[0]) / scale[0];
    expect(answer.raw).toHaveLength(3);
    expect(answer.X).toEqual(answer.raw.map(([x]: number[]) => [scaled(x)]));
    const [kept] = data.X.filter(([x]) => !answer.raw.flat().includes(x));
    expect(answer.test.X).toEqual([[scaled(kept[0])]]);
    const printed = await rematrix(["data", "a.json"], { "a.json": text });
    const names = [...printed.stdout.matchAll(/^(\w+) \(\d+, \d+\)$/gm)].map(([, name]) => name);
    expect(names).toEqual(["X0", "shift", "scale", "X", "Y", "Xtest", "Ytest"]);
  });

  it("gives null for what there is not", async () => {
    const { stdout } = await rematrix(["data", "a.json", "--json"], file());
    expect(JSON.parse(stdout)).toMatchObject({ raw: null, scaling: null, test: null });
  });

  it("reads the data sets that ship with the lab", async () => {
    const iris = {
      ...article,
      data: { kind: "dataset", id: "iris" },
      network: { bias: true, layers: [{ units: 3, activation: "sigmoid" }] },
    };
    const { code, stdout } = await rematrix(["data", "a.json"], { "a.json": JSON.stringify(iris) });
    expect(code).toBe(0);
    expect(stdout).toContain("X (150, 4)");
    expect(stdout).toContain("Y (150, 3)");
  });
});

describe("derive", () => {
  it("gives every step with its rule, reason and both forms, NumPy's lines and the proof as JSON", async () => {
    const { code, stdout } = await rematrix(["derive", "a.json", "--json"], file());
    expect(code).toBe(0);
    const { derivations } = JSON.parse(stdout);
    expect(derivations.map(({ wrt }: { wrt: string }) => wrt)).toEqual(["W1", "W2"]);
    const [{ steps, result, numpy, proved, evidence }] = derivations;
    expect(steps).toHaveLength(18);
    expect(steps[2]).toMatchObject({
      rule: "chain",
      index: "−2 Ỹ_i0 ∂Ŷ_i0/∂C_μ0 ∂C_μ0/∂B_ls ∂B_ls/∂A_re ∂A_re/∂W⁽¹⁾_mn",
    });
    expect(steps[2].matrix).toContain("no matrix notation: ∂Ŷ/∂C has 4 indices");
    expect(steps[13].matrix).toBe("−2 X.T · [((Ỹ * f₂′(C)) · W⁽²⁾.T) * f₁′(A)]");
    expect(steps.every(({ reason }: { reason: string }) => reason.length > 20)).toBe(true);
    expect(result).toEqual({
      index: "∂Δ/∂W⁽¹⁾_mn = −2 Ỹ_i0 f₂′(C_i0) W⁽²⁾_n0 f₁′(A_in) X_im",
      matrix: "δW⁽¹⁾ = 2 X.T · [((Ỹ * f₂′(C)) · W⁽²⁾.T) * f₁′(A)]",
      latex: String.raw`\delta W^{(1)} = 2\,{X}^{\mathsf{T}} \cdot \left[\left(\left(\tilde{Y} \ast f_{2}'(C)\right) \cdot {W^{(2)}}^{\mathsf{T}}\right) \ast f_{1}'(A)\right]`,
    });
    expect(numpy).toEqual([
      "A = X @ W1",
      "B = A**2",
      "C = B @ W2",
      "Yhat = C * C * C",
      "error = Y - Yhat",
      "dW1 = -2 * X.T @ (((error * (3 * C**2)) @ W2.T) * (2 * A))",
    ]);
    expect(proved).toBe(true);
    expect(evidence.samples).toBe(10);
    expect(evidence.steps).toBeLessThan(1e-12);
    expect(evidence.centralDifferences).toBeLessThan(1e-6);
  });

  it("prints one parameter's steps as text, in matrix notation where that is asked for", async () => {
    const args = ["derive", "a.json", "--wrt", "W2", "--notation", "matrix"];
    const { code, stdout } = await rematrix(args, file());
    expect(code).toBe(0);
    expect(stdout).not.toContain("δW⁽¹⁾");
    expect(stdout).toContain("  = −2 B.T · (Ỹ * f₂′(C))\n");
    expect(stdout).toContain("δW⁽²⁾ = 2 B.T · (Ỹ * f₂′(C))\n");
    expect(stdout).toMatch(/Proved: 9 steps agree/);
  });

  it("prints LaTeX that a document can take", async () => {
    const { stdout } = await rematrix(["derive", "a.json", "--format", "latex"], file());
    expect(stdout.match(/\\begin\{align\*\}/g)).toHaveLength(2);
    expect(stdout.match(/\\end\{align\*\}/g)).toHaveLength(2);
    expect(stdout).not.toContain("htmlData");
  });
});

describe("derive --expression", () => {
  const expression = "np.sum((Y - f2(f1(X@W1)@W2))**2)";

  it("derives without an experiment, with sizes and numbers of its own", async () => {
    const { code, stdout } = await rematrix(
      ["derive", "--expression", expression, "--wrt", "W1", "--json"],
      {},
    );
    expect(code).toBe(0);
    const { shapes, derivations } = JSON.parse(stdout);
    expect(shapes).toEqual({ Y: "(a,b)", X: "(a,c)", W1: "(c,d)", W2: "(d,b)" });
    expect(derivations).toHaveLength(1);
    const [{ wrt, where, result, proved, numpy }] = derivations;
    expect(wrt).toBe("W1");
    expect(where).toEqual(["A = X·W⁽¹⁾", "B = f₁(A)", "C = B·W⁽²⁾", "E = Y − f₂(C)", "Δ = Σ (E**2)"]);
    expect(result.matrix).toBe("∂Δ/∂W⁽¹⁾ = −2 X.T · [((E * f₂′(C)) · W⁽²⁾.T) * f₁′(A)]");
    expect(numpy.at(-1)).toMatch(/^dW1 = -2 \* X\.T @ /);
    expect(proved).toBe(true);
  });

  it("takes the experiment's matrices and activations where there is one", async () => {
    const args = ["derive", "a.json", "--expression", expression, "--json"];
    const { stdout } = await rematrix(args, file());
    const plain = await rematrix(["derive", "a.json", "--json"], file());
    const [typed] = JSON.parse(stdout).derivations.filter(({ wrt }: { wrt: string }) => wrt === "W1");
    expect(JSON.parse(stdout).shapes).toEqual({ Y: "(10,1)", X: "(10,3)", W1: "(3,4)", W2: "(4,1)" });
    expect(typed.proved).toBe(true);
    expect(typed.result.matrix.replace("∂Δ/∂W⁽¹⁾ = −", "δW⁽¹⁾ = ").replaceAll("E", "Ỹ")).toBe(
      JSON.parse(plain.stdout).derivations[0].result.matrix,
    );
  });

  it("says where an expression is wrong, what was typed, and what would fit", async () => {
    const { code, stdout, stderr } = await rematrix(
      ["derive", "a.json", "--expression", "np.sum((W1@X)**2)"],
      file(),
    );
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain("np.sum((W1@X)**2)\n        ^^^^\n");
    expect(stderr).toContain("shapes (3,4) and (10,3) not aligned: 4 (dim 1) != 10 (dim 0)");
    expect(stderr).toContain("would fit: X @ W1");
  });

  it("defines every name that it writes with, in every format", async () => {
    // D⁽A⁾ gathers what two paths lead to; N is how many entries the mean divides by.
    const twice = "np.mean(np.exp(X @ W1) * np.sin(X @ W1))";
    const ask = async (...more: string[]): Promise<string> =>
      (await rematrix(["derive", "--expression", twice, "--wrt", "W1", ...more], {})).stdout;
    const text = await ask();
    for (const name of ["N = ", "A = X·W⁽¹⁾", "with D⁽A⁾ = "]) expect(text).toContain(name);
    const latex = await ask("--format", "latex");
    const defined = [...latex.matchAll(/\\\[ (\S+) = /g)].map(([, name]) => name);
    expect(defined.slice(0, 2)).toEqual(["N", "A"]);
    expect(defined).toContain("D^{(A)}");
    expect(latex.indexOf("D^{(A)} = ")).toBeLessThan(latex.lastIndexOf(String.raw`\[`));
    const { derivations } = JSON.parse(await ask("--json"));
    expect(derivations[0].where.slice(0, 2)).toEqual([expect.stringMatching(/^N = \d+$/), "A = X·W⁽¹⁾"]);
    expect(derivations[0].shared).toEqual([expect.objectContaining({ name: "D_A" })]);
    expect(derivations[0].shared[0].matrix).toContain("cos(A)");
  });

  it("takes small letters that no number could be for vectors, and any shape that is said", async () => {
    const ask = async (...more: string[]): Promise<string> =>
      (await rematrix(["derive", "--expression", "x.T @ A @ x", "--wrt", "x", ...more], {})).stdout;
    const text = await ask();
    expect(text).toContain("x (a,1), A (a,a)");
    expect(text).toContain('x taken as vectors; --shape "x=(n,)" takes another shape');
    expect(text).toContain("the result is (1,1), derived as the single number in it");
    expect(text).toContain("∂Δ/∂x = A·x + A.T · x");
    const said = await ask("--shape", "x=(n,1)", "--shape", "A = (n, 3)", "--json");
    expect(JSON.parse(said)).toMatchObject({ shapes: { x: "(3,1)", A: "(3,3)" } });
    const vector = await rematrix(["derive", "--expression", "x @ A @ x", "--shape", "x=(5,)", "--json"], {});
    const { shapes, derivations } = JSON.parse(vector.stdout);
    expect(shapes).toEqual({ x: "(5,)", A: "(5,5)" });
    expect(derivations[0].numpy).toEqual(["x = x.reshape(-1, 1)", "dx = A @ x + A.T @ x", "dx = dx.ravel()"]);
  });

  it("says of a shape what is wrong with it", async () => {
    const ask = async (expression: string, shape: string, files = {}): Promise<string> => {
      const args = ["derive", ...Object.keys(files), "--expression", expression, "--shape", shape];
      const { code, stderr } = await rematrix(args, files);
      expect(code).toBe(2);
      return stderr;
    };
    expect(await ask("A @ x", "x")).toContain('--shape takes a name and its shape, x=(n,1), not "x"');
    expect(await ask("A @ x", "x=(n,1,2)")).toContain("--shape x: a shape has at most two sizes");
    expect(await ask("A @ x", "x=(n,501)")).toContain(
      'a size is a letter or a number from 1 to 500, not "501"',
    );
    expect(await ask("A @ x", "x=n+1")).toContain(
      "--shape x: a shape is written (n,1), (1,n), (n,), () or (3,4)",
    );
    expect(await ask("A @ x", "y=(n,1)")).toContain("--shape y: the expression has no y");
    expect(await ask("X @ W1", "X=(3,4)", file())).toContain(
      "--shape X: the experiment says what shape X has",
    );
  });

  it("says of a constant that there is nothing to derive it by", async () => {
    const { code, stdout } = await rematrix(["derive", "--expression", "2 + np.pi"], {});
    expect(code).toBe(0);
    expect(stdout).toContain("there is no name in it to derive it by: it is a constant");
    const named = await rematrix(["derive", "--expression", "2", "--wrt", "W"], {});
    expect(named.code).toBe(2);
    expect(named.stderr).toContain("there is no name in the expression");
  });

  it("never runs what is typed", async () => {
    const { code, stderr } = await rematrix(["derive", "--expression", "__import__('os').system('id')"], {});
    expect(code).toBe(1);
    expect(stderr).toMatch(/character \d+: /);
  });
});

describe("what is wrong with the experiment", () => {
  it("is listed with its place, and ends with 1", async () => {
    const bad = { "a.json": JSON.stringify({ ...article, seed: -1 }) };
    const { code, stdout, stderr } = await rematrix(["train", "a.json"], bad);
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/a\.json is not a good experiment:\n {2}seed: /);
  });

  it("is one JSON object with --json", async () => {
    const { code, stdout } = await rematrix(["data", "a.json", "--json"], { "a.json": "{" });
    expect(code).toBe(1);
    expect(JSON.parse(stdout).problems[0].code).toBe("not-json");
  });
});

describe("wrong usage", () => {
  it.each([
    [[], "a verb is missing: train, pass, check, derive, data, export"],
    [["erive", "a.json"], '"erive" is not a verb of this version'],
    [["derive", "a.json", "--wrt", "b1"], '--wrt takes one of W1, W2, not "b1"'],
    [["derive", "a.json", "--notation", "words"], '--notation takes index or matrix, not "words"'],
    [["derive", "a.json", "--format", "pdf"], '--format takes text or latex or json, not "pdf"'],
    [["train", "a.json", "--wrt", "W1"], "train takes no --wrt"],
    [["train"], "train needs a file"],
    [["train", "a.json", "b.json"], '"b.json" is too many'],
    [["train", "a.json", "--steps", "many"], 'not "many"'],
    [["train", "a.json", "--steps", "1.5"], 'not "1.5"'],
    [["train", "a.json", "--steps"], "--steps"],
    [
      ["train", "a.json", "--steps", "-1"],
      "--steps needs a value; one that begins with a dash is written --steps=-…",
    ],
    [["train", "a.json", "--steps=-1"], '--steps takes a whole number from 0, not "-1"'],
    [["pass", "a.json", "--steps", "1"], "pass takes no --steps"],
    [["train", "a.json", "--into", "b.rematrix"], "Unknown option '--into'"],
    [["train", "a.json", "--out", "b.json"], 'a file named *.rematrix, not "b.json"'],
    [["train", "a.json", "--out", ".rematrix"], "a file named *.rematrix"],
    [["check", "a.json", "--out", "b.rematrix"], "check takes no --out"],
    [
      ["train", "a.json", "--out", "locked/b.rematrix"],
      "cannot write locked/b.rematrix: This account is not allowed to do that there.\n",
    ],
    [["train", "none.json"], "cannot read none.json: It is not there; it may have been moved or deleted.\n"],
  ])("%j ends with 2 and says what is wrong", async (args, message) => {
    const { code, stdout, stderr } = await rematrix(args, file());
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(message);
  });

  it("--help is none: it lists the verbs and ends with 0", async () => {
    const { code, stdout } = await rematrix(["--help"]);
    expect(code).toBe(0);
    for (const verb of ["train", "pass", "data"]) expect(stdout).toContain(verb);
  });
});
