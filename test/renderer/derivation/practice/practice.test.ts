import { describe, expect, it } from "vitest";
import type { DeltaFactor } from "../../../../core/calculus/expression.ts";
import { writeFactor, writeMatrixTerms, writeMatrixText } from "../../../../core/calculus/write-text.ts";
import { PracticeState } from "../../../../renderer/derivation/practice/practice.svelte.ts";
import type { DeepNetwork } from "../../../support/deep-networks.ts";
import { article, exerciseFor, squaresNetwork } from "../../../support/exercises.ts";

function begin(deep: DeepNetwork = article, code = "W1"): PracticeState {
  return new PracticeState(exerciseFor(deep, code).exercise);
}

function pick(state: PracticeState, written: string): void {
  const delta = state.term!.factors.find(
    (factor): factor is DeltaFactor => factor.kind === "delta" && writeFactor(factor) === written,
  );
  state.pick(delta!);
}

function showUntil(state: PracticeState, phase: PracticeState["phase"]): void {
  while (state.phase !== phase) state.showNext();
}

function idOf(state: PracticeState, written: string): number {
  return state.board!.tiles.find(({ matrix }) => writeMatrixText(matrix) === written)!.id;
}

/** Lays the first piece on the left of the second. */
function lay(state: PracticeState, left: string, right: string): void {
  state.hand.take(idOf(state, left));
  state.hand.propose(idOf(state, right), "left");
}

describe("practising", () => {
  it("begins with all δ of the article's first layer on the table", () => {
    const state = begin();
    expect(state.phase).toBe("contract");
    expect(state.term!.factors.filter(({ kind }) => kind === "delta")).toHaveLength(7);
  });

  it("eliminates the δ that was picked, and says why", () => {
    const state = begin();
    pick(state, "δ_lr");
    state.eliminate(state.picked!.indices[1]);
    expect(state.term!.factors.filter(({ kind }) => kind === "delta")).toHaveLength(6);
    expect(state.picked).toBeNull();
    expect(state.said).toMatchObject({ tone: "right", statement: { about: "delta" }, ends: null });
    expect([state.right, state.wrong, state.shown]).toEqual([1, 0, 0]);
  });

  it("leaves everything as it is after a wrong answer, but counts it and keeps asking", () => {
    const state = begin();
    pick(state, "δ_jm");
    const before = state.term;
    state.eliminate(state.picked!.indices[1]);
    expect(state.term).toBe(before);
    expect(state.picked).not.toBeNull();
    expect(state.said).toMatchObject({ tone: "wrong", statement: { problem: { kind: "free" } } });
    expect([state.right, state.wrong]).toEqual([0, 1]);
  });

  it("lays out the pieces when the last δ is gone", () => {
    const state = begin();
    showUntil(state, "arrange");
    expect(state.said).toMatchObject({ tone: "shown", ends: "deltas" });
    expect(state.board!.tiles.map(({ matrix }) => writeMatrixText(matrix))).toEqual([
      "Ỹ",
      "f₂′(C)",
      "W⁽²⁾",
      "f₁′(A)",
      "X",
    ]);
  });

  it("joins two pieces into one where that is right", () => {
    const state = begin();
    showUntil(state, "arrange");
    lay(state, "Ỹ", "f₂′(C)");
    state.hand.operator = "star";
    state.combine();
    expect(state.board!.tiles).toHaveLength(4);
    expect(state.hand.taken).toBeNull();
    expect(state.said).toMatchObject({ tone: "right", statement: { reason: { rule: "star" } } });
  });

  it("keeps a wrong proposal in hand, with the reason and the names of the pieces", () => {
    const state = begin();
    showUntil(state, "arrange");
    lay(state, "Ỹ", "f₂′(C)");
    state.combine();
    expect(state.board!.tiles).toHaveLength(5);
    expect(state.pair).not.toBeNull();
    expect(state.said).toMatchObject({
      tone: "wrong",
      statement: { about: "move-problem", problem: { kind: "place" }, pieces: ["Ỹ", "f₂′(C)"] },
    });
  });

  it("calls a proposal refused only while it lies there unchanged", () => {
    const state = begin();
    showUntil(state, "arrange");
    lay(state, "Ỹ", "f₂′(C)");
    expect(state.refused).toBe(false);
    state.combine();
    expect(state.refused).toBe(true);
    state.hand.operator = "star";
    expect(state.refused).toBe(false);
    state.hand.operator = "dot";
    state.turn(state.hand.pair!.left);
    expect(state.refused).toBe(false);
  });

  it("turns a piece without counting it, and finishes where the last .T was all that was missing", () => {
    const state = begin(article, "W2");
    showUntil(state, "arrange");
    lay(state, "Ỹ", "f₂′(C)");
    state.hand.operator = "star";
    state.combine();
    state.turn(idOf(state, "Ỹ * f₂′(C)"));
    lay(state, "(Ỹ * f₂′(C)).T", "B");
    state.combine();
    expect(state.phase).toBe("arrange");
    const rightSoFar = state.right;
    state.turn(state.board!.tiles[0].id);
    expect(state.phase).toBe("done");
    expect(state.right).toBe(rightSoFar + 1);
    expect(state.said).toMatchObject({ statement: { reason: { rule: "turn" } }, ends: "all" });
    expect(writeMatrixTerms(state.finished)).toBe("−2 ((Ỹ * f₂′(C)).T · B).T");
  });

  it("sums the piece in hand", () => {
    const state = begin(squaresNetwork([{ units: 1, activation: "linear" }], { bias: true }), "b1");
    expect(state.phase).toBe("arrange");
    state.hand.take(state.board!.tiles[0].id);
    state.sum("columns");
    expect(state.said).toMatchObject({ tone: "wrong", statement: { problem: { kind: "single" } } });
    state.sum("rows");
    expect(state.phase).toBe("done");
    expect(writeMatrixTerms(state.finished)).toBe("−2 Σ rows Ỹ");
  });

  it("shows every step to the end, where the derivation's result stands", () => {
    const state = begin();
    showUntil(state, "done");
    expect(writeMatrixTerms(state.finished)).toBe("−2 X.T · [((Ỹ * f₂′(C)) · W⁽²⁾.T) * f₁′(A)]");
    expect([state.right, state.wrong, state.shown]).toEqual([0, 0, 11]);
    const { said } = state;
    state.showNext();
    expect(state.said).toBe(said);
  });

  it("goes through several terms one after the other, and over those that stand there already", () => {
    const state = begin({ ...article, penalty: { l1: 0.1, l2: 0.2 } });
    const numbers: number[] = [];
    while (state.phase !== "done") {
      numbers.push(state.number);
      state.showNext();
    }
    expect([...new Set(numbers)]).toEqual([0, 1, 2]);
    expect(state.finished).toHaveLength(3);
  });

  it("takes back one move after the other, and starts over", () => {
    const state = begin();
    const start = state.term;
    showUntil(state, "done");
    while (state.canUndo) state.undo();
    expect(state.term).toBe(start);
    expect(state.shown).toBe(0);
    pick(state, "δ_jm");
    state.eliminate(state.picked!.indices[1]);
    state.restart();
    expect([state.wrong, state.picked, state.said]).toEqual([0, null, null]);
  });

  it("ends with the δ where no product of matrices is left to be written", () => {
    const { exercise } = exerciseFor(article, "W1");
    const state = new PracticeState({ ...exercise, ordered: false });
    showUntil(state, "done");
    expect(state.finished).toEqual([]);
    expect(state.shown).toBe(7);
  });
});
