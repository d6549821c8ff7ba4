import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deriveTyped, readTyped } from "../../../../core/calculus/derive-typed.ts";
import { evaluateIndex, magnitudeOfIndex } from "../../../../core/calculus/evaluate-index.ts";
import { computeAll, type Values } from "../../../../core/calculus/evaluate-matrix.ts";
import { exerciseOf } from "../../../../core/calculus/practice/exercise.ts";
import { Matrix } from "../../../../core/matrix/matrix.ts";
import type { MatrixTerm } from "../../../../core/calculus/matrix-expression.ts";
import {
  layOut,
  matrixTermOf,
  standingOf,
  termOf,
  turn,
  type Board,
} from "../../../../core/calculus/practice/board.ts";
import { differenceFrom } from "../../../../core/calculus/practice/confirm.ts";
import { judgeMove } from "../../../../core/calculus/practice/judge-move.ts";
import { rightMoves } from "../../../../core/calculus/practice/moves.ts";
import { nextMove } from "../../../../core/calculus/practice/next-move.ts";
import { writeMatrixTerms } from "../../../../core/calculus/write-text.ts";
import { deepNetworks } from "../../../support/deep-networks.ts";
import { article, boardsOf, exerciseFor, exercisesOf } from "../../../support/exercises.ts";
import { press } from "../../../support/pieces.ts";

/** Takes the move that is shown, again and again. */
function finish(start: Board): MatrixTerm {
  let board = start;
  for (let move = nextMove(board); move !== null; move = nextMove(board)) {
    if (move.kind === "turn") {
      board = turn(board, move.id);
      continue;
    }
    const judged = judgeMove(board, move);
    if (!judged.ok) throw new Error(`what is shown is wrong: ${judged.problem.kind}`);
    board = judged.board;
  }
  expect(standingOf(board)).toBe("done");
  return matrixTermOf(board);
}

describe("the move that is shown", () => {
  it("leads in the article's network to the article's result", () => {
    const terms = boardsOf(exerciseFor(article, "W1").exercise).map(finish);
    expect(writeMatrixTerms(terms)).toBe("−2 X.T · [((Ỹ * f₂′(C)) · W⁽²⁾.T) * f₁′(A)]");
  });

  it("goes on from wherever the learner is", () => {
    const [table] = boardsOf(exerciseFor(article, "W1").exercise);
    const board = press(table, "f₁′(A)", "star", "Ỹ");
    expect(writeMatrixTerms([finish(board)])).toContain("f₁′(A) * Ỹ");
  });

  it("turns the whole where only that is missing", () => {
    let [board] = boardsOf(exerciseFor(article, "W2").exercise);
    board = press(board, "Ỹ", "star", "f₂′(C)");
    board = press(board, "(Ỹ * f₂′(C)).T", "dot", "B");
    expect(nextMove(board)).toEqual({ kind: "turn", id: board.tiles[0].id });
  });

  it("leads in every network to the derivation's result, in numbers", () => {
    fc.assert(
      fc.property(deepNetworks, (deep) => {
        for (const { found, values } of exercisesOf(deep)) {
          if (!found.ok) continue;
          const terms = boardsOf(found.exercise).map(finish);
          expect(differenceFrom(found.exercise.derivation, terms, values)).toBeLessThanOrEqual(1e-12);
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe("derivatives of typed expressions", () => {
  it.each([
    ["sum(X)", "X"],
    ["sum((Y - X @ W)**2)", "W"],
    ["trace(X.T @ W @ X)", "W"],
    ["trace(A @ A)", "A"],
    ["sum(a * (W @ b))", "W"],
    ["sum(tanh(X @ W + b))", "b"],
    ["sum(X * X * X)", "X"],
    ["sum(X @ W @ V)", "W"],
  ])("can be put together by hand to the end: %s by %s", (text, name) => {
    const reading = readTyped(text);
    if (!reading.ok) throw new Error(`it cannot be read: ${reading.problems[0].code}`);
    const { values, program } = reading.read;
    const { derivation } = deriveTyped(reading.read, name);
    const found = exerciseOf(derivation);
    if (!found.ok) throw new Error(`it has no exercise: ${found.reason}`);
    const numbers = program.numbers.map(
      ({ symbol, value }) => [symbol.code, new Matrix(1, 1, Float64Array.of(value))] as const,
    );
    const known = computeAll(program.program.definitions, new Map([...values, ...numbers]));
    const terms = boardsOf(found.exercise).map(finish);
    expect(differenceFrom(derivation, terms, known)).toBeLessThanOrEqual(1e-12);
  });
});

describe("moves that are judged right", () => {
  it("keep the term's numbers, and never lead to a dead end", () => {
    fc.assert(
      fc.property(deepNetworks, fc.infiniteStream(fc.nat(1e6)), (deep, chance) => {
        const draw = (below: number): number => (chance.next().value as number) % below;
        for (const { found, values } of exercisesOf(deep)) {
          if (!found.ok) continue;
          const ends = boardsOf(found.exercise).map((start) => {
            const board = playAnyhow(start, draw, (one) => expectSame(start, one, values));
            return matrixTermOf(standingOf(board) === "turned" ? turn(board, board.tiles[0].id) : board);
          });
          expect(differenceFrom(found.exercise.derivation, ends, values)).toBeLessThanOrEqual(1e-12);
        }
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it("can be a sum along the diagonal", () => {
    const W = exerciseFor(article, "W1").exercise.derivation.by;
    const square = { ...W, rows: 3, columns: 3 };
    const i = { letter: "i", size: 3 };
    const factor = { kind: "tensor", symbol: square, indices: [i, i], atPlace: false } as const;
    const number = { ...W, rows: 1, columns: 1, axes: "none" } as const;
    const board = layOut({ coefficient: 1, factors: [factor] }, [], number);
    const move = nextMove(board);
    expect(move).toEqual({ kind: "sum", id: 0, over: "rows" });
    expect(judgeMove(board, { kind: "sum", id: 0, over: "rows" })).toMatchObject({
      ok: true,
      reason: { rule: "trace" },
      tile: { matrix: { kind: "trace" } },
    });
  });
});

/** Any right move after the other, until one piece is left. */
function playAnyhow(start: Board, draw: (below: number) => number, look: (board: Board) => void): Board {
  let board = start;
  while (standingOf(board) === "open") {
    const right = rightMoves(board).filter(({ move }) => judgeMove(board, move).ok);
    expect(right.length).toBeGreaterThan(0);
    const judged = judgeMove(board, right[draw(right.length)].move);
    if (!judged.ok) throw new Error("what was right is wrong");
    board = judged.board;
    look(board);
  }
  return board;
}

function expectSame(start: Board, board: Board, values: Values): void {
  const wanted = evaluateIndex([termOf(start)], start.free, values);
  const scale = magnitudeOfIndex([termOf(start)], start.free, values);
  evaluateIndex([termOf(board)], board.free, values).forEach((value, place) =>
    expect(Math.abs(value - wanted[place])).toBeLessThanOrEqual(1e-12 * scale),
  );
}
