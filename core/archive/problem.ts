import type { Problem, ProblemCode, Result } from "../result.ts";

/** What is wrong with an entry of an experiment file, which is the place, or with the whole file where that is empty. */
export function problem(
  place: string,
  code: ProblemCode,
  message: string,
  values: Problem["values"] = {},
): Problem {
  return { place, code, values, message };
}

/** A refusal for one reason. */
export function refuse(
  place: string,
  code: ProblemCode,
  message: string,
  values: Problem["values"] = {},
): { readonly ok: false; readonly problems: readonly Problem[] } {
  return { ok: false, problems: [problem(place, code, message, values)] } satisfies Result<never>;
}
