import { activationOf } from "../../core/network/activations.ts";
import type { MatrixKey, MatrixName } from "../../core/network/names.ts";
import type { LayerPlan } from "../../core/network/plan.ts";
import { formatTerm } from "../format/number.ts";
import type { Cell } from "../state/focus.svelte.ts";
import type { Explanation, Term } from "./explain.ts";
import { spellCell } from "./picture.ts";

type NameOf = (key: MatrixKey) => MatrixName;

/** Longer sums show their first terms, how many are left out, and their last term. */
const MOST_TERMS = 5;
const FIRST_TERMS = 3;

/** A negative number after an operator stands in brackets. */
function operand(value: number): string {
  const text = formatTerm(value);
  return text.startsWith("−") ? `(${text})` : text;
}

/** How a number comes about, line by line: with names, with numbers, and the result. */
export function spellExplanation(
  cell: Cell,
  explanation: Explanation,
  layers: readonly LayerPlan[],
  learningRate: number,
  nameOf: NameOf,
): string[] {
  const spell = (one: Cell): string => spellCell(one, nameOf);
  const target = spell(cell);
  const result = `= ${formatTerm(explanation.value)}`;
  switch (explanation.kind) {
    case "product": {
      const { terms, bias } = explanation;
      const named = joinTerms(terms, ({ left, right }) => `${spell(left)}·${spell(right)}`);
      const counted = joinTerms(
        terms,
        ({ leftValue, rightValue }, k) =>
          `${k === 0 ? formatTerm(leftValue) : operand(leftValue)}·${operand(rightValue)}`,
      );
      return [
        `${target} = ${named}${bias ? ` + ${spell(bias.cell)}` : ""}`,
        `= ${counted}${bias ? ` + ${operand(bias.value)}` : ""}`,
        result,
      ];
    }
    case "activation": {
      const { layer, input, inputValue } = explanation;
      const { activation } = layers[layer];
      return [
        `${target} = f${layer + 1}(${spell(input)})`,
        `= ${activationOf(activation).spell(formatTerm(inputValue))}`,
        result,
      ];
    }
    case "difference": {
      const { left, right, leftValue, rightValue } = explanation;
      return [
        `${target} = ${spell(left)} − ${spell(right)}`,
        `= ${formatTerm(leftValue)} − ${operand(rightValue)}`,
        result,
      ];
    }
    case "weight": {
      const { gradient, delta, value } = explanation;
      return [
        `${target} ${result}`,
        `next: ${target} + μ·${spell(gradient)} = ${formatTerm(value)} + ${formatTerm(learningRate)}·${operand(delta)}`,
        `= ${formatTerm(value + learningRate * delta)}`,
      ];
    }
    case "gradient":
    case "input":
    case "target":
      return [`${target} ${result}`];
  }
}

function joinTerms(terms: readonly Term[], write: (term: Term, k: number) => string): string {
  if (terms.length <= MOST_TERMS) return terms.map(write).join(" + ");
  const first = terms.slice(0, FIRST_TERMS).map(write);
  const last = write(terms[terms.length - 1], terms.length - 1);
  return `${first.join(" + ")} + … ${terms.length - FIRST_TERMS - 1} more … + ${last}`;
}
