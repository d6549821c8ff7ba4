import { writeSections } from "./numpy/sections.ts";
import { docstring, joinBlocks } from "./python/layout.ts";
import type { ExportSource } from "./source.ts";

/**
 * A Python script that repeats a training with NumPy alone: the same draws, the same numbers up to rounding.
 * Its last line of output is `step <n> cost <value>`, the value in full.
 */
export function writeNumpyScript(source: ExportSource): string {
  const { preparation, functions, finite, targets, training, result } = writeSections(source);
  const { forward, cost, penalty, backward } = functions;
  return joinBlocks([
    docstring(describe(source, "It needs NumPy alone, and repeats the lab's training, number by number.")),
    ["import numpy as np"],
    preparation.data,
    ...preparation.functions.map((lines) => lines.split("\n")),
    preparation.weights,
    preparation.teacher ?? [],
    preparation.columns,
    forward.lines,
    cost.lines,
    penalty?.lines ?? [],
    backward.lines,
    training.optimizer,
    finite,
    targets,
    training.settings,
    training.loop,
    result,
  ]);
}

/** What a script says of itself first: the experiment's name and notes, and where it comes from. */
export function describe({ experiment: { name, notes } }: ExportSource, about: string): string {
  return [name.trim() || "An experiment", notes.trim(), `Written by Rematrix. ${about}`]
    .filter((part) => part !== "")
    .join("\n\n");
}
