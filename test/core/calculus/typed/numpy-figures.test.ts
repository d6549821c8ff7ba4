import { describe, expect, it } from "vitest";
import { checkShapes } from "../../../../core/calculus/typed/check-shapes.ts";
import { evaluateTyped } from "../../../../core/calculus/typed/evaluate-typed.ts";
import type { Shape } from "../../../../core/calculus/typed/shape.ts";
import { inferShapes } from "../../../../core/calculus/typed/shapes.ts";
import { sum } from "../../../../core/matrix/reductions.ts";
import { freeFunctions, matricesOf, readTyped, typedFigures } from "../../../support/typed-values.ts";

const { names, cases, errors, smallNames, random } = typedFigures;
const values = matricesOf(names);
const smallValues = matricesOf(smallNames);

/** As NumPy's `shape`. */
function numpyShape({ dimensions, rows, columns }: Shape): unknown[] {
  return [[], [columns], [rows, columns]][dimensions];
}

describe("an expression has NumPy's shape and value", () => {
  it.each(cases)("$text", ({ text, shape, value }) => {
    const expression = readTyped(text);
    expect(numpyShape(inferShapes(expression, values).shapes.whole)).toEqual(shape);
    const own = evaluateTyped(expression, values, freeFunctions).values;
    const expected = [value].flat(3) as number[];
    expect(own).toHaveLength(expected.length);
    const size = Math.max(...expected.map(Math.abs));
    // NumPy's own exp, pow and sums of views differ from the lab's in the last bits.
    expected.forEach((one, i) => expect(Math.abs(own[i] - one)).toBeLessThanOrEqual(4e-15 * size));
  });
});

describe("what NumPy refuses is refused in its words", () => {
  it.each(errors)("$text: $message", ({ text, message }) => {
    const checked = checkShapes(text, readTyped(text), values);
    if (checked.ok) throw new Error("it fits");
    expect(checked.problems[0].message.endsWith(`: ${message}`)).toBe(true);
  });
});

describe("expressions made by chance", () => {
  it.each(random)("$text is taken or refused as NumPy does", (figure) => {
    const expression = readTyped(figure.text);
    const { shapes, mismatches } = inferShapes(expression, smallValues);
    expect(mismatches.length === 0).toBe(figure.fits);
    if (!figure.fits) return;
    expect(numpyShape(shapes.whole)).toEqual(figure.shape);
    const own = sum(evaluateTyped(expression, smallValues));
    expect(Math.abs(own - figure.sum)).toBeLessThanOrEqual(1e-13 * Math.max(figure.size, 1e-3));
  });
});
