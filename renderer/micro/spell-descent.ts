import { writePart } from "../../core/network/formula-parts.ts";
import type { MatrixKey } from "../../core/network/names.ts";
import type { MicroStep } from "../../core/training/micro-steps/micro-step.ts";
import { operand } from "../chain/spell.ts";
import { formatTerm } from "../format/number.ts";
import type { Cell } from "../state/focus.svelte.ts";
import type { SpellSetting } from "./spell-setting.ts";
import type { Spelled } from "./spell-sum.ts";

/** D of the last layer: E · f′(z), or E alone, or through the whole row that softmax acts on. */
export function spellLastDescent(step: MicroStep, cell: Cell, setting: SpellSetting): Spelled {
  const { row, column } = cell;
  const { layer } = step;
  const { descent } = setting;
  const activation = setting.activation(layer);
  const [target, own]: Cell[] = [
    { ...cell, key: { kind: "Y", layer: 0 } },
    { ...cell, key: { kind: "H", layer } },
  ];
  const [Y, output] = [target, own].map(({ key }) => setting.row(key, row));
  const E = new Float64Array(Y.length);
  descent.startInto(E, Y, output, 1, E.length);
  const rowName = ({ key }: Cell): string => `${setting.plan.nameOf(key).code}[${row},:]`;
  const start = `${setting.name(cell)} = `;
  if (descent.form === "error-of-sum") {
    return {
      named: `${start}${setting.name(target)} − ${setting.name(own)}·Σ ${rowName(target)}`,
      counted: `= ${formatTerm(Y[column])} − ${operand(output[column])}·${operand(sum(Y))}`,
    };
  }
  if (!descent.fused && activation.acts === "on rows") {
    const all = sum(E.map((one, k) => one * output[k]));
    return {
      named: `${start}${setting.name(own)}·(E[${row},${column}] − Σ E[${row},:]·${rowName(own)})`,
      counted: `= ${formatTerm(output[column])}·(${formatTerm(E[column])} − ${operand(all)})`,
    };
  }
  const named = `${start}${inPlace(step, cell, setting)}`;
  if (descent.fused || activation.acts === "on rows" || activation.name === "linear") {
    return { named, counted: `= ${formatTerm(E[column])}` };
  }
  const slope = activation.derivative(setting.read({ ...cell, key: { kind: "Z", layer } }));
  return { named, counted: `= ${formatTerm(E[column])}·${operand(slope)}` };
}

/** The right side of a formula that acts element by element, at one place. */
function inPlace({ formula }: MicroStep, cell: Cell, setting: SpellSetting): string {
  const at = (key: MatrixKey): string => setting.name({ ...cell, key });
  const [, , ...right] = formula[0];
  return right
    .map((part) => {
      if (part.kind === "matrix") return at(part.key);
      if (part.kind === "function") return `f${part.layer + 1}′`;
      return writePart(part, setting.plan.nameOf);
    })
    .join("")
    .replaceAll(" * ", "·");
}

function sum(values: Float64Array): number {
  return values.reduce((all, value) => all + value, 0);
}
