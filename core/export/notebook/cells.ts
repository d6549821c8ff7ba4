import type { Experiment } from "../../experiment/experiment.ts";
import {
  backwardFormulas,
  costFormula,
  forwardFormulas,
  settingFormulas,
  updateFormulas,
} from "../latex/formulas.ts";
import { latexName } from "../../naming.ts";
import { alignSign, writeNumber } from "../latex/writing.ts";
import { listOutputs, listParameters } from "../layers.ts";
import { writeSections, type NumpySections } from "../numpy/sections.ts";
import { costOfExperiment, rename, writeLook } from "../python/functions.ts";
import { assign } from "../python/layout.ts";
import { penaltyOf, sizesOf, type ExportSource } from "../source.ts";

/** A cell of a notebook: Markdown with formulas between dollar signs, or Python. */
export interface NotebookCell {
  readonly kind: "markdown" | "code";
  readonly text: string;
  /** Whether its source is folded away at first, such as a long table. */
  readonly hidden?: boolean;
}

/** A cell of so many lines is folded away at first. */
const LONG = 60;

/** The cells of an experiment in teaching order; `derivation` stands between gradients and training. */
export function writeCells(source: ExportSource, derivation: readonly NotebookCell[]): NotebookCell[] {
  const sections = writeSections(source, true);
  return [
    markdown(introduce(source.experiment)),
    code("import numpy as np"),
    ...dataCells(source, sections),
    ...weightCells(source, sections),
    ...forwardCells(sections),
    ...costCells(source, sections),
    ...gradientCells(source, sections),
    ...derivation,
    ...trainingCells(source, sections),
  ];
}

function introduce({ name, notes }: Experiment): string {
  const title = escapeMarkdown(name.replace(/\s+/g, " ").trim()) || "An experiment";
  return [
    `# ${title}`,
    notes.trim(),
    "Written by Rematrix. These cells need NumPy alone and repeat the lab's training; run them from top to bottom.",
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function dataCells(source: ExportSource, { preparation }: NumpySections): NotebookCell[] {
  const { samples, features } = sizesOf(source);
  return [
    markdown(
      `## The data\n\nSamples are rows and features are columns: $X$ is (${samples}, ${features}). ` +
        "One generator draws everything, so that the same seed gives the same numbers.",
    ),
    code(preparation.data),
  ];
}

function weightCells(source: ExportSource, { layers, preparation }: NumpySections): NotebookCell[] {
  const shapes = layers.map(({ W, inputs, units }) => `$${latexName(W)}$ (${inputs}, ${units})`).join(", ");
  const { functions, weights, teacher, columns } = preparation;
  return [
    markdown(`## The weights\n\nOne matrix for each layer: ${shapes}.`),
    code(joined([...functions, weights.join("\n")])),
    ...(teacher === null
      ? []
      : [
          markdown("A hidden network of the same form, the teacher, will say what is to be learned."),
          code(teacher),
        ]),
    ...(columns.length === 0 ? [] : [markdown(describeColumns(source)), code(columns)]),
  ];
}

function describeColumns(source: ExportSource): string {
  const { test } = sizesOf(source);
  return [
    "## Split and scaling\n",
    ...(test === 0 ? [] : [`${test} samples are kept for testing: no weight ever changes for them.`]),
    ...(source.experiment.scaling === "none"
      ? []
      : ["Columns of very different size would make some weights learn fast and others hardly at all."]),
  ].join("\n");
}

function forwardCells({ layers, functions, targets }: NumpySections): NotebookCell[] {
  const { forward } = functions;
  const outputs = listOutputs(layers);
  return [
    markdown(
      `## The forward pass\n\nA chain of matrices leads from the samples to the output:\n\n` +
        display(forwardFormulas(layers)),
    ),
    code(forward.lines),
    ...(targets.length === 0 ? [] : [code(targets)]),
    code([
      ...assign(outputs, forward.name, forward.parameters),
      ...outputs.map((name) => `print("${name}", ${name}.shape)`),
      `${outputs[outputs.length - 1]}[:5]`,
    ]),
  ];
}

function costCells({ experiment }: ExportSource, { layers, functions }: NumpySections): NotebookCell[] {
  const penalty = penaltyOf(experiment);
  const strengths =
    penalty === null
      ? ""
      : `\n\nwith $\\lambda_1 = ${writeNumber(penalty.l1)}$ and $\\lambda_2 = ${writeNumber(penalty.l2)}$.`;
  const formula = costFormula(costOfExperiment(experiment), penalty !== null);
  const look = writeLook("X", "Y", "cost", layers, functions);
  return [
    markdown(
      `## The cost\n\nHow far the output is from the targets, in one number:\n\n${display([formula])}${strengths}`,
    ),
    code(joined([functions.cost.lines.join("\n"), functions.penalty?.lines.join("\n") ?? ""])),
    code([look[look.length - 1], "cost"]),
  ];
}

function gradientCells({ experiment }: ExportSource, { layers, functions }: NumpySections): NotebookCell[] {
  const { backward } = functions;
  const gradients = listParameters(layers).map(({ gradient }) => gradient);
  const formulas = backwardFormulas(costOfExperiment(experiment), penaltyOf(experiment) !== null, layers);
  return [
    markdown(
      "## The gradients\n\nThe chain rule, from the last layer to the first; what code calls `dW1` is " +
        `$\\partial \\Delta / \\partial W^{(1)}$, and so on:\n\n${display(formulas)}`,
    ),
    code(backward.lines),
    code([...assign(gradients, backward.name, rename(backward.parameters, "X", "Y")), gradients[0]]),
  ];
}

function trainingCells(source: ExportSource, { training, finite, result }: NumpySections): NotebookCell[] {
  const plan = source.experiment.training;
  const settings = settingFormulas(plan).map((formula) => `$${formula}$`);
  return [
    markdown(
      `## The training\n\nIn every step each matrix $W$ changes by its gradient, with ${settings.join(", ")}:\n\n` +
        display(updateFormulas(plan)),
    ),
    ...(training.optimizer.length === 0 ? [] : [code(training.optimizer)]),
    ...(finite.length === 0 ? [] : [code(finite)]),
    code([...training.settings, "", ...training.loop]),
    code([
      "try:",
      "    import matplotlib.pyplot as plt",
      "except ImportError:",
      "    pass  # there is no curve without matplotlib",
      "else:",
      "    plt.semilogy(steps, costs)",
      '    plt.xlabel("step")',
      '    plt.ylabel("cost")',
      "    plt.show()",
    ]),
    code(result),
  ];
}

/** A cell of text, with formulas between dollar signs. */
export function markdown(text: string): NotebookCell {
  return { kind: "markdown", text };
}

function code(lines: string | readonly string[]): NotebookCell {
  const text = typeof lines === "string" ? lines : lines.join("\n");
  return { kind: "code", text, hidden: text.split("\n").length > LONG };
}

/** Words in which no sign is Markdown's. */
export function escapeMarkdown(words: string): string {
  return words.replace(/[\\`*_[\]<>#$|~]/g, String.raw`\$&`);
}

/** Functions and what calls them in one cell. */
function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n\n");
}

/** Equations below each other, as MathJax shows them. */
function display(equations: readonly string[]): string {
  return `$$\\begin{aligned}\n${equations.map(alignSign).join(" \\\\\n")}\n\\end{aligned}$$`;
}
