import { nameDescent, type MatrixKey } from "../../core/network/names.ts";
import type { Penalty } from "../../core/network/penalty.ts";
import type { GradientSum } from "../../core/training/gradient-sum.ts";
import { cellAt, descentAt, spellPlace, type NameOf } from "../chain/place.ts";
import { drawnKey, inputOf } from "../chain/relations.ts";
import type { Cell } from "../state/focus.svelte.ts";
import { runningSums, sumPage, type After, type SumPage } from "./page.ts";
import type { StepNumbers } from "./step-numbers.ts";

/** The counters of samples and inputs. */
const SAMPLE = "i";
const INPUT = "k";

/** Z[i,n] = Σ_k H[i,k] · W[k,n], and b[n]. */
export function productPage({ key, row, column }: Cell, numbers: StepNumbers, nameOf: NameOf): SumPage {
  const { network, loaded } = numbers.stage;
  const { layer } = key;
  const input = drawnKey(inputOf(layer), network.layers);
  const weights: MatrixKey = { kind: "W", layer };
  const count = layer === 0 ? loaded.features : network.layers[layer - 1].units;
  const left = Float64Array.from({ length: count }, (_, k) => numbers.read(cellAt(input, row, k)));
  const right = Float64Array.from({ length: count }, (_, k) => numbers.read(cellAt(weights, k, column)));
  const running = runningSums(left, right);
  const heads = [`${nameOf(input).code}[${row},${INPUT}]`, `${nameOf(weights).code}[${INPUT},${column}]`];
  const after: After[] = [];
  if (network.bias) {
    const place = cellAt({ kind: "b", layer }, 0, column);
    const amount = numbers.read(place);
    after.push({
      kind: "bias",
      label: spellPlace(place, nameOf),
      place,
      amount,
      result: running[count - 1] + amount,
    });
  }
  return sumPage({
    what: "product",
    value: numbers.read(cellAt(key, row, column)),
    formula: `= Σ ${heads[0]}·${heads[1]}${after.map(({ label }) => ` + ${label}`).join("")}`,
    counter: INPUT,
    left: {
      head: heads[0],
      values: left,
      place: (k) => cellAt(input, row, k),
      opens: layer > 0,
    },
    right: {
      head: heads[1],
      values: right,
      place: (k) => cellAt(weights, k, column),
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
  const shown: Cell = cellAt({ kind: input === null ? "db" : "dW", layer }, input ?? 0, unit);
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
  const weight = cellAt({ kind: "W", layer }, input ?? 0, unit);
  if (sum.penalty !== 0) {
    after.push({
      kind: "penalty",
      label: spellPlace(weight, nameOf),
      place: weight,
      amount: sum.penalty,
      result: sum.total,
    });
  }
  return sumPage({
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
            place: (i) => cellAt(inputs, i, input),
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
