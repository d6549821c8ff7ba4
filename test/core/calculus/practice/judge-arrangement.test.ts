import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ShapeError } from "../../../../core/errors.ts";
import { evaluateIndex, magnitudeOfIndex } from "../../../../core/calculus/evaluate-index.ts";
import { evaluateMatrix, type Values } from "../../../../core/calculus/evaluate-matrix.ts";
import { termOf, tileOf, type Board } from "../../../../core/calculus/practice/board.ts";
import { judgeArrangement, type Arrangement } from "../../../../core/calculus/practice/judge-arrangement.ts";
import type { Operator } from "../../../../core/calculus/practice/verdict.ts";
import type { MatrixExpression } from "../../../../core/calculus/matrix-expression.ts";
import { article, boardsOf, exerciseFor, squaresNetwork } from "../../../support/exercises.ts";
import { idOf } from "../../../support/pieces.ts";
import type { DeepNetwork } from "../../../support/deep-networks.ts";

const [table] = boardsOf(exerciseFor(article, "W1").exercise);

const tile = (written: string): Arrangement => ({ kind: "tile", id: idOf(table, written) });
const turned = (of: Arrangement): Arrangement => ({ kind: "turned", of });
const combined = (left: Arrangement, operator: Operator, right: Arrangement): Arrangement => ({
  kind: "combined",
  operator,
  left,
  right,
});

const error = combined(tile("Ỹ"), "star", tile("f₂′(C)"));
const back = combined(combined(error, "dot", turned(tile("W⁽²⁾"))), "star", tile("f₁′(A)"));
const result = combined(turned(tile("X")), "dot", back);

describe("a whole proposal", () => {
  it("is right as the article has it", () => {
    expect(judgeArrangement(table, result)).toMatchObject({ ok: true });
  });

  it("is right with factors of * exchanged, and with the transposed whole under a .T", () => {
    const other = combined(turned(back), "dot", tile("X"));
    expect(judgeArrangement(table, turned(other))).toMatchObject({ ok: true });
    const exchanged = combined(
      turned(tile("X")),
      "dot",
      combined(tile("f₁′(A)"), "star", combined(error, "dot", turned(tile("W⁽²⁾")))),
    );
    expect(judgeArrangement(table, exchanged)).toMatchObject({ ok: true });
  });

  it("is right with products associated otherwise", () => {
    const linear = squaresNetwork([
      { units: 4, activation: "linear" },
      { units: 2, activation: "linear" },
    ]);
    const [board] = boardsOf(exerciseFor(linear, "W1").exercise);
    const own = (written: string): Arrangement => ({ kind: "tile", id: idOf(board, written) });
    const [X, E, W] = [turned(own("X")), own("Ỹ"), turned(own("W⁽²⁾"))];
    expect(judgeArrangement(board, combined(combined(X, "dot", E), "dot", W))).toMatchObject({ ok: true });
    expect(judgeArrangement(board, combined(X, "dot", combined(E, "dot", W)))).toMatchObject({ ok: true });
  });

  it("is wrong with n first and m last: the whole has to be transposed", () => {
    expect(judgeArrangement(table, combined(turned(back), "dot", tile("X")))).toMatchObject({
      ok: false,
      problem: { kind: "turned", first: { letter: "m" }, last: { letter: "n" } },
    });
  });

  it("is wrong with a piece missing or used twice", () => {
    expect(judgeArrangement(table, back)).toMatchObject({
      ok: false,
      problem: { kind: "missing", tiles: [{ id: idOf(table, "X") }] },
    });
    expect(judgeArrangement(table, combined(result, "dot", tile("X")))).toMatchObject({
      ok: false,
      problem: { kind: "twice", tile: { id: idOf(table, "X") } },
    });
  });

  it("names the innermost part that is wrong", () => {
    const early = combined(turned(tile("X")), "dot", tile("Ỹ"));
    const rest = combined(combined(tile("f₂′(C)"), "dot", turned(tile("W⁽²⁾"))), "star", tile("f₁′(A)"));
    expect(judgeArrangement(table, combined(early, "dot", rest))).toMatchObject({
      ok: false,
      problem: { kind: "move", at: early, problem: { kind: "needed" } },
    });
  });

  it("is wrong while a summed index is left", () => {
    const bias = squaresNetwork([{ units: 2, activation: "linear" }], { bias: true });
    const [board] = boardsOf(exerciseFor(bias, "b1").exercise);
    expect(judgeArrangement(board, { kind: "tile", id: board.tiles[0].id })).toMatchObject({
      ok: false,
      problem: { kind: "unsummed", indices: [{ letter: "i" }] },
    });
  });
});

