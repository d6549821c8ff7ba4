import { describe, expect, it } from "vitest";
import { networkProgram } from "../../../../core/derivation/network-program.ts";
import { rolesOf } from "../../../../renderer/derivation/matrix-roles.ts";
import { markOf } from "../../../../renderer/derivation/practice/formula-parts.ts";
import { lightsOfMark, lightsOfMatrix, type KeyOf } from "../../../../renderer/derivation/practice/lights.ts";
import { article, boardsOf, exerciseFor, squaresNetwork } from "../../../support/exercises.ts";
import type { DeepNetwork } from "../../../support/deep-networks.ts";
import { press } from "../../../support/pieces.ts";

const { exercise } = exerciseFor(article, "W1");
const [term] = exercise.terms;
const keyOf = keysOf(article);

function keysOf({ samples, features, ...task }: DeepNetwork): KeyOf {
  const program = networkProgram(task, { sizes: { samples, features }, style: "suited" });
  const roles = rolesOf(program, task.network);
  return (code) => roles.get(code)?.key ?? null;
}

describe("what is lit in chain and graph", () => {
  it("is every matrix of a piece, whole", () => {
    const board = press(boardsOf(exercise)[0], "Ỹ", "star", "f₂′(C)");
    expect(lightsOfMatrix(board.tiles[0].matrix, keyOf)).toEqual([
      { key: { kind: "error", layer: 0 }, axis: "both" },
      { key: { kind: "Z", layer: 1 }, axis: "both" },
    ]);
  });

  it("is the matrix that is pointed at", () => {
    expect(lightsOfMark(term, { kind: "matrix", name: "W2" }, keyOf)).toEqual([
      { key: { kind: "W", layer: 1 }, axis: "both" },
    ]);
  });

  it("is the axis of every matrix along which an index runs", () => {
    expect(lightsOfMark(term, { kind: "index", name: "s" }, keyOf)).toEqual([
      { key: { kind: "Z", layer: 0 }, axis: "columns" },
    ]);
    expect(lightsOfMark(term, { kind: "index", name: "i" }, keyOf)).toEqual([
      { key: { kind: "error", layer: 0 }, axis: "rows" },
      { key: { kind: "Z", layer: 1 }, axis: "rows" },
    ]);
  });

  it("is what both indices of a δ run along", () => {
    const delta = term.factors.find(
      (factor) => factor.kind === "delta" && factor.indices.map(({ letter }) => letter).join("") === "ks",
    );
    if (delta?.kind !== "delta") throw new Error("there is no δ_ks");
    expect(lightsOfMark(term, markOf(term, delta), keyOf)).toEqual([
      { key: { kind: "W", layer: 1 }, axis: "rows" },
      { key: { kind: "Z", layer: 0 }, axis: "columns" },
    ]);
  });

  it("is nothing for what the network does not draw, and for nothing", () => {
    const deep = squaresNetwork([5, 4, 3].map((units) => ({ units, activation: "tanh" })));
    const [board] = boardsOf(exerciseFor(deep, "W1").exercise);
    expect(lightsOfMatrix(board.tiles[0].matrix, keysOf(deep))).toEqual([]);
    expect(lightsOfMark(term, null, keyOf)).toEqual([]);
  });
});
