import fc from "fast-check";
import type { Expression, Operator, Relation } from "../../core/formula/expression.ts";
import { knownFunctions, type FunctionName } from "../../core/formula/known-functions.ts";

const names = Object.keys(knownFunctions) as FunctionName[];

/** Any formula that can be typed, of no more than a few operations. */
export const formulas: fc.Arbitrary<Expression> = fc.letrec<{ any: Expression; leaf: Expression }>((tie) => ({
  leaf: fc.oneof(
    fc.constant<Expression>({ kind: "x" }),
    fc.constant<Expression>({ kind: "x" }),
    fc
      .oneof(fc.integer({ min: 0, max: 3 }), fc.double({ min: 0, max: 4, noNaN: true }))
      .map((value): Expression => ({ kind: "number", value: value + 0 })),
    fc.constantFrom("pi" as const, "e" as const).map((name): Expression => ({ kind: "constant", name })),
  ),
  any: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    tie("leaf"),
    tie("any").map((argument): Expression => ({ kind: "negative", argument })),
    fc.record({ kind: fc.constant("call" as const), name: fc.constantFrom(...names), argument: tie("any") }),
    fc.record({
      kind: fc.constant("operation" as const),
      operator: fc.constantFrom<Operator>("+", "-", "*", "/", "**"),
      left: tie("any"),
      right: tie("any"),
    }),
    fc.record({
      kind: fc.constant("extreme" as const),
      name: fc.constantFrom("maximum" as const, "minimum" as const),
      left: tie("any"),
      right: tie("any"),
    }),
    fc.record({
      kind: fc.constant("choice" as const),
      relation: fc.constantFrom<Relation>("<", "<=", ">", ">=", "==", "!="),
      left: tie("any"),
      right: tie("any"),
      then: tie("any"),
      otherwise: tie("any"),
    }),
  ),
})).any;