/** What a proposal is in numbers, as NumPy computes it; null where NumPy refuses. */
function compute(board: Board, arrangement: Arrangement, values: Values): Float64Array | null {
  const matrix = (one: Arrangement): MatrixExpression => {
    switch (one.kind) {
      case "tile":
        return tileOf(board, one.id).matrix;
      case "turned":
        return { kind: "transpose", of: matrix(one.of) };
      case "summed":
        return { kind: "total", over: one.over, of: matrix(one.of) };
      case "combined":
        return {
          kind: one.operator === "dot" ? "product" : "star",
          factors: [matrix(one.left), matrix(one.right)],
        };
    }
  };
  const { rows, columns } = board.by;
  try {
    const found = evaluateMatrix(matrix(arrangement), values);
    return found.rows === rows && found.columns === columns ? found.values : null;
  } catch (caught) {
    if (caught instanceof ShapeError || caught instanceof RangeError) return null;
    throw caught;
  }
}

/** Whether a proposal is what the term is, by numbers alone. */
function isEqual(board: Board, arrangement: Arrangement, values: Values): boolean {
  const term = [{ ...termOf(board), coefficient: 1 }];
  const wanted = evaluateIndex(term, board.free, values);
  const scale = magnitudeOfIndex(term, board.free, values);
  const found = compute(board, arrangement, values);
  return found !== null && found.every((value, place) => Math.abs(value - wanted[place]) <= 1e-10 * scale);
}

/** Every way to put these pieces together by · and *, with or without .T on everything. */
function* allOf(ids: readonly number[]): Generator<Arrangement> {
  if (ids.length === 1) {
    const one: Arrangement = { kind: "tile", id: ids[0] };
    yield one;
    yield turned(one);
    return;
  }
  for (let chosen = 1; chosen < 2 ** ids.length - 1; chosen++) {
    const inside = ids.filter((_, position) => (chosen >> position) % 2 === 1);
    const outside = ids.filter((_, position) => (chosen >> position) % 2 === 0);
    for (const left of allOf(inside)) {
      for (const right of allOf(outside)) {
        for (const operator of ["dot", "star"] as const) {
          yield combined(left, operator, right);
          yield turned(combined(left, operator, right));
        }
      }
    }
  }
}

describe("right and wrong by indices are right and wrong by numbers", () => {
  const linear = (units: number, outputs: number, features: number, samples: number): DeepNetwork =>
    squaresNetwork(
      [
        { units, activation: "linear" },
        { units: outputs, activation: "linear" },
      ],
      { features, samples },
    );

  it.each([
    ["the second layer of the article", article, "W2"],
    ["the first layer without activations", linear(4, 2, 3, 10), "W1"],
    ["one output, whose axis counts nothing", linear(4, 1, 3, 10), "W1"],
    ["sizes that are all the same", linear(3, 3, 3, 3), "W1"],
    ["the second layer with sizes that are all the same", linear(3, 3, 3, 3), "W2"],
    ["a single sample", linear(4, 2, 3, 1), "W1"],
    ["a single hidden unit", linear(1, 2, 3, 5), "W1"],
    ["a single feature and output", linear(2, 1, 1, 5), "W1"],
  ])("in all ways to arrange three pieces: %s", (_, deep, code) => {
    const { exercise, values } = exerciseFor(deep, code);
    const [board] = boardsOf(exercise);
    expect(board.tiles).toHaveLength(3);
    let right = 0;
    for (const arrangement of allOf(board.tiles.map(({ id }) => id))) {
      const { ok } = judgeArrangement(board, arrangement);
      if (ok !== isEqual(board, arrangement, values)) expect.fail(JSON.stringify({ ok, arrangement }));
      right += Number(ok);
    }
    expect(right).toBeGreaterThan(0);
  });

  it("in arrangements of five pieces at random", () => {
    const { exercise, values } = exerciseFor(article, "W1");
    const [board] = boardsOf(exercise);
    const ids = board.tiles.map(({ id }) => id);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(ids, { minLength: 5 }),
        fc.infiniteStream(fc.nat(1e6)),
        (order, chance) => {
          const draw = (below: number): number => (chance.next().value as number) % below;
          const arrangement = arrange(order, draw);
          expect(judgeArrangement(board, arrangement).ok).toBe(isEqual(board, arrangement, values));
        },
      ),
      { numRuns: 3000 },
    );
  }, 60_000);
});

/** Pieces in this order with brackets, operators and .T as drawn. */
function arrange(ids: readonly number[], draw: (below: number) => number): Arrangement {
  if (ids.length === 1) {
    const one: Arrangement = { kind: "tile", id: ids[0] };
    return draw(2) === 0 ? one : turned(one);
  }
  const cut = 1 + draw(ids.length - 1);
  const whole = combined(
    arrange(ids.slice(0, cut), draw),
    draw(2) === 0 ? "dot" : "star",
    arrange(ids.slice(cut), draw),
  );
  return draw(3) === 0 ? turned(whole) : whole;
}
