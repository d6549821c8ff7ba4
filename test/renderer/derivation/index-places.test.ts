import { describe, expect, it } from "vitest";
import {
  factorsIn,
  groupIndices,
  placeIndices,
  type PlacedIndex,
} from "../../../renderer/derivation/index-places.ts";
import { tellMeaning } from "../../../renderer/derivation/notes.ts";
import { derivation as texts } from "../../../renderer/messages/en/derivation.ts";
import { articleNetwork, derivationOf, network } from "../support/derivations.ts";

function placesAfter(code: string, count: number, plan = articleNetwork): Map<string, PlacedIndex> {
  const { derivation, roles } = derivationOf(plan, code);
  return placeIndices(factorsIn([derivation.steps[count - 1].after], null), roles);
}

function spell({ places }: PlacedIndex): string[] {
  return places.map(({ code, axis }) => `${axis} of ${code}`);
}

describe("an index", () => {
  it("stands on every axis that its letter is on, those under f′ included", () => {
    const placed = placesAfter("W1", 14);
    expect([...placed.keys()]).toEqual(expect.arrayContaining(["i", "m", "n"]));
    expect(spell(placed.get("i")!)).toEqual(["rows of error", "rows of C", "rows of A", "rows of X"]);
    expect(spell(placed.get("m")!)).toEqual(["columns of X"]);
    expect(spell(placed.get("n")!)).toEqual(["rows of W2", "columns of A"]);
  });

  it("that only δ has stands on no axis, but runs over the same places as the other one", () => {
    const placed = placesAfter("W1", 7);
    expect(placed.get("μ")).toMatchObject({ places: [], meaning: { kind: "samples" } });
    expect(placed.get("s")).toMatchObject({ meaning: { kind: "units", layer: 0 } });
  });

  it("of a bias stands on its columns", () => {
    const placed = placesAfter("b1", 2, network(true, [4, "square"], [1, "cube"]));
    expect(spell(placed.get("n")!)).toEqual(["columns of b1"]);
  });

  it("of a rule by itself is among them", () => {
    const { derivation, roles } = derivationOf(articleNetwork, "W1");
    const { local } = derivation.steps[4];
    const placed = placeIndices(factorsIn([], local), roles);
    expect([...placed.keys()]).toEqual(expect.arrayContaining(["μ", "ν", "l", "s", "k"]));
  });
});

describe("groups of indices", () => {
  function groupsAfter(code: string, count: number, plan = articleNetwork): string[] {
    return groupIndices(placesAfter(code, count, plan)).map(
      ({ meaning, size, indices }) =>
        `${indices.map(({ letter }) => letter).join("")} ${tellMeaning(meaning, texts)} ${size}`,
    );
  }

  it("gather what runs over the same places, and leave out axes of one place", () => {
    const groups = groupsAfter("W1", 7);
    expect(groups).toEqual([
      expect.stringMatching(/^[ilrμ]{4} samples 10$/),
      expect.stringMatching(/^[ekns]{4} units of layer 1 4$/),
      expect.stringMatching(/^[jm]{2} features 3$/),
    ]);
  });

  it("keep units of different layers apart, also where there are as many", () => {
    const groups = groupsAfter("W1", 3, network(false, [4, "tanh"], [4, "tanh"], [4, "tanh"]));
    expect(groups).toEqual(expect.arrayContaining([expect.stringContaining("outputs 4")]));
    expect(new Set(groups.map((group) => group.replace(/^\S+ /, ""))).size).toBe(groups.length);
  });
});
