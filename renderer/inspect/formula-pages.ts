import { explainCell } from "../chain/explain.ts";
import { spellPlace, type NameOf } from "../chain/place.ts";
import { operand, spellExplanation, updateGoesBy, type NextUpdate } from "../chain/spell.ts";
import { formatTerm } from "../format/number.ts";
import type { Cell } from "../state/focus.svelte.ts";
import type { FormulaPage, GivenPage } from "./page.ts";
import type { StepNumbers } from "./step-numbers.ts";

const weightPages = { gradient: "weight", memory: "weight-memory", batch: "weight-batch" } as const;

/** A number that is spelled with the numbers it is made of, or given. */
export function formulaPage(cell: Cell, numbers: StepNumbers, nameOf: NameOf): FormulaPage | GivenPage {
  const { network, loaded, training } = numbers.stage;
  const { layers, bias } = network;
  const value = numbers.read(cell);
  if (cell.key.kind === "X" && loaded.scaling !== null)
    return scalingPage(cell, numbers, nameOf, loaded.scaling);
  const inner = (layer: number): number => (layer === 0 ? loaded.features : layers[layer - 1].units);
  const explanation = explainCell(cell, layers, bias, inner, (one) => numbers.read(one));
  const update: NextUpdate = { ...training, learningRate: numbers.frame.learningRate };
  const lines = spellExplanation(cell, explanation, layers, update, nameOf);
  switch (explanation.kind) {
    case "activation":
      return { kind: "formula", what: "activation", value, lines, sources: [explanation.input] };
    case "difference": {
      const sources = [explanation.left, explanation.right];
      return { kind: "formula", what: "difference", value, lines, sources };
    }
    case "weight":
      return {
        kind: "formula",
        what: weightPages[updateGoesBy(update)],
        value,
        lines,
        sources: [explanation.gradient],
      };
    default:
      return { kind: "given", what: explanation.kind === "target" ? "target" : "input", value };
  }
}

/** X = (X₀ − shift) ÷ scale, column by column. */
function scalingPage(
  cell: Cell,
  numbers: StepNumbers,
  nameOf: NameOf,
  { shift, scale }: { readonly shift: Float64Array; readonly scale: Float64Array },
): FormulaPage {
  const { row, column } = cell;
  const raw: Cell = { key: { kind: "raw", layer: 0 }, row, column };
  const by = `− ${operand(shift[column])}) ÷ ${formatTerm(scale[column])}`;
  const value = numbers.read(cell);
  const lines = [
    `${spellPlace(cell, nameOf)} = (${spellPlace(raw, nameOf)} ${by}`,
    `= (${formatTerm(numbers.read(raw))} ${by}`,
    `= ${formatTerm(value)}`,
  ];
  return { kind: "formula", what: "scaling", value, lines, sources: [raw] };
}
