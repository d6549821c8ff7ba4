import { activationOf } from "../../core/network/activations.ts";
import type { DescentForm } from "../../core/network/descent.ts";
import { nameDescent, type MatrixKey } from "../../core/network/names.ts";
import { cellAt, descentAt, spellPlace, type DescentPlace, type NameOf, type Place } from "../chain/place.ts";
import { drawnKey } from "../chain/relations.ts";
import { operand } from "../chain/spell.ts";
import { formatTerm } from "../format/number.ts";
import type { Cell } from "../state/focus.svelte.ts";
import { runningSums, sumPage, type After, type FormulaPage, type SumPage } from "./page.ts";
import type { StepNumbers } from "./step-numbers.ts";

/** The counters of the next layer's units, and of a sample's outputs. */
const UNIT = "q";
const OUTPUT = "k";

/** D⁽ˡ⁾[i,n] = (Σ_q D⁽ˡ⁺¹⁾[i,q] · W⁽ˡ⁺¹⁾[n,q]) · f′(Z⁽ˡ⁾[i,n]), in a layer that another follows. */
export function descentPage(place: DescentPlace, numbers: StepNumbers, nameOf: NameOf): SumPage {
  const { row, column } = place;
  const { layer } = place.key;
  const { layers } = numbers.stage.network;
  const weights: MatrixKey = { kind: "W", layer: layer + 1 };
  const count = layers[layer + 1].units;
  const left = numbers.trace(row).layers[layer + 1].D.slice();
  const heads = [
    `${nameDescent(layer + 1).code}[${row},${UNIT}]`,
    `${nameOf(weights).code}[${column},${UNIT}]`,
  ];
  const after = slopeAfter(place, numbers, nameOf);
  const right = Float64Array.from({ length: count }, (_, q) => numbers.read(cellAt(weights, column, q)));
  return sumPage({
    what: "descent",
    value: numbers.read(place),
    formula:
      after.length === 0
        ? `= Σ ${heads[0]}·${heads[1]}`
        : `= (Σ ${heads[0]}·${heads[1]}) · ${after[0].label}`,
    counter: UNIT,
    left: {
      head: heads[0],
      values: left,
      place: (q) => descentAt(layer + 1, row, q),
      opens: true,
    },
    right: {
      head: heads[1],
      values: right,
      place: (q) => cellAt(weights, column, q),
      opens: false,
    },
    running: runningSums(left, right),
    after,
  });
}

/** The activation's part of a hidden D, at Z; none where it is linear. */
function slopeAfter(
  { key: { layer }, row, column }: DescentPlace,
  numbers: StepNumbers,
  nameOf: NameOf,
): After[] {
  const activation = activationOf(numbers.stage.network.layers[layer].activation);
  if (activation.name === "linear" || activation.acts === "on rows") return [];
  const Z = cellAt({ kind: "Z", layer }, row, column);
  return [
    {
      kind: "slope",
      label: `f${layer + 1}′(${spellPlace(Z, nameOf)})`,
      place: Z,
      amount: activation.derivative(numbers.read(Z)),
      result: numbers.read({ key: { kind: "D", layer }, row, column }),
    },
  ];
}

/** Behind softmax D[i,n] = Ŷ[i,n] · (E[i,n] − Σ_k E[i,k] · Ŷ[i,k]). */
export function softmaxDescentPage(place: DescentPlace, numbers: StepNumbers, nameOf: NameOf): SumPage {
  const { row, column } = place;
  const { layer } = place.key;
  const trace = numbers.trace(row);
  const output: MatrixKey = { kind: "H", layer };
  const error: MatrixKey | null = trace.descent.form === "error" ? { kind: "error", layer: 0 } : null;
  const left = trace.start.slice();
  const right = trace.layers[layer].H.slice();
  const running = runningSums(left, right);
  const name = error === null ? "E" : nameOf(error).code;
  const heads = [`${name}[${row},${OUTPUT}]`, `${nameOf(output).code}[${row},${OUTPUT}]`];
  const rest = left[column] - running[running.length - 1];
  return sumPage({
    what: "softmax-descent",
    value: numbers.read(place),
    formula:
      `= ${spellPlace(cellAt(output, row, column), nameOf)} · ` +
      `(${name}[${row},${column}] − Σ ${heads[0]}·${heads[1]})`,
    counter: OUTPUT,
    left: {
      head: heads[0],
      values: left,
      place: (k) => error && cellAt(error, row, k),
      opens: error !== null,
    },
    right: {
      head: heads[1],
      values: right,
      place: (k) => cellAt(output, row, k),
      opens: true,
    },
    running,
    after: [
      {
        kind: "rest",
        label: `${name}[${row},${column}]`,
        place: error && cellAt(error, row, column),
        amount: left[column],
        result: rest,
      },
      {
        kind: "output",
        label: spellPlace(cellAt(output, row, column), nameOf),
        place: cellAt(output, row, column),
        amount: right[column],
        result: right[column] * rest,
      },
    ],
  });
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
  const form = descent.form === "error-of-sum" && targetsOf(row, numbers) === 1 ? "error" : descent.form;
  const begun = spellStart(form, (one) => spellPlace(one, nameOf), { Y, output, error });
  const slope =
    descent.fused || activation.name === "linear" || activation.acts === "on rows" ? null : activation;
  const first = start[column];
  const value = traced[layer].D[column];
  const named = slope === null ? begun : `${bracketed(begun)} · f${layer + 1}′(${spellPlace(Z, nameOf)})`;
  const counted =
    slope === null ? null : `= ${formatTerm(first)} · ${operand(slope.derivative(numbers.read(Z)))}`;
  const sources: Place[] = form === "error" ? [error] : [Y, output];
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

/** The sum of a sample's targets: 1 where they are classes, and Ŷ ΣY is Ŷ. */
function targetsOf(row: number, numbers: StepNumbers): number {
  const { Y, targets } = numbers.stage.loaded;
  return Y.subarray(row * targets, (row + 1) * targets).reduce((sum, y) => sum + y, 0);
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
