import { describe, expect, it } from "vitest";
import type { Factor, Index } from "../../../../core/calculus/expression.ts";
import { layOut, standingOf, type Board } from "../../../../core/calculus/practice/board.ts";
import { judgeMove, turnWhole } from "../../../../core/calculus/practice/judge-move.ts";
import { writeMatrixText } from "../../../../core/calculus/write-text.ts";
import { article, boardsOf, exerciseFor, squaresNetwork } from "../../../support/exercises.ts";
import { idOf, lay, press } from "../../../support/pieces.ts";

/** Ỹ_i0, f₂′(C)_i0, W⁽²⁾_n0, f₁′(A)_in and X_im, with 10 samples, 3 features and 4 hidden units. */
const [table] = boardsOf(exerciseFor(article, "W1").exercise);
const [W2table] = boardsOf(exerciseFor(article, "W2").exercise);

function written(board: Board): string[] {
  return board.tiles.map(({ matrix }) => writeMatrixText(matrix));
}

describe("combining two pieces", () => {
  it("leads with the article's four products to the article's result", () => {
    let board = press(table, "Ỹ", "star", "f₂′(C)");
    board = press(board, "Ỹ * f₂′(C)", "dot", "W⁽²⁾.T");
    board = press(board, "(Ỹ * f₂′(C)) · W⁽²⁾.T", "star", "f₁′(A)");
    board = press(board, "X.T", "dot", "((Ỹ * f₂′(C)) · W⁽²⁾.T) * f₁′(A)");
    expect(written(board)).toEqual(["X.T · [((Ỹ * f₂′(C)) · W⁽²⁾.T) * f₁′(A)]"]);
    expect(standingOf(board)).toBe("done");
  });

  it("tells why a product is right: the summed index inside, and what had to be transposed", () => {
    const board = press(table, "Ỹ", "star", "f₂′(C)");
    expect(lay(board, "Ỹ * f₂′(C)", "dot", "W⁽²⁾.T")).toMatchObject({
      ok: true,
      reason: {
        rule: "dot",
        left: "Ỹ * f₂′(C)",
        right: "W⁽²⁾",
        transposed: [{ matrix: "W⁽²⁾", index: { letter: "n" }, place: "last" }],
      },
    });
  });

  it("is wrong where inner sizes do not join, with both shapes and the index that could meet", () => {
    expect(lay(W2table, "B", "dot", "f₂′(C)")).toMatchObject({
      ok: false,
      problem: { kind: "sizes", left: { rows: 10, columns: 4 }, right: { rows: 10, columns: 1 }, meet: null },
    });
    const board = press(W2table, "Ỹ", "star", "f₂′(C)");
    expect(lay(board, "B", "dot", "Ỹ * f₂′(C)")).toMatchObject({
      ok: false,
      problem: { kind: "sizes", meet: { letter: "i" } },
    });
  });

  it("is wrong where sizes join by chance: n meets m", () => {
    const square = squaresNetwork(
      [
        { units: 3, activation: "square" },
        { units: 1, activation: "cube" },
      ],
      { features: 3 },
    );
    const [board] = boardsOf(exerciseFor(square, "W1").exercise);
    expect(lay(board, "X", "dot", "W⁽²⁾")).toMatchObject({
      ok: false,
      problem: { kind: "chance", left: { letter: "m" }, right: { letter: "n" }, meet: null },
    });
  });

  it("is wrong where a free index would stand inside", () => {
    expect(lay(table, "f₁′(A)", "dot", "W⁽²⁾")).toMatchObject({
      ok: false,
      problem: { kind: "free", index: { letter: "n" } },
    });
  });

  it("is wrong where · joins two pieces of one place, and right with *", () => {
    for (const right of ["f₂′(C)", "f₂′(C).T"]) {
      expect(lay(table, "Ỹ", "dot", right)).toMatchObject({
        ok: false,
        problem: { kind: "place", indices: [{ letter: "i" }] },
      });
    }
    expect(lay(table, "Ỹ", "star", "f₂′(C)")).toMatchObject({ ok: true, reason: { rule: "star" } });
  });

  it("is wrong where the index that would be summed still stands in another piece", () => {
    expect(lay(table, "X.T", "dot", "Ỹ")).toMatchObject({
      ok: false,
      problem: { kind: "needed", index: { letter: "i" }, others: ["f₂′(C)", "f₁′(A)"] },
    });
  });

  it("is wrong where * joins different shapes, and says whether a .T would do", () => {
    expect(lay(table, "X", "star", "f₁′(A)")).toMatchObject({
      ok: false,
      problem: { kind: "shapes", left: { columns: 3 }, right: { columns: 4 }, turn: false },
    });
    const board = press(press(table, "Ỹ", "star", "f₂′(C)"), "Ỹ * f₂′(C)", "dot", "W⁽²⁾.T");
    expect(lay(board, "(Ỹ * f₂′(C)) · W⁽²⁾.T", "star", "f₁′(A).T")).toMatchObject({
      ok: false,
      problem: { kind: "shapes", turn: true },
    });
  });

  it("is wrong where * joins equal shapes whose indices differ", () => {
    const square = squaresNetwork(
      [
        { units: 3, activation: "square" },
        { units: 1, activation: "cube" },
      ],
      { features: 3 },
    );
    const [board] = boardsOf(exerciseFor(square, "W1").exercise);
    expect(lay(board, "X", "star", "f₁′(A)")).toMatchObject({
      ok: false,
      problem: {
        kind: "places",
        left: [{ letter: "i" }, { letter: "m" }],
        right: [{ letter: "i" }, { letter: "n" }],
        turn: false,
        meet: null,
      },
    });
  });

  it("is right where NumPy repeats a column along the other one's columns, and says so", () => {
    expect(lay(table, "f₁′(A)", "star", "Ỹ")).toMatchObject({
      ok: true,
      reason: { rule: "broadcast", wide: "f₁′(A)", repeated: "Ỹ" },
    });
  });

  it("is right in another order of the same products, and ends the same", () => {
    let board = press(table, "f₁′(A)", "star", "Ỹ");
    board = press(board, "f₁′(A) * Ỹ", "star", "f₂′(C)");
    board = press(board, "f₁′(A) * Ỹ * f₂′(C)", "star", "W⁽²⁾.T");
    board = press(board, "(f₁′(A) * Ỹ * f₂′(C) * W⁽²⁾.T).T", "dot", "X");
    expect(standingOf(board)).toBe("turned");
    expect(turnWhole(board)).toMatchObject({
      board: { tiles: [{ rows: { letter: "m" }, columns: { letter: "n" } }] },
      reason: { rule: "turn", first: { letter: "m" }, last: { letter: "n" } },
    });
  });
});

