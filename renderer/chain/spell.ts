import { activationOf } from "../../core/network/activations.ts";
import type { LayerPlan } from "../../core/network/plan.ts";
import { optimizerOf } from "../../core/optimizer/optimizers.ts";
import type { OptimizerPlan } from "../../core/optimizer/plan.ts";
import { formatTerm } from "../format/number.ts";
import { locale } from "../messages/locale.svelte.ts";
import type { Cell } from "../state/focus.svelte.ts";
import type { Explanation, GradientTerms, Term } from "./explain.ts";
import { spellCell } from "./picture.ts";
import { spellPlace, type NameOf } from "./place.ts";

/** Longer sums show their first terms, how many are left out, and their last term. */
export const MOST_TERMS = 5;
export const FIRST_TERMS = 3;

/** How much of a sum is written. */
export interface SumLength {
  /** The terms that the sum has, and those whose numbers are known: the first ones. */
  readonly all: number;
  readonly known: number;
  /** How many have been shown so far. */
  readonly shown: number;
}

/** What is known beforehand of the update to the next step. */
export interface NextUpdate {
  readonly learningRate: number;
  readonly optimizer: OptimizerPlan;
  readonly batch: "full" | number;
}

/** What the next value of a weight hangs on beside this step's δ: nothing, the optimizer's memory, or a batch. */
export function updateGoesBy({ optimizer, batch }: NextUpdate): "gradient" | "memory" | "batch" {
  if (optimizer.kind !== "sgd") return "memory";
  return batch === "full" ? "gradient" : "batch";
}

/** A negative number after an operator stands in brackets. */
export function operand(value: number): string {
  const text = formatTerm(value);
  return text.startsWith("−") ? `(${text})` : text;
}

/** How a number comes about, line by line: with names, with numbers, and the result. */
export function spellExplanation(
  cell: Cell,
  explanation: Explanation,
  layers: readonly LayerPlan[],
  update: NextUpdate,
  nameOf: NameOf,
): string[] {
  const spell = (one: Cell): string => spellCell(one, nameOf);
  const target = spell(cell);
  const text = locale.text.chain;
  const result = `= ${formatTerm(explanation.value)}`;
  switch (explanation.kind) {
    case "product": {
      const { terms, bias } = explanation;
      const named = joinTerms(terms.length, (k) => `${spell(terms[k].left)}·${spell(terms[k].right)}`);
      const counted = joinTerms(terms.length, (k) => countTerm(terms[k], k));
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
      const { learningRate, optimizer } = update;
      if (updateGoesBy(update) !== "gradient") {
        // Only the engine knows what the optimizer remembers, and what the next batch asks for.
        return [`${target} ${result}`, ...optimizerOf(optimizer).text.map(text.next)];
      }
      return [
        `${target} ${result}`,
        text.next(
          `${target} + μ·${spell(gradient)} = ${formatTerm(value)} + ${formatTerm(learningRate)}·${operand(delta)}`,
        ),
        `= ${formatTerm(value + learningRate * delta)}`,
      ];
    }
    case "gradient":
      return explanation.sum
        ? [...spellGradient(target, explanation.sum, nameOf), result]
        : [`${target} ${result}`];
    case "descent":
    case "input":
    case "target":
      return [`${target} ${result}`];
  }
}

/** δW[m,n] = 2·(X[0,m]·D[0,n] + …), with names and with numbers. */
function spellGradient(target: string, { constant, samples, term }: GradientTerms, nameOf: NameOf): string[] {
  const sum = (write: (i: number) => string): string => `${constant}·(${joinTerms(samples, write)})`;
  return [
    `${target} = ${sum((i) => {
      const { left, right } = term(i);
      const descent = spellPlace(right, nameOf);
      return left === null ? descent : `${spellCell(left, nameOf)}·${descent}`;
    })}`,
    `= ${sum((i) => {
      const { left, rightValue, ...factors } = term(i);
      if (left !== null) return countTerm({ ...factors, rightValue }, i);
      return i === 0 ? formatTerm(rightValue) : operand(rightValue);
    })}`,
  ];
}

function countTerm({ leftValue, rightValue }: Pick<Term, "leftValue" | "rightValue">, index: number): string {
  return `${index === 0 ? formatTerm(leftValue) : operand(leftValue)}·${operand(rightValue)}`;
}

function joinTerms(count: number, write: (index: number) => string): string {
  return joinSum({ all: count, known: count, shown: count }, write);
}

/** A sum of terms 0, 1, …, the middle of a long one left out; what has not been shown yet is `…`. */
export function joinSum({ all, known, shown }: SumLength, write: (k: number) => string): string {
  const first = (count: number): string[] => Array.from({ length: count }, (_, k) => write(k));
  if (shown < known) return [...first(shown), "…"].join(" + ");
  if (all <= MOST_TERMS && known === all) return first(all).join(" + ");
  const written = first(Math.min(FIRST_TERMS, known));
  const { more } = locale.text.chain;
  if (known < all) return `${written.join(" + ")} + … ${more(all - written.length)}`;
  return `${written.join(" + ")} + … ${more(all - FIRST_TERMS - 1)} … + ${write(all - 1)}`;
}
