import type { Derivation } from "../../../core/calculus/derivation.ts";
import { exerciseOf, type NoExercise } from "../../../core/calculus/practice/exercise.ts";
import { PracticeState } from "./practice.svelte.ts";

/** A derivation's exercise as far as the learner has come, or why there is none. */
export type FoundPractice =
  | { readonly ok: true; readonly practice: PracticeState }
  | { readonly ok: false; readonly reason: NoExercise };

const found = new WeakMap<Derivation, FoundPractice>();

/** The practice of a derivation: the same one however often its view is left and entered. */
export function practiceOf(derivation: Derivation): FoundPractice {
  const known = found.get(derivation);
  if (known !== undefined) return known;
  const exercise = exerciseOf(derivation);
  const made: FoundPractice = exercise.ok ? { ok: true, practice: begin(exercise) } : exercise;
  found.set(derivation, made);
  return made;
}

function begin({ exercise }: Extract<ReturnType<typeof exerciseOf>, { ok: true }>): PracticeState {
  let made: PracticeState | null = null;
  // What follows from it must outlive the view that asked for it first.
  $effect.root(() => {
    made = new PracticeState(exercise);
  });
  return made!;
}
