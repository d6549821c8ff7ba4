import fc from "fast-check";
import katex from "katex";
import { describe, expect, it } from "vitest";
import { checkShapes } from "../../../../core/calculus/typed/check-shapes.ts";
import { chooseSizes, drawValues, fixShape } from "../../../../core/calculus/typed/choose-sizes.ts";
import { evaluateTangent, evaluateTyped } from "../../../../core/calculus/typed/evaluate-typed.ts";
import { parseTyped } from "../../../../core/calculus/typed/parse-typed.ts";
import { inferShapes } from "../../../../core/calculus/typed/shapes.ts";
import { inMatrices } from "../../../../core/calculus/typed/spell-out-vectors.ts";
import {
  namesOf,
  partsOfTyped,
  sameTyped,
  type TypedExpression,
} from "../../../../core/calculus/typed/typed-expression.ts";
import { LONGEST_TYPED } from "../../../../core/calculus/typed/check-text.ts";
import { writeTypedLatex } from "../../../../core/calculus/typed/write-typed-latex.ts";
import { writeTyped } from "../../../../core/calculus/typed/write-typed.ts";
import { Matrix } from "../../../../core/matrix/matrix.ts";
import { fittingExpressions, misfits, namedSizes, namedValues } from "../../../support/typed-expressions.ts";
import { freeFunctions, readTyped } from "../../../support/typed-values.ts";

const evaluate = (expression: TypedExpression, values: ReadonlyMap<string, Matrix> = namedValues): Matrix =>
  evaluateTyped(expression, values, freeFunctions);

