import { describe, expect, it } from "vitest";
import { splitSubscripts } from "../../../../renderer/derivation/practice/subscripts.ts";

describe("a sentence with subscripts", () => {
  it("is split at its underscores, up to the next letter that is none", () => {
    expect(splitSubscripts("δ_kn is 0 unless k = n: Ỹ_i0.")).toEqual([
      { text: "δ", lowered: false },
      { text: "kn", lowered: true },
      { text: " is 0 unless k = n: Ỹ", lowered: false },
      { text: "i0", lowered: true },
      { text: ".", lowered: false },
    ]);
  });

  it("takes Greek letters and primes along, and leaves an underscore alone that nothing follows", () => {
    expect(splitSubscripts("δ_μk′")).toEqual([
      { text: "δ", lowered: false },
      { text: "μk′", lowered: true },
    ]);
    expect(splitSubscripts("a _ b")).toEqual([{ text: "a _ b", lowered: false }]);
    expect(splitSubscripts("")).toEqual([]);
  });
});
