import { writeParts } from "../../core/network/formula-parts.ts";
import type { MatrixKey } from "../../core/network/names.ts";
import { optimizerOf } from "../../core/optimizer/optimizers.ts";
import type { MicroStep } from "../../core/training/micro-steps/micro-step.ts";
import { readCell } from "../chain/picture.ts";
import { joinSum, operand } from "../chain/spell.ts";
import { formatTerm } from "../format/number.ts";
import type { Cell } from "../state/focus.svelte.ts";
import { spellLastDescent } from "./spell-descent.ts";
import type { SpellSetting } from "./spell-setting.ts";
import { spellSum, type Spelled } from "./spell-sum.ts";

/** How much of a cell's making has been shown. */
export interface Reveal {
  readonly terms: number;
  /** Whether its number stands there. */
  readonly landed: boolean;
}

export const ALL: Reveal = { terms: Infinity, landed: true };

/** How a cell comes about in the micro-step that writes it: with names, with numbers, and the result. */
export function spellMicro(step: MicroStep, cell: Cell, reveal: Reveal, setting: SpellSetting): string[] {
  if (step.kind === "update") return spellUpdate(cell, reveal, setting);
  const { named, counted } = spell(step, cell, reveal, setting);
  const result = `= ${formatTerm(setting.read(cell))}`;
  return [named, ...(counted === null ? [] : [counted]), ...(reveal.landed ? [result] : [])];
}

function spell(step: MicroStep, cell: Cell, reveal: Reveal, setting: SpellSetting): Spelled {
  switch (step.kind) {
    case "product":
    case "descent":
    case "gradient":
    case "bias-gradient":
      return spellSum(step, cell, reveal.terms, setting);
    case "activation":
      return spellActivation(step.layer, cell, setting);
    case "error":
      return spellError(cell, setting);
    case "cost":
      return spellCost(step, setting);
    case "last-descent":
      return spellLastDescent(step, cell, setting);
    case "update":
      throw new Error("internal: an update is spelled by itself");
  }
}

function spellActivation(layer: number, cell: Cell, setting: SpellSetting): Spelled {
  const activation = setting.activation(layer);
  const Z: Cell = { ...cell, key: { kind: "Z", layer } };
  const argument =
    activation.acts === "on rows"
      ? `${setting.plan.nameOf(Z.key).code}[${cell.row},:])[${cell.column}]`
      : `${setting.name(Z)})`;
  return {
    named: `${setting.name(cell)} = f${layer + 1}(${argument}`,
    counted: `= ${activation.spell(formatTerm(setting.read(Z)))}`,
  };
}

function spellError(cell: Cell, setting: SpellSetting): Spelled {
  const Y: Cell = { ...cell, key: { kind: "Y", layer: 0 } };
  const output: Cell = { ...cell, key: { kind: "H", layer: setting.last } };
  return {
    named: `${setting.name(cell)} = ${setting.name(Y)} − ${setting.name(output)}`,
    counted: `= ${formatTerm(setting.read(Y))} − ${operand(setting.read(output))}`,
  };
}

/** Squares are spelled with their numbers; logarithms of many samples would not be read. */
function spellCost(step: MicroStep, setting: SpellSetting): Spelled {
  const { round, samples, nameOf } = setting.plan;
  const code = (key: MatrixKey): { letter: string; layer: null; code: string } => ({
    letter: nameOf(key).code,
    layer: null,
    code: nameOf(key).code,
  });
  const named = writeParts(step.formula[0], code);
  const { cost } = setting.plan;
  if (cost !== "sse" && cost !== "mse") return { named, counted: null };
  const { values, columns } = round.matrix({ kind: "error", layer: 0 });
  const length = { all: samples * columns, known: values.length, shown: values.length };
  const sum = joinSum(length, (k) => `(${formatTerm(values[k])})²`);
  const mean = cost === "mse" ? `(${sum}) / ${samples * columns}` : sum;
  const penalty = round.penalty === 0 ? "" : ` + ${formatTerm(round.penalty)}`;
  return { named, counted: `= ${mean}${penalty}` };
}

/** What the page can work out is spelled; what an optimizer remembers, or a batch's δ, only the engine knows. */
function spellUpdate(cell: Cell, reveal: Reveal, setting: SpellSetting): string[] {
  const { optimizer, batches, round, after } = setting.plan;
  const delta: Cell = { ...cell, key: { kind: cell.key.kind === "W" ? "dW" : "db", layer: cell.key.layer } };
  const [name, before] = [setting.name(cell), setting.read(cell)];
  const made = after === null ? null : readCell(after, cell);
  if (optimizer.kind === "sgd" && !batches) {
    const [rate, step] = [round.learningRate, setting.read(delta)];
    const next = made ?? before + rate * step;
    return [
      `${name} ⇐ ${name} + μ·${setting.name(delta)}`,
      `= ${formatTerm(before)} + ${formatTerm(rate)}·${operand(step)}`,
      ...(reveal.landed ? [`= ${formatTerm(next)}`] : []),
    ];
  }
  const written = optimizer.kind === "sgd" ? "W ⇐ W + μ·δW" : optimizerOf(optimizer).text.at(-1)!;
  return [written, `${name}: ${formatTerm(before)} → ${made === null ? "…" : formatTerm(made)}`];
}
