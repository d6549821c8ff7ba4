import { derive } from "../../core/calculus/derive.ts";
import { computeAll } from "../../core/calculus/evaluate-matrix.ts";
import { layOut, type Board } from "../../core/calculus/practice/board.ts";
import { exerciseOf, type Exercise, type FoundExercise } from "../../core/calculus/practice/exercise.ts";
import { judgeContraction, nextContraction } from "../../core/calculus/practice/judge-contraction.ts";
import { withShared } from "../../core/calculus/shared-values.ts";
import type { Term } from "../../core/calculus/expression.ts";
import { networkProgram } from "../../core/derivation/network-program.ts";
import type { Matrix } from "../../core/matrix/matrix.ts";
import type { LayerPlan } from "../../core/network/plan.ts";
import { givenValues } from "../../core/training/derivation-proof.ts";
import { numbersFor, type DeepNetwork } from "./deep-networks.ts";

/** What is done by hand for one parameter of a network, with numbers for everything in it. */
export interface ParameterExercise {
  readonly code: string;
  readonly found: FoundExercise;
  readonly values: ReadonlyMap<string, Matrix>;
}

/** The exercises of all parameters of a network. */
export function exercisesOf(deep: DeepNetwork): ParameterExercise[] {
  const { samples, features, classes, ...task } = deep;
  const sizes = { samples, features };
  const network = networkProgram(task, { sizes, style: "suited", targetsSumToOne: classes });
  const { X, Y, parameters } = numbersFor(deep);
  const given = computeAll(network.program.definitions, givenValues(network, X, Y, parameters));
  return network.parameters.map(({ symbol }) => {
    const derivation = derive(network.program, symbol);
    return { code: symbol.code, found: exerciseOf(derivation), values: withShared(derivation, given) };
  });
}

/** The exercise of one parameter. @throws Error if there is none. */
export function exerciseFor(
  deep: DeepNetwork,
  code: string,
): { readonly exercise: Exercise; readonly values: ReadonlyMap<string, Matrix> } {
  const one = exercisesOf(deep).find((other) => other.code === code);
  if (one?.found.ok !== true) throw new Error(`${code} has no exercise`);
  return { exercise: one.found.exercise, values: one.values };
}

/** A network with the sum of squares as its cost. */
export function squaresNetwork(
  layers: readonly LayerPlan[],
  more: Partial<DeepNetwork> & { readonly bias?: boolean } = {},
): DeepNetwork {
  const { bias = false, ...rest } = more;
  return {
    network: { bias, layers: [...layers] },
    cost: "sse",
    samples: 10,
    features: 3,
    seed: 1,
    classes: false,
    ...rest,
  };
}

/** The article's network: f₁ = x², f₂ = x³. */
export const article = squaresNetwork([
  { units: 4, activation: "square" },
  { units: 1, activation: "cube" },
]);

/** The term with all δ eliminated as the derivation does it. */
export function contracted(term: Term, { derivation: { free } }: Exercise): Term {
  let left = term;
  for (let next = nextContraction(left, free); next !== null; next = nextContraction(left, free)) {
    const judged = judgeContraction(left, next.delta, next.from, free);
    if (!judged.ok) throw new Error(`the derivation's own step is wrong: ${judged.problem.kind}`);
    left = judged.term;
  }
  return left;
}

/** The pieces of every term of an exercise, its δ eliminated. */
export function boardsOf(exercise: Exercise): Board[] {
  const { free, by } = exercise.derivation;
  return exercise.terms.map((term) => layOut(contracted(term, exercise), free, by));
}
