import { describe, expect, it } from "vitest";
import { turnTile, type Tile } from "../../../../core/calculus/practice/board.ts";
import { dominoOf, jointOf } from "../../../../renderer/derivation/practice/joint.ts";
import { article, boardsOf, exerciseFor } from "../../../support/exercises.ts";

const [{ tiles }] = boardsOf(exerciseFor(article, "W1").exercise);
/** Ỹ (10,1), f₂′(C) (10,1), W⁽²⁾ (4,1), f₁′(A) (10,4), X (10,3). */
const [error, slope, W, hidden, X] = tiles;

describe("the domino of a piece", () => {
  it("has a letter and a size on both halves, 0 where there is one place", () => {
    expect(dominoOf(W)).toEqual({ rows: { size: 4, letter: "n" }, columns: { size: 1, letter: "0" } });
    expect(dominoOf(turnTile(W))).toEqual({
      rows: { size: 1, letter: "0" },
      columns: { size: 4, letter: "n" },
    });
  });

  it("has no letter where a row or a column has no index", () => {
    const row: Tile = { ...turnTile(W), rows: null };
    expect(dominoOf(row).rows).toEqual({ size: 1, letter: null });
  });
});

describe("the preview of two pieces", () => {
  it("joins the inner sizes of a product where they are the same", () => {
    expect(jointOf(error, "dot", turnTile(W))).toMatchObject({
      meetings: [{ axis: "inner", left: 1, right: 1, fits: true }],
      shape: { rows: 10, columns: 4 },
    });
  });

  it("has a gap where they are not", () => {
    expect(jointOf(X, "dot", hidden)).toMatchObject({
      meetings: [{ left: 3, right: 10, fits: false }],
      fits: false,
      shape: null,
    });
  });

  it("compares both axes for *", () => {
    expect(jointOf(error, "star", slope)).toMatchObject({
      meetings: [
        { axis: "rows", fits: true, stretches: false },
        { axis: "columns", fits: true, stretches: false },
      ],
      shape: { rows: 10, columns: 1 },
    });
    expect(jointOf(X, "star", hidden)).toMatchObject({
      meetings: [{ fits: true }, { fits: false }],
      shape: null,
    });
  });

  it("repeats an axis of one place, as NumPy does", () => {
    expect(jointOf(error, "star", hidden)).toMatchObject({
      meetings: [{ stretches: false }, { axis: "columns", left: 1, right: 4, fits: true, stretches: true }],
      shape: { rows: 10, columns: 4 },
    });
  });
});
