import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deriveTyped, readTyped, type ReadTyped } from "../../../core/calculus/derive-typed.ts";
import { countIndices, summedIndices } from "../../../core/calculus/expression.ts";
import { evaluateTyped } from "../../../core/calculus/typed/evaluate-typed.ts";
import { writeTyped } from "../../../core/calculus/typed/write-typed.ts";
import { writeIndexText, writeMatrixTerms } from "../../../core/calculus/write-text.ts";
import { computeAll } from "../../../core/calculus/evaluate-matrix.ts";
import { evaluateIndex } from "../../../core/calculus/evaluate-index.ts";
import { Matrix } from "../../../core/matrix/matrix.ts";
import { fittingExpressions, namedValues } from "../../support/typed-expressions.ts";
import { freeFunctions } from "../../support/typed-values.ts";

function read(text: string): ReadTyped {
  const reading = readTyped(text, { values: namedValues, functions: freeFunctions });
  if (!reading.ok) throw new Error(`${text}: ${reading.problems[0].message}`);
  return reading.read;
}

/** The names' numbers and those that means divide by. */
function withNumbers({ values, program }: ReadTyped): Map<string, Matrix> {
  const given = new Map(values);
  for (const { symbol, value } of program.numbers)
    given.set(symbol.code, new Matrix(1, 1, Float64Array.of(value)));
  return given;
}

/** Numbers in which rounding and steep places do not hide what is right. */
function isTame(one: ReadTyped): boolean {
  const { definitions } = one.program.program;
  const values = [...computeAll(definitions, withNumbers(one)).values()].flatMap(({ values: own }) => [
    ...own,
  ]);
  // Beyond a pole in its middle, 1 / (1 / 0), an expression may have a value and yet no slope.
  const parts = [...one.shapes.nodes.keys()].flatMap((node) => [
    ...evaluateTyped(node, one.values, one.functions).values,
  ]);
  return (
    parts.every(Number.isFinite) && values.every((value) => Number.isFinite(value) && Math.abs(value) < 1e4)
  );
}

function derivative(text: string, name: string): string {
  const { derivation, proved } = deriveTyped(read(text), name);
  expect(proved, text).toBe(true);
  const { result, free } = derivation;
  return result.matrix === null ? writeIndexText(result.index, free) : writeMatrixTerms(result.matrix);
}

describe("derivatives of typed expressions", () => {
  it.each([
    ["np.sum(M23)", "M23", "𝟏 · 𝟏.T"],
    ["np.sum(M23**2)", "M23", "2 M⁽²³⁾"],
    ["np.trace(M33)", "M33", "I"],
    ["np.trace(M33 @ M33)", "M33", "2 M⁽³³⁾.T"],
    ["np.trace(M33.T @ M33)", "M33", "2 M⁽³³⁾"],
    ["np.sum((M42 @ M23)**2)", "M23", "2 M⁽⁴²⁾.T · A"],
    ["np.sum((M42 @ M23)**2)", "M42", "2 A · M⁽²³⁾.T"],
    ["M31.T @ M33 @ M31", "M33", "M⁽³¹⁾ · M⁽³¹⁾.T"],
    ["M31.T @ M33 @ M31", "M31", "M⁽³³⁾·M⁽³¹⁾ + M⁽³³⁾.T · M⁽³¹⁾"],
    ["np.sum(M23 * M23)", "M23", "2 M⁽²³⁾"],
    ["np.sum(M42 @ M23 + b3)", "b3", "4 𝟏.T"],
    ["mu * np.sum(M22)", "mu", "A"],
  ])("∂ %s / ∂ %s is %s, as every table of matrix derivatives says", (text, name, wanted) => {
    expect(derivative(text, name)).toBe(wanted);
  });

  it("of a matrix by a matrix has four indices, keeps the index form and says so", () => {
    const { derivation, proved } = deriveTyped(read("M23 @ M34"), "M23");
    expect(derivation.result.matrix).toBeNull();
    expect(writeIndexText(derivation.result.index, derivation.free)).toBe("δ_am M⁽³⁴⁾_nb");
    expect(proved).toBe(true);
  });

  it("put together once what several paths lead to", () => {
    const { derivation } = deriveTyped(read("np.sum(np.exp(M23 @ M34) * np.sin(M23 @ M34))"), "M23");
    expect(derivation.shared).toHaveLength(1);
    expect(writeMatrixTerms(derivation.result.matrix!)).toMatch(/^D⁽.⁾ · M⁽³⁴⁾\.T$/);
  });

  it("are the same in every step, in forward mode on the text, and as central differences", () => {
    let derived = 0;
    fc.assert(
      fc.property(fittingExpressions, (expression) => {
        const one = read(writeTyped(expression));
        fc.pre(isTame(one));
        for (const { code } of one.program.names) {
          const { proof, fromTangents, fromDifferences } = deriveTyped(one, code);
          if (!(proof.scale < 1e6)) continue;
          derived++;
          const where = `${one.text} by ${code}`;
          expect(proof.largest, `steps of ${where}`).toBeLessThanOrEqual(1e-12);
          expect(fromTangents, `forward mode of ${where}`).toBeLessThanOrEqual(1e-12);
          expect(fromDifferences, `central differences of ${where}`).toBeLessThanOrEqual(1e-6);
        }
      }),
      { numRuns: 150 },
    );
    expect(derived).toBeGreaterThan(150);
  }, 60_000);

  it("never have a summed index more than twice in a term", () => {
    fc.assert(
      fc.property(fittingExpressions, (expression) => {
        const one = read(writeTyped(expression));
        for (const { code } of one.program.names) {
          const { derivation } = deriveTyped(one, code);
          for (const { after } of derivation.steps) {
            for (const term of after) {
              const counts = countIndices(term);
              for (const { letter } of summedIndices(term, derivation.free)) {
                expect(counts.get(letter) ?? 0, `${letter} in ${one.text} by ${code}`).toBeLessThanOrEqual(2);
              }
            }
          }
        }
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});

describe("a typed expression taken apart", () => {
  it("has the same value as the text, in index form and in matrix form of every part", () => {
    fc.assert(
      fc.property(fittingExpressions, (expression) => {
        const one = read(writeTyped(expression));
        fc.pre(isTame(one));
        const { definitions, result } = one.program.program;
        const values = computeAll(definitions, withNumbers(one));
        const wanted = evaluateTyped(one.expression, one.values, one.functions).values;
        expect(values.get(result.code)!.values).toHaveLength(wanted.length);
        values.get(result.code)!.values.forEach((value, p) => expect(value).toBeCloseTo(wanted[p], 8));
        for (const { symbol, indices, body } of definitions) {
          const index = evaluateIndex(body, indices, values);
          values.get(symbol.code)!.values.forEach((value, p) => {
            const scale = Math.max(1, Math.abs(value));
            expect(index[p] / scale, `${symbol.code} of ${one.text}`).toBeCloseTo(value / scale, 8);
          });
        }
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});
