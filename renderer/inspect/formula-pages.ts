import { activationOf } from "../../core/network/activations.ts";
import { nameDescent } from "../../core/network/names.ts";
import type { DescentForm } from "../../core/network/descent.ts";
import { explainCell } from "../chain/explain.ts";
import { drawnKey } from "../chain/relations.ts";
import { spellExplanation } from "../chain/spell.ts";
import { formatTerm } from "../format/number.ts";
import type { Cell } from "../state/focus.svelte.ts";
import type { FormulaPage, GivenPage } from "./page.ts";
import { spellPlace, type DescentPlace, type Place } from "../chain/place.ts";
import type { StepNumbers } from "./step-numbers.ts";
import type { NameOf } from "./sum-pages.ts";

/** A negative number after an operator stands in brackets. */
function operand(value: number): string {
  return value < 0 ? `(${formatTerm(value)})` : formatTerm(value);
}

/** A number that is spelled with the numbers it is made of, or given. */
export function formulaPage(cell: Cell, numbers: StepNumbers, nameOf: NameOf): FormulaPage | GivenPage {
  const { network, loaded } = numbers.stage;
  const { layers, bias } = network;
  const value = numbers.read(cell);
  if (cell.key.kind === "X" && loaded.scaling !== null)
    return scalingPage(cell, numbers, nameOf, loaded.scaling);
  const inner = (layer: number): number => (layer === 0 ? loaded.features : layers[layer - 1].units);
  const explanation = explainCell(cell, layers, bias, inner, (one) => numbers.read(one));
  const lines = spellExplanation(cell, explanation, layers, numbers.frame.learningRate, nameOf);
  switch (explanation.kind) {
    case "activation":
      return { kind: "formula", what: "activation", value, lines, sources: [explanation.input] };
    case "difference": {
      const sources = [explanation.left, explanation.right];
      return { kind: "formula", what: "difference", value, lines, sources };
    }
    case "weight":
      return { kind: "formula", what: "weight", value, lines, sources: [explanation.gradient] };
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

/** D⁽ᴸ⁾[i,n] of the last layer: what the cost gives, times f′ where the activation is not in it already. */
export function outputDescentPage(place: DescentPlace, numbers: StepNumbers, nameOf: NameOf): FormulaPage {
  const { row, column } = place;
  const { layer } = place.key;
  const { layers } = numbers.stage.network;
  const { descent, start, layers: traced } = numbers.trace(row);
  const at = (key: Cell["key"]): Cell => ({ key: drawnKey(key, layers), row, column });
  const Y = at({ kind: "Y", layer: 0 });
  const output = at({ kind: "H", layer });
  const error = at({ kind: "error", layer: 0 });
  const Z = at({ kind: "Z", layer });
  const activation = activationOf(layers[layer].activation);
  const begun = spellStart(descent.form, (one) => spellPlace(one, nameOf), { Y, output, error });
  const slope =
    descent.fused || activation.name === "linear" || activation.acts === "on rows" ? null : activation;
  const first = start[column];
  const value = traced[layer].D[column];
  const named = slope === null ? begun : `${bracketed(begun)} · f${layer + 1}′(${spellPlace(Z, nameOf)})`;
  const counted =
    slope === null ? null : `= ${formatTerm(first)} · ${operand(slope.derivative(numbers.read(Z)))}`;
  const sources: Place[] = descent.form === "error" ? [error] : [Y, output];
  return {
    kind: "formula",
    what: "output-descent",
    value,
    lines: [
      `${nameDescent(layer).code}[${row},${column}] = ${named}`,
      ...(counted === null ? [] : [counted]),
      `= ${formatTerm(value)}`,
    ],
    sources: slope === null ? sources : [...sources, Z],
  };
}

/** What the cost begins with at one output, spelled. */
function spellStart(
  form: DescentForm,
  spell: (cell: Cell) => string,
  { Y, output, error }: { readonly Y: Cell; readonly output: Cell; readonly error: Cell },
): string {
  switch (form) {
    case "error":
      return spell(error);
    case "error-of-sum":
      return `${spell(Y)} − ${spell(output)} · sum(Y[${Y.row}])`;
    case "odds":
      return `${spell(Y)}/${spell(output)} − (1 − ${spell(Y)})/(1 − ${spell(output)})`;
    case "share":
      return `${spell(Y)}/${spell(output)}`;
  }
}

function bracketed(text: string): string {
  return text.includes(" ") ? `(${text})` : text;
}
