import fc from "fast-check";
import katex from "katex";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { deriveGradients } from "../../../core/export/derivation/gradients.ts";
import { writeSentence } from "../../../core/export/derivation/sentence.ts";
import type { ExportSource } from "../../../core/export/source.ts";
import { textExports } from "../../../core/export/targets.ts";
import { exportable } from "../../support/exportable.ts";
import { expectLabsTraining, weightNames } from "../../support/exported-training.ts";
import { hasModule, runScripts, unless, type Answer } from "../../support/python.ts";
import { exportSource, shippedExperiment, shippedIds } from "../../support/shipped-experiments.ts";

// Whole trainings in another language, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const seed = Number(process.env.REMATRIX_SEED ?? 20261123);
const deep: Experiment = {
  ...article,
  network: {
    bias: true,
    layers: [
      ...Array.from({ length: 4 }, () => ({ units: 3, activation: "tanh" as const })),
      { units: 1, activation: "linear" },
    ],
  },
  weights: { kind: "uniform", low: -1, high: 1 },
  training: { ...article.training, stop: { steps: 20 } },
};
const experiments = [
  ...shippedIds.map(shippedExperiment),
  deep,
  ...fc.sample(exportable, { numRuns: 12, seed }),
];
/** The names of experiments are anybody's; the formulas are not. */
const named = experiments.map((experiment) => ({ ...experiment, name: "x", notes: "" }));
let sources: readonly ExportSource[] = [];

beforeAll(async () => {
  sources = await Promise.all(named.map((experiment) => exportSource(experiment)));
});

interface Cell {
  readonly cell_type: string;
  readonly source: readonly string[];
}

function cellsOf(source: ExportSource): { readonly kind: string; readonly text: string }[] {
  const { cells } = JSON.parse(textExports.notebook.write(source)) as { readonly cells: readonly Cell[] };
  return cells.map(({ cell_type, source: lines }) => ({ kind: cell_type, text: lines.join("") }));
}

function expectFormula(tex: string, displayMode = false): void {
  expect(
    () => katex.renderToString(tex, { displayMode, throwOnError: true, strict: "error" }),
    tex,
  ).not.toThrow();
}

describe("a document in LaTeX", () => {
  it("derives every gradient of the article, step by step with the reasons", async () => {
    const document = textExports.latex.write(await exportSource(article));
    expect(document).toContain(
      "\\section{The derivation}\n\n\\subsection{$\\partial \\Delta / \\partial W^{(2)}$}",
    );
    expect(document).toContain(
      String.raw`Chain rule: $\hat{Y}$ depends on ${"$"}{W^{(2)}}$ only through $C$. One factor for each link`,
    );
    const steps = deriveGradients(await exportSource(article)).gradients.flatMap(
      ({ derivation }) => derivation?.steps ?? [],
    );
    expect(document.split("\\item ").length - 1).toBe(steps.length);
    // What the article has: δW⁽¹⁾ = 2 X.T · [((Ỹ * f₂′(C)) · W⁽²⁾.T) * f₁′(A)].
    const plain = document.replaceAll(/ \\allowbreak |\\;|\{|\}| /g, (sign) =>
      /[{}]/.test(sign) ? sign : " ",
    );
    expect(plain).toContain(String.raw`\delta W^{(1)} = 2 {X}^{\mathsf{T}} \cdot \bigl[`);
  });

  it("has environments that close in the order in which they opened, and dollar signs in pairs", () => {
    for (const source of sources) {
      const open: string[] = [];
      const document = textExports.latex.write(source);
      for (const [, what, name] of document.matchAll(/\\(begin|end)\{([a-z*]+)\}/g)) {
        if (what === "begin") open.push(name);
        else expect(open.pop()).toBe(name);
      }
      expect(open).toEqual([]);
      expect(document.match(/(?<!\\)\$/g)!.length % 2).toBe(0);
    }
  });

  it("has formulas that KaTeX reads, whatever the experiment", () => {
    for (const source of sources) {
      const body = textExports.latex.write(source).split(String.raw`\section{The derivation}`)[1];
      const formulas = [...body.matchAll(/(?<!\\)\$([^$]*)(?<!\\)\$/g)].map(([, formula]) => formula);
      expect(formulas.length).toBeGreaterThan(10);
      for (const formula of new Set(formulas)) expectFormula(formula);
    }
  });

  const latex = spawnSync("pdflatex", ["--version"]).status === 0;
  it.skipIf(!latex)(
    `is set by LaTeX without an error or a line too long${latex ? "" : " (not tried: this machine has no pdflatex)"}`,
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "rematrix-latex-"));
      try {
        for (const experiment of [article, deep, shippedExperiment("wine")]) {
          writeFileSync(join(folder, "a.tex"), textExports.latex.write(await exportSource(experiment)));
          const { stdout, status } = spawnSync("pdflatex", ["-interaction=nonstopmode", "a.tex"], {
            cwd: folder,
            encoding: "utf8",
          });
          expect(stdout.match(/^(!|Overfull).*$/gm)).toBeNull();
          expect(status).toBe(0);
        }
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});