describe("any expression whose shapes fit", () => {
  it("is read from its own text as the same tree, each node from a text of its own", () => {
    fc.assert(
      fc.property(fittingExpressions, (expression) => {
        const text = writeTyped(expression);
        fc.pre(text.length <= LONGEST_TYPED);
        const read = readTyped(text);
        expect(sameTyped(read, expression)).toBe(true);
        const check = (node: TypedExpression): void => {
          // Brackets around a node are not its own: its text alone is the same node again.
          expect(sameTyped(readTyped(text.slice(node.from, node.to)), node)).toBe(true);
          partsOfTyped(node).forEach((part) => {
            expect(part.from).toBeGreaterThanOrEqual(node.from);
            expect(part.to).toBeLessThanOrEqual(node.to);
            check(part);
          });
        };
        check(read);
      }),
      { numRuns: 200 },
    );
  });

  it("has the shapes that are inferred, in every node", () => {
    fc.assert(
      fc.property(fittingExpressions, (expression) => {
        const { shapes, mismatches } = inferShapes(expression, namedSizes);
        expect(mismatches).toEqual([]);
        for (const [node, { rows, columns }] of shapes.nodes) {
          // A vector in itself is evaluated as the row that its shape says.
          expect(evaluate(node)).toMatchObject({ rows, columns });
        }
      }),
      { numRuns: 400 },
    );
  });

  it("has the same values with its vectors spelled out, and then two axes in all matrices", () => {
    fc.assert(
      fc.property(fittingExpressions, (expression) => {
        const { expression: spelled, shapes } = inMatrices(expression, namedSizes);
        expect(evaluate(spelled)).toEqual(evaluate(expression));
        expect([...shapes.nodes.values()].some(({ dimensions }) => dimensions === 1)).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  it("is LaTeX that KaTeX reads", () => {
    fc.assert(
      fc.property(fittingExpressions, (expression) => {
        const latex = writeTypedLatex(expression, inferShapes(expression, namedSizes).shapes);
        expect(() => katex.renderToString(latex, { throwOnError: true, strict: "error" })).not.toThrow();
      }),
      { numRuns: 100 },
    );
  });

  it("has the inferred shapes with numbers of its own for what is not known", () => {
    let tried = 0;
    fc.assert(
      fc.property(fittingExpressions, fc.nat(1000), (expression, seed) => {
        const { shapes, mismatches } = inferShapes(expression);
        // Without sizes, a name is never taken for a row or a column, so that some expressions do not fit.
        if (mismatches.length > 0) return;
        tried++;
        const values = drawValues(expression, shapes, seed);
        const chosen = chooseSizes(shapes);
        for (const [node, shape] of shapes.nodes) {
          expect(evaluate(node, values)).toMatchObject(fixShape(shape, chosen));
        }
      }),
      { numRuns: 300 },
    );
    expect(tried).toBeGreaterThan(100);
  });

  it("changes along each number as central differences do", () => {
    let compared = 0;
    fc.assert(
      fc.property(fittingExpressions, fc.nat(), fc.nat(), (expression, which, cell) => {
        const names = namesOf(expression);
        // Beyond a pole in its middle, an expression may have a value and yet no slope.
        const nodes = [...inferShapes(expression, namedSizes).shapes.nodes.keys()];
        fc.pre(names.length > 0 && nodes.every((node) => evaluate(node).values.every(Number.isFinite)));
        const name = names[which % names.length];
        const base = namedValues.get(name) ?? Matrix.zeros(1, 1);
        const position = cell % base.values.length;
        const moved = (by: number): Matrix => {
          const values = Float64Array.from(base.values);
          values[position] += by;
          return evaluate(
            expression,
            new Map(namedValues).set(name, new Matrix(base.rows, base.columns, values)),
          );
        };
        const differences = (h: number): number[] => {
          const [up, down] = [moved(h).values, moved(-h).values];
          return Array.from(up, (one, i) => (one - down[i]) / (2 * h));
        };
        const value = evaluate(expression);
        const [coarse, fine] = [differences(2e-4), differences(1e-4)];
        const row = Math.floor(position / base.columns);
        const tangent = evaluateTangent(
          expression,
          namedValues,
          name,
          row,
          position % base.columns,
          freeFunctions,
        );
        expect(tangent).toMatchObject({ rows: value.rows, columns: value.columns });
        fine.forEach((difference, i) => {
          const wide = Math.abs(coarse[i] - difference);
          // Where both steps disagree, a kink or a pole is near; where numbers are huge, rounding decides.
          if (!(wide <= 1e-3 * Math.abs(difference)) || Math.abs(value.values[i]) > 1e6) return;
          compared++;
          const rounding = 1e-10 * (1 + Math.abs(value.values[i]));
          expect(Math.abs(tangent.values[i] - difference)).toBeLessThanOrEqual(2 * wide + rounding);
        });
      }),
      { numRuns: 600 },
    );
    expect(compared).toBeGreaterThan(500);
  });
});

describe("any expression with a misfit", () => {
  it("names both operands with their shapes, and every text it offers fits", () => {
    let offered = 0;
    fc.assert(
      fc.property(misfits, (expression) => {
        const text = writeTyped(expression);
        fc.pre(text.length <= LONGEST_TYPED);
        const checked = checkShapes(text, readTyped(text), namedSizes);
        if (checked.ok) throw new Error(`${text} fits`);
        for (const { from, to, values, message, fixes } of checked.problems) {
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeLessThanOrEqual(text.length);
          const own = text.slice(from, to);
          for (const key of ["left", "right"]) {
            const operand = String(values[key]).replace(/^\(|\)$|…\)?$/g, "");
            expect(own).toContain(operand.slice(0, 30));
            expect(message).toContain(String(values[key]));
          }
          expect(message).toContain(`${values.leftShape}`);
          expect(message).toContain(`${values.rightShape}`);
          for (const fix of fixes) {
            offered++;
            const fixed = parseTyped(fix.text);
            if (!fixed.ok) throw new Error(`${fix.text} cannot be read`);
            expect(inferShapes(fixed.expression, namedSizes).mismatches).toEqual([]);
            expect(evaluate(fixed.expression).values.length).toBeGreaterThan(0);
          }
        }
      }),
      { numRuns: 400 },
    );
    expect(offered).toBeGreaterThan(200);
  });
});
