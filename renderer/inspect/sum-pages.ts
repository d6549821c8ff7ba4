import { activationOf } from "../../core/network/activations.ts";
import type { Penalty } from "../../core/network/penalty.ts";
import { nameDescent, type MatrixKey, type MatrixName } from "../../core/network/names.ts";
import type { GradientSum } from "../../core/training/gradient-sum.ts";
import { drawnKey, inputOf } from "../chain/relations.ts";
import type { Cell } from "../state/focus.svelte.ts";
import { agreementOf, runningSums, type After, type SumPage } from "./page.ts";
import { spellPlace, type DescentPlace } from "../chain/place.ts";
import type { StepNumbers } from "./step-numbers.ts";

/** How the matrices of the network are called. */
export type NameOf = (key: MatrixKey) => MatrixName;

/** The counters of the sums: samples, inputs, and units of the next layer. */
const SAMPLE = "i";
const INPUT = "k";
const UNIT = "q";

const at = (key: MatrixKey, row: number, column: number): Cell => ({ key, row, column });
const descentAt = (layer: number, row: number, column: number): DescentPlace => ({
  key: { kind: "D", layer },
  row,
  column,
});

/** Z[i,n] = Σ_k H[i,k] · W[k,n], and b[n]. */
export function productPage({ key, row, column }: Cell, numbers: StepNumbers, nameOf: NameOf): SumPage {
  const { network, loaded } = numbers.stage;
  const { layer } = key;
  const input = drawnKey(inputOf(layer), network.layers);
  const weights: MatrixKey = { kind: "W", layer };
  const count = layer === 0 ? loaded.features : network.layers[layer - 1].units;
  const left = Float64Array.from({ length: count }, (_, k) => numbers.read(at(input, row, k)));
  const right = Float64Array.from({ length: count }, (_, k) => numbers.read(at(weights, k, column)));
  const running = runningSums(left, right);
  const heads = [`${nameOf(input).code}[${row},${INPUT}]`, `${nameOf(weights).code}[${INPUT},${column}]`];
  const after: After[] = [];
  if (network.bias) {
    const place = at({ kind: "b", layer }, 0, column);
    const amount = numbers.read(place);
    after.push({
      kind: "bias",
      label: spellPlace(place, nameOf),
      place,
      amount,
      result: running[count - 1] + amount,
    });
  }
  return finish({
    what: "product",
    value: numbers.read(at(key, row, column)),
    formula: `= Σ ${heads[0]}·${heads[1]}${after.map(({ label }) => ` + ${label}`).join("")}`,
    counter: INPUT,
    left: {
      head: heads[0],
      values: left,
      place: (k) => at(input, row, k),
      opens: layer > 0,
    },
    right: {
      head: heads[1],
      values: right,
      place: (k) => at(weights, k, column),
      opens: false,
    },
    running,
    after,
  });
}

/** δW[m,n] = c · Σᵢ H[i,m] · D[i,n], or δb[n] = c · Σᵢ D[i,n], and the penalty's part. */
export function gradientPage(sum: GradientSum, numbers: StepNumbers, nameOf: NameOf): SumPage {
  const { layer, input, unit } = sum.place;
  const { layers } = numbers.stage.network;
  const inputs = drawnKey(inputOf(layer), layers);
  const shown: Cell = at({ kind: input === null ? "db" : "dW", layer }, input ?? 0, unit);
  const constant = sum.divisor === 1 ? String(sum.numerator) : `${sum.numerator}/${sum.divisor}`;
  const heads = [
    `${nameOf(inputs).code}[${SAMPLE},${input}]`,
    `${nameDescent(layer).code}[${SAMPLE},${unit}]`,
  ];
  const terms = input === null ? heads[1] : `${heads[0]}·${heads[1]}`;
  const after: After[] = [
    {
      kind: "constant",
      label: constant,
      place: null,
      amount: sum.numerator / sum.divisor,
      result: sum.scaled,
    },
  ];
  const weight = at({ kind: "W", layer }, input ?? 0, unit);
  if (sum.penalty !== 0) {
    after.push({
      kind: "penalty",
      label: spellPlace(weight, nameOf),
      place: weight,
      amount: sum.penalty,
      result: sum.total,
    });
  }
  return finish({
    what: input === null ? "bias-gradient" : "gradient",
    value: numbers.read(shown),
    formula:
      `= ${constant} · Σ ${terms}` +
      (sum.penalty === 0 ? "" : spellPenalty(numbers.stage.penalty, spellPlace(weight, nameOf))),
    counter: SAMPLE,
    left:
      sum.left === null || input === null
        ? null
        : {
            head: heads[0],
            values: sum.left,
            place: (i) => at(inputs, i, input),
            opens: layer > 0,
          },
    right: {
      head: heads[1],
      values: sum.right,
      place: (i) => descentAt(layer, i, unit),
      opens: true,
    },
    running: sum.running,
    after,
  });
}

/** What a penalty takes from δ, for the name of a weight. */
function spellPenalty(penalty: Penalty | undefined, W: string): string {
  const { l1, l2 } = penalty ?? { l1: 0, l2: 0 };
  return `${l1 === 0 ? "" : ` − ${l1}·sign(${W})`}${l2 === 0 ? "" : ` − ${2 * l2}·${W}`}`;
}

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
  const right = Float64Array.from({ length: count }, (_, q) => numbers.read(at(weights, column, q)));
  return finish({
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
      place: (q) => at(weights, column, q),
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
  const Z = at({ kind: "Z", layer }, row, column);
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
  const heads = [`${name}[${row},${INPUT}]`, `${nameOf(output).code}[${row},${INPUT}]`];
  const rest = left[column] - running[running.length - 1];
  return finish({
    what: "softmax-descent",
    value: numbers.read(place),
    formula:
      `= ${spellPlace(at(output, row, column), nameOf)} · ` +
      `(${name}[${row},${column}] − Σ ${heads[0]}·${heads[1]})`,
    counter: INPUT,
    left: {
      head: heads[0],
      values: left,
      place: (k) => error && at(error, row, k),
      opens: error !== null,
    },
    right: {
      head: heads[1],
      values: right,
      place: (k) => at(output, row, k),
      opens: true,
    },
    running,
    after: [
      {
        kind: "rest",
        label: `${name}[${row},${column}]`,
        place: error && at(error, row, column),
        amount: left[column],
        result: rest,
      },
      {
        kind: "output",
        label: spellPlace(at(output, row, column), nameOf),
        place: at(output, row, column),
        amount: right[column],
        result: right[column] * rest,
      },
    ],
  });
}

/** What a sum comes to with all that follows, held against the number that is shown. */
function finish(page: Omit<SumPage, "kind" | "result" | "agreement">): SumPage {
  const { left, right, running, after, value } = page;
  const sum = running.length === 0 ? 0 : running[running.length - 1];
  const result = after.length === 0 ? sum : after[after.length - 1].result;
  const factor = after.reduce((size, { kind, amount }) => {
    return kind === "constant" || kind === "slope" || kind === "output" ? size * Math.abs(amount) : size;
  }, 1);
  const added = after.reduce((size, { kind, amount }) => {
    return kind === "penalty" || kind === "bias" || kind === "rest" ? size + Math.abs(amount) : size;
  }, 0);
  const terms = right.values.reduce(
    (size, term, index) => size + Math.abs(left === null ? term : left.values[index] * term),
    0,
  );
  return { kind: "sum", ...page, result, agreement: agreementOf(result, value, factor * terms + added) };
}