describe("a notebook", () => {
  it("derives every gradient between the backward pass and the training, with code behind each", async () => {
    const cells = cellsOf(await exportSource(article));
    const headings = cells.flatMap(({ text }) => text.match(/^##+ .*$/gm) ?? []);
    const from = headings.indexOf("## The derivation");
    expect(headings.slice(from - 1, from + 4)).toEqual([
      "## The gradients",
      "## The derivation",
      String.raw`### $\partial \Delta / \partial W^{(2)}$`,
      String.raw`### $\partial \Delta / \partial W^{(1)}$`,
      "## The training",
    ]);
    const code = cells.find(({ text }) => text.startsWith("def derived_deltaW1("));
    expect(code?.text).toBe(`def derived_deltaW1(X, Y, W1, W2):
    A = X @ W1
    B = A**2
    C = B @ W2
    Yhat = C * C * C
    error = Y - Yhat
    deltaW1 = 2 * X.T @ (((error * (3 * C**2)) @ W2.T) * (2 * A))
    return deltaW1


difference = derived_deltaW1(X, Y, W1, W2) + dW1
np.abs(difference).max()`);
  });

  it("has formulas that KaTeX reads, as MathJax does", () => {
    for (const source of sources) {
      const markdown = cellsOf(source).filter(({ kind }) => kind === "markdown");
      const text = markdown.map(({ text: own }) => own.replaceAll(String.raw`\$`, "")).join("\n");
      const displays = [...text.matchAll(/\$\$([^$]+)\$\$/g)].map(([, formula]) => formula);
      const inline = [...text.replaceAll(/\$\$[^$]+\$\$/g, "").matchAll(/\$([^$\n]+)\$/g)];
      expect(displays.length).toBeGreaterThan(5);
      for (const formula of new Set(displays)) expectFormula(formula, true);
      for (const [, formula] of inline) expectFormula(formula);
    }
  });
});

const numpy = hasModule("numpy");

describe.skipIf(!numpy)(`run from top to bottom, a notebook${unless(numpy, "NumPy")}`, () => {
  let answers: Readonly<Record<string, Answer>> = {};
  const tried = ["article", "wine", "spiral", "deep"];
  const experimentOf = (id: string): Experiment => (id === "deep" ? deep : shippedExperiment(id));

  beforeAll(async () => {
    const scripts: Record<string, string> = {};
    const add = (name: string, source: ExportSource): void => {
      const code = cellsOf(source).filter(({ kind }) => kind === "code");
      // What a notebook shows below a cell, kept for the test.
      const kept = code.map(({ text }) => {
        const [, parameter] = /^def derived_delta(\w+)\(/.exec(text) ?? [];
        const gradient = `d${parameter}`;
        return parameter === undefined
          ? text
          : `${text}\nfar["${gradient}"] = np.abs(difference).max() / (np.abs(${gradient}).max() or 1)`;
      });
      scripts[name] = ["far = {}", ...kept, "names, parts = list(far), list(far.values())"].join("\n");
    };
    for (const id of tried) add(id, await exportSource(experimentOf(id)));
    sources.forEach((source, i) => add(`start ${i}`, { ...source, stop: { steps: 0 } }));
    answers = await runScripts(scripts, [...weightNames, "names", "parts"]);
  }, 120_000);

  it.each(tried)(
    "of %s ends where the lab does, its derivations' code beside the backward pass",
    async (id) => {
      await expectLabsTraining(answers[id], await exportSource(experimentOf(id)));
      expect(answers[id].values.names).toContain("dW1");
    },
  );

  it("computes of every derived gradient what the backward pass does, to 1e-9, whatever the experiment", () => {
    let compared = 0;
    for (const i of sources.keys()) {
      const { parts } = answers[`start ${i}`].values as { readonly parts: readonly number[] };
      compared += parts.length;
      for (const part of parts) expect(part).toBeLessThan(1e-9);
    }
    expect(compared).toBeGreaterThan(sources.length);
  });
});

describe("a sentence with formulas", () => {
  const known = { bases: new Set(["A", "C", "X", "Ỹ", "W"]), indices: new Set(["i", "k", "μ"]) };
  it.each([
    ["W⁽²⁾_k0 stays", "${W_{k0}^{(2)}}$ stays"],
    ["f₂′(C) * A.T.", String.raw`${"$"}{f_{2}^{\prime }}(C) \ast  A^{\mathsf{T}}$.`],
    ["of exp(A)_i, (Ỹ_i0)²", String.raw`of exp($A)_i$, (${"$"}{\tilde{Y}_{i0}})^{2}$`],
    ["μ is 100 % summed", String.raw`${"$"}{\mu}$ is 100 \% summed`],
  ])("%j is %j", (sentence, latex) => {
    expect(writeSentence(sentence, known, (words) => words.replaceAll("%", String.raw`\%`))).toBe(latex);
  });
});
