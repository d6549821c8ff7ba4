import fc from "fast-check";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import { writeNotebook, type NotebookCell } from "../../../core/export/notebook.ts";
import { exportable } from "../../support/exportable.ts";
import { expectLabsTraining, weightNames } from "../../support/exported-training.ts";
import { ask, hasModule, runScripts, unless, type Answer } from "../../support/python.ts";
import { exportSource, shippedExperiment, shippedIds } from "../../support/shipped-experiments.ts";

// Whole trainings in another language, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

interface Cell {
  readonly cell_type: string;
  readonly id: string;
  readonly metadata: object;
  readonly source: readonly string[];
}

interface Notebook {
  readonly nbformat: number;
  readonly nbformat_minor: number;
  readonly metadata: object;
  readonly cells: readonly Cell[];
}

const seed = Number(process.env.REMATRIX_SEED ?? 20261123);
const experiments = [...shippedIds.map(shippedExperiment), ...fc.sample(exportable, { numRuns: 30, seed })];

async function notebookOf(experiment = article, derivation: readonly NotebookCell[] = []): Promise<Notebook> {
  return JSON.parse(writeNotebook(await exportSource(experiment), derivation)) as Notebook;
}

function textOf({ source }: Cell): string {
  return source.join("");
}

describe("the notebook", () => {
  it("has what the schema of nbformat 4.5 requires, and nothing else", async () => {
    for (const experiment of experiments) {
      const notebook = await notebookOf(experiment);
      expect(Object.keys(notebook).sort()).toEqual(["cells", "metadata", "nbformat", "nbformat_minor"]);
      expect([notebook.nbformat, notebook.nbformat_minor]).toEqual([4, 5]);
      expect(notebook.metadata).toMatchObject({
        kernelspec: { display_name: expect.any(String), name: expect.any(String) },
        language_info: { name: "python" },
      });
      const ids = notebook.cells.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const cell of notebook.cells) {
        expect(cell.id).toMatch(/^[a-zA-Z0-9-_]{1,64}$/);
        const fields = ["cell_type", "id", "metadata", "source"];
        if (cell.cell_type === "code") {
          expect(cell).toMatchObject({ execution_count: null, outputs: [] });
          fields.push("execution_count", "outputs");
        } else expect(cell.cell_type).toBe("markdown");
        expect(Object.keys(cell).sort()).toEqual(fields.sort());
        cell.source.forEach((line, i) => {
          expect(typeof line).toBe("string");
          expect(line.indexOf("\n")).toBe(i < cell.source.length - 1 ? line.length - 1 : -1);
        });
      }
    }
  });

  it.skipIf(!hasModule("nbformat"))(
    `is valid by nbformat's own schema${unless(hasModule("nbformat"), "nbformat")}`,
    async () => {
      const check =
        "import json, nbformat, sys\n" +
        "for text in json.load(sys.stdin): nbformat.validate(nbformat.reads(text, as_version=4))";
      const sources = await Promise.all(experiments.map((one) => exportSource(one)));
      const texts = sources.map((source) => writeNotebook(source));
      expect(await ask(["-W", "error", "-c", check], JSON.stringify(texts))).toBe("");
    },
  );

  it("goes from the data to the training, the article's formulas between the cells", async () => {
    const { cells } = await notebookOf();
    const headings = cells.flatMap((cell) => textOf(cell).match(/^#+ .*$/gm) ?? []);
    const titles = headings.filter((heading) => heading.startsWith("## "));
    expect(titles).toEqual([
      "## The data",
      "## The weights",
      "## The forward pass",
      "## The cost",
      "## The gradients",
      "## The training",
    ]);
    const markdown = cells.filter(({ cell_type }) => cell_type === "markdown").map(textOf);
    expect(markdown[0]).toContain("# The article's network\n\nTen samples");
    const all = markdown.join("\n");
    expect(all).toContain(String.raw`A &= X \cdot W^{(1)} \\`);
    expect(all).toContain(String.raw`B_{ij} &= A_{ij}^{2} \\`);
    expect(all).toContain(String.raw`\Delta &= \sum_{ij} (Y_{ij} - \hat{Y}_{ij})^{2}`);
    expect(all).toContain(
      String.raw`\frac{\partial \Delta}{\partial W^{(2)}} &= B^{\top} \cdot \frac{\partial \Delta}{\partial C}`,
    );
    expect(all).toContain(String.raw`W &\Rightarrow W - \mu \frac{\partial \Delta}{\partial W}`);
  });

  it("takes cells of a derivation between the gradients and the training", async () => {
    const derivation: NotebookCell[] = [
      { kind: "markdown", text: "## The derivation" },
      { kind: "code", text: "dW1 - dW1" },
    ];
    const { cells } = await notebookOf(article, derivation);
    const texts = cells.map(textOf);
    const at = texts.indexOf("## The derivation");
    expect(texts[at + 1]).toBe("dW1 - dW1");
    expect(texts[at - 1]).toMatch(/^dW1, dW2 = backward\(/);
    expect(texts[at + 2]).toMatch(/^## The training/);
  });

  it("has the experiment's name as it is, whatever Markdown would make of it", async () => {
    const { cells } = await notebookOf({ ...article, name: "![a](b.png) <i>$x$\n*y*" });
    expect(textOf(cells[0])).toContain("# !\\[a\\](b.png) \\<i\\>\\$x\\$ \\*y\\*\n\n");
  });

  it("folds a long table away", async () => {
    const { cells } = await notebookOf(shippedExperiment("iris"));
    const folded = cells.filter(({ metadata }) => "jupyter" in metadata);
    expect(folded).toHaveLength(1);
    expect(textOf(folded[0])).toContain("setosa");
    expect(folded[0].metadata).toEqual({ jupyter: { source_hidden: true } });
  });
});

const numpy = hasModule("numpy");
const run = ["article", "article-too-fast", "spiral", "wine"];
let answers: Readonly<Record<string, Answer>> = {};

beforeAll(async () => {
  if (!numpy) return;
  const scripts: Record<string, string> = {};
  for (const id of run) {
    const { cells } = await notebookOf(shippedExperiment(id));
    const code = cells.filter(({ cell_type }) => cell_type === "code").map(textOf);
    scripts[id] = code.join("\n");
  }
  answers = await runScripts(scripts, [...weightNames, "steps", "costs"]);
}, 60_000);

describe.skipIf(!numpy)(`run from top to bottom, the notebook${unless(numpy, "NumPy")}`, () => {
  it.each(run)("of %s ends where the lab does, with a curve of the way", async (id) => {
    await expectLabsTraining(answers[id], await exportSource(shippedExperiment(id)));
    const [steps, costs] = ["steps", "costs"].map((name) => answers[id].values[name] as readonly number[]);
    expect(costs).toHaveLength(steps.length);
    const [, step, , cost] = answers[id].last.split(" ");
    expect([steps.at(-1), costs.at(-1)]).toEqual([Number(step), Number(cost)]);
    expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
  });
});
