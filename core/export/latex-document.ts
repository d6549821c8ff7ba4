import type { Penalty } from "../network/penalty.ts";
import {
  backwardFormulas,
  costFormula,
  forwardFormulas,
  settingFormulas,
  updateFormulas,
} from "./latex/formulas.ts";
import { latexName } from "../naming.ts";
import { alignSign, escapeText, writeNumber } from "./latex/writing.ts";
import { nameLayers, type NamedLayer } from "./layers.ts";
import { costOfExperiment } from "./python/functions.ts";
import { penaltyOf, sizesOf, type ExportSource } from "./source.ts";

/**
 * A LaTeX document of the network, its pass, its cost, the gradients and the update. `derivation` is what stands
 * between the gradients and the training: LaTeX of a section's body, nothing where it is left out.
 */
export function writeLatexDocument(
  source: Pick<ExportSource, "experiment">,
  derivation: readonly string[] = [],
): string {
  const { experiment } = source;
  const sizes = sizesOf(source);
  const layers = nameLayers(experiment.network, sizes.features);
  const cost = costOfExperiment(experiment);
  const penalty = penaltyOf(experiment);
  return `${[
    ...preamble(experiment.name),
    ...section("The network", [
      `${sizes.training} samples of ${sizes.features} features run through a chain of matrices.`,
      ...align(forwardFormulas(layers)),
      ...shapes(layers, sizes.training, sizes.features),
    ]),
    ...section("The cost", [
      ...align([costFormula(cost, penalty !== null)]),
      ...(penalty === null ? [] : [strengths(penalty)]),
    ]),
    ...section("The gradients", [
      "The chain rule, from the last layer to the first.",
      ...align(backwardFormulas(cost, penalty !== null, layers)),
    ]),
    ...(derivation.length === 0 ? [] : section("The derivation", derivation)),
    ...section("The training", [
      `In every step each matrix $W$ changes by its gradient, with $${settingFormulas(experiment.training).join("$, $")}$.`,
      ...align(updateFormulas(experiment.training)),
    ]),
    String.raw`\end{document}`,
  ].join("\n")}\n`;
}

function preamble(name: string): string[] {
  return [
    String.raw`\documentclass{article}`,
    String.raw`\usepackage{amsmath,amssymb}`,
    String.raw`\usepackage{iftex}`,
    String.raw`\ifpdftex`,
    String.raw`  \usepackage[utf8]{inputenc}`,
    String.raw`  \usepackage[T1]{fontenc}`,
    String.raw`  \newcommand{\otherscript}[1]{?} % XeLaTeX and LuaLaTeX print it, where their font has it`,
    String.raw`\else`,
    String.raw`  \usepackage{fontspec}`,
    String.raw`  \newcommand{\otherscript}[1]{#1}`,
    String.raw`\fi`,
    String.raw`\allowdisplaybreaks`,
    String.raw`\emergencystretch=3em`,
    String.raw`\title{${escapeText(name) || "A network"}}`,
    String.raw`\author{}`,
    String.raw`\date{}`,
    String.raw`\begin{document}`,
    String.raw`\maketitle`,
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return ["", String.raw`\section{${title}}`, ...lines];
}

/** Equations below each other, their signs of equality too. */
function align(equations: readonly string[]): string[] {
  const rows = equations.map((equation) => `  ${alignSign(equation)}`);
  return [String.raw`\begin{align*}`, rows.join(" \\\\\n"), String.raw`\end{align*}`];
}

/** The shapes of all matrices of a pass. */
function shapes(layers: readonly NamedLayer[], samples: number, features: number): string[] {
  const rows = [
    ["X", samples, features] as const,
    ...layers.flatMap(({ inputs, units, W, b, Z, H }) => [
      [latexName(W), inputs, units] as const,
      ...(b === null ? [] : [[latexName(b), 1, units] as const]),
      [latexName(Z), samples, units] as const,
      ...(H.code === Z.code ? [] : [[latexName(H), samples, units] as const]),
    ]),
  ];
  return [
    String.raw`\begin{center}`,
    String.raw`\begin{tabular}{lrr}`,
    String.raw`matrix & rows & columns \\ \hline`,
    ...rows.map(([name, height, width]) => String.raw`$${name}$ & ${height} & ${width} \\`),
    String.raw`\end{tabular}`,
    String.raw`\end{center}`,
  ];
}

function strengths({ l1, l2 }: Penalty): string {
  return String.raw`Large weights cost $\lambda_1 = ${writeNumber(l1)}$, $\lambda_2 = ${writeNumber(l2)}$.`;
}
