// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { derive } from "../../../../core/calculus/derive.ts";
import { practiceOf } from "../../../../renderer/derivation/practice/practice-of.ts";
import { article, exerciseFor } from "../../../support/exercises.ts";

describe("the practice of a derivation", () => {
  const { derivation } = exerciseFor(article, "W1").exercise;
  const other = exerciseFor(article, "W2").exercise.derivation;

  it("is the same one when it is asked for again, also where it is derived anew", () => {
    const found = practiceOf(derivation);
    if (!found.ok) throw new Error("there is an exercise");
    found.practice.showNext();
    expect(practiceOf(derive(derivation.program, derivation.by))).toBe(found);
    expect(found.practice.shown).toBe(1);
  });

  it("is another one for another parameter and for another program", () => {
    expect(practiceOf(derive(derivation.program, other.by))).not.toBe(practiceOf(derivation));
    expect(practiceOf(other)).not.toBe(practiceOf(derive(derivation.program, other.by)));
  });
});