describe("a move that keeps the value", () => {
  it("is wrong where the rest could not be put together any more: a bridge between two ways", () => {
    const { by } = exerciseFor(article, "W1").exercise.derivation;
    const index = (letter: string, size: number): Index => ({ letter, size });
    const [m, n, i, k] = [index("m", 3), index("n", 4), index("i", 5), index("k", 6)];
    const factor = (code: string, ...indices: Index[]): Factor => ({
      kind: "tensor",
      symbol: {
        ...by,
        code,
        text: code,
        rows: indices[0].size,
        columns: indices.length === 1 ? 1 : indices[1].size,
        axes: indices.length === 1 ? "rows" : "both",
      },
      indices,
      atPlace: false,
    });
    const factors = [
      factor("P", m, i),
      factor("Q", i, n),
      factor("R", m, k),
      factor("S", k, n),
      factor("u", i),
      factor("v", k),
    ];
    const board = layOut({ coefficient: 1, factors }, [m, n], by);
    expect(lay(board, "u", "dot", "v.T")).toMatchObject({ ok: false, problem: { kind: "dead-end" } });
    expect(lay(board, "P", "star", "u.T")).toMatchObject({ ok: true });
  });
});

describe("summing a piece", () => {
  const deep = squaresNetwork([{ units: 2, activation: "sigmoid" }], { bias: true });
  const [bias] = boardsOf(exerciseFor(deep, "b1").exercise);
  const whole = press(bias, "Ỹ", "star", "f₁′(A)");

  it("is right over the rows that nothing else has, and ends a bias", () => {
    const judged = judgeMove(whole, { kind: "sum", id: idOf(whole, "Ỹ * f₁′(A)"), over: "rows" });
    expect(judged).toMatchObject({ ok: true, reason: { rule: "sum-over", index: { letter: "i" } } });
    expect(judged.ok && written(judged.board)).toEqual(["Σ rows (Ỹ * f₁′(A))"]);
    expect(judged.ok && standingOf(judged.board)).toBe("done");
  });

  it("is wrong over a free index", () => {
    expect(judgeMove(whole, { kind: "sum", id: whole.tiles[0].id, over: "columns" })).toMatchObject({
      ok: false,
      problem: { kind: "free", index: { letter: "n" } },
    });
  });

  it("is wrong before the pieces with that index have met", () => {
    expect(judgeMove(bias, { kind: "sum", id: bias.tiles[0].id, over: "rows" })).toMatchObject({
      ok: false,
      problem: { kind: "needed", index: { letter: "i" }, others: ["f₁′(A)"] },
    });
  });

  it("is wrong along an axis of one place", () => {
    expect(judgeMove(table, { kind: "sum", id: idOf(table, "Ỹ"), over: "columns" })).toMatchObject({
      ok: false,
      problem: { kind: "single", over: "columns" },
    });
  });
});
