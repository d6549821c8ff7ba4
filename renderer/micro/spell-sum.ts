import { divisorOf } from "../../core/network/descent.ts";
import { writeConstant } from "../../core/training/micro-steps/written-cost.ts";
import type { MicroStep } from "../../core/training/micro-steps/micro-step.ts";
import { joinSum, operand } from "../chain/spell.ts";
import { formatTerm } from "../format/number.ts";
import type { Cell } from "../state/focus.svelte.ts";
import type { SpellSetting } from "./spell-setting.ts";
import { countTerms, targetOf, termsOf } from "./terms.ts";

/** A cell's making with names and with numbers; numbers that say nothing are left out. */
export interface Spelled {
  readonly named: string;
  readonly counted: string | null;
}

/** The cell of a matrix whose cells are sums of products, of which the first `shown` have appeared. */
export function spellSum(step: MicroStep, cell: Cell, shown: number, setting: SpellSetting): Spelled {
  const target = targetOf(step, cell);
  const { samples, round } = setting.plan;
  const known = countTerms(target, (key) => round.matrix(key));
  const overSamples = target.factors[0].row === "all" && step.kind !== "product";
  const length = { all: overSamples ? samples : known, known, shown: Math.min(shown, known) };
  const terms = termsOf(target, cell, known);
  const frame = framing(step, cell, setting);
  const named = joinSum({ ...length, shown: known }, (k) =>
    terms[k].map((one) => setting.name(one)).join("·"),
  );
  const counted = joinSum(length, (k) =>
    terms[k]
      .map((one, place) => {
        const value = setting.read(one);
        return k === 0 && place === 0 ? formatTerm(value) : operand(value);
      })
      .join("·"),
  );
  return {
    named: `${setting.name(cell)} = ${frame.named(named)}`,
    counted: length.shown === 0 ? null : `= ${frame.counted(counted)}`,
  };
}

/** What stands around a sum. */
interface Framing {
  readonly named: (sum: string) => string;
  readonly counted: (sum: string) => string;
}

function framing(step: MicroStep, cell: Cell, setting: SpellSetting): Framing {
  const { row, column } = cell;
  const { layer } = step;
  if (step.kind === "product") {
    if (!setting.plan.network.bias) return { named: (sum) => sum, counted: (sum) => sum };
    const b: Cell = { key: { kind: "b", layer }, row: 0, column };
    return {
      named: (sum) => `${sum} + ${setting.name(b)}`,
      counted: (sum) => `${sum} + ${operand(setting.read(b))}`,
    };
  }
  if (step.kind === "descent") {
    const activation = setting.activation(layer);
    if (activation.name === "linear" || activation.acts === "on rows") {
      return { named: (sum) => sum, counted: (sum) => sum };
    }
    const Z: Cell = { key: { kind: "Z", layer }, row, column };
    return {
      named: (sum) => `(${sum})·f${layer + 1}′(${setting.name(Z)})`,
      counted: (sum) => `(${sum})·${operand(activation.derivative(setting.read(Z)))}`,
    };
  }
  const { samples, network } = setting.plan;
  const { descent } = setting;
  const { text } = writeConstant(descent);
  const divisor = divisorOf(descent, samples, network.layers[setting.last].units);
  const c = spellFactor(descent.numerator / divisor);
  const penalty = step.kind === "gradient" ? spellPenalty(cell, setting) : { named: "", counted: "" };
  return {
    named: (sum) => `${text.includes("/") ? `(${text})` : text}·(${sum})${penalty.named}`,
    counted: (sum) => `${c}·(${sum})${penalty.counted}`,
  };
}

/** 2 as 2, a part of it in digits. */
function spellFactor(c: number): string {
  return Number.isInteger(c) ? String(c) : formatTerm(c);
}

/** What a penalty takes off a weight's δ. */
function spellPenalty({ key, row, column }: Cell, setting: SpellSetting): { named: string; counted: string } {
  const { l1, l2 } = setting.plan.penalty ?? { l1: 0, l2: 0 };
  if (l1 === 0 && l2 === 0) return { named: "", counted: "" };
  const W: Cell = { key: { kind: "W", layer: key.layer }, row, column };
  const weight = setting.read(W);
  const named =
    (l1 === 0 ? "" : ` − ${formatTerm(l1)}·sign(${setting.name(W)})`) +
    (l2 === 0 ? "" : ` − 2·${formatTerm(l2)}·${setting.name(W)}`);
  return { named, counted: ` − ${operand(l1 * Math.sign(weight) + 2 * l2 * weight)}` };
}
