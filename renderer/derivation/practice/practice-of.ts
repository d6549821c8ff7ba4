import type { Derivation } from "../../../core/calculus/derivation.ts";
import type { Program } from "../../../core/calculus/program.ts";
import { exerciseOf, type NoExercise } from "../../../core/calculus/practice/exercise.ts";
import { beginPractice, type PracticeState } from "./practice.svelte.ts";

/** A derivation's exercise as far as the learner has come, or why there is none. */
export type FoundPractice =
  | { readonly ok: true; readonly practice: PracticeState }
  | { readonly ok: false; readonly reason: NoExercise };

/** By what is differentiated, and by what it is differentiated by. */
const found = new WeakMap<Program, Map<string, FoundPractice>>();

/** The practice of a derivation: the same one however often its view is left, and it is derived anew. */
export function practiceOf(derivation: Derivation): FoundPractice {
  const { program, by } = derivation;
  const own = found.get(program) ?? new Map<string, FoundPractice>();
  found.set(program, own);
  const known = own.get(by.code);
  if (known !== undefined) return known;
  const exercise = exerciseOf(derivation);
  const made: FoundPractice = exercise.ok
    ? { ok: true, practice: beginPractice(exercise.exercise) }
    : exercise;
  own.set(by.code, made);
  return made;
}
