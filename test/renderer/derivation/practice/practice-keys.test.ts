import { describe, expect, it } from "vitest";
import { pieceAction, practiceAction } from "../../../../renderer/derivation/practice/practice-keys.ts";

const plain = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
const idle = { taken: false, pair: false };
const taken = { taken: true, pair: false };
const laid = { taken: true, pair: true };

describe("a key among the pieces", () => {
  it.each([
    ["ArrowRight", idle, "next"],
    ["ArrowUp", taken, "previous"],
    ["Home", idle, "first"],
    ["End", idle, "last"],
    ["Enter", idle, "take"],
    ["Enter", taken, "take"],
    ["Enter", laid, "combine"],
    ["t", idle, "turn"],
    [".", laid, "dot"],
    ["*", laid, "star"],
    ["s", taken, "sum-rows"],
    ["Escape", taken, "put-back"],
  ] as const)("%s means what it does there", (key, held, action) => {
    expect(pieceAction({ ...plain, key }, held)).toBe(action);
  });

  it("turns the other piece, and sums the other way, with Shift", () => {
    expect(pieceAction({ ...plain, shiftKey: true, key: "T" }, laid)).toBe("turn-partner");
    expect(pieceAction({ ...plain, shiftKey: true, key: "T" }, taken)).toBe("turn");
    expect(pieceAction({ ...plain, shiftKey: true, key: "S" }, taken)).toBe("sum-columns");
  });

  it("means nothing where there is nothing to do with it", () => {
    for (const key of [".", "*", "s", "Escape"]) expect(pieceAction({ ...plain, key }, idle)).toBeNull();
    expect(pieceAction({ ...plain, key: "s" }, laid)).toBeNull();
    expect(pieceAction({ ...plain, key: "q" }, laid)).toBeNull();
  });

  it("is left to others with Ctrl, Alt or ⌘", () => {
    for (const modifier of ["ctrlKey", "altKey", "metaKey"]) {
      expect(pieceAction({ ...plain, [modifier]: true, key: "Enter" }, idle)).toBeNull();
      expect(practiceAction({ ...plain, [modifier]: true, key: "u" })).toBeNull();
    }
  });
});

describe("a key anywhere in the exercise", () => {
  it("takes back with U and shows with ?", () => {
    expect(practiceAction({ ...plain, key: "u" })).toBe("undo");
    expect(practiceAction({ ...plain, shiftKey: true, key: "?" })).toBe("show");
    expect(practiceAction({ ...plain, key: "x" })).toBeNull();
  });
});
