import { describe, expect, it } from "vitest";
import { Errands, type Errand } from "../../../core/training/errands.ts";

/** An errand of so many pieces that tells of every one. */
function errandOf(name: string, pieces: number, told: string[]): Errand {
  let left = pieces;
  return {
    advance: () => {
      told.push(name);
      left--;
      return left > 0;
    },
  };
}

describe("errands", () => {
  it("are done one after the other, each called done once", () => {
    const told: string[] = [];
    const errands = new Errands();
    errands.add("a", errandOf("a", 2, told), () => told.push("a done"));
    errands.add("b", errandOf("b", 1, told), () => told.push("b done"));
    while (!errands.idle) errands.advance();
    expect(told).toEqual(["a", "a", "a done", "b", "b done"]);
  });

  it("take the place of those of the same name, which are never done", () => {
    const told: string[] = [];
    const errands = new Errands();
    errands.add("a", errandOf("old", 2, told), () => told.push("old done"));
    errands.advance();
    errands.add("a", errandOf("new", 1, told), () => told.push("new done"));
    while (!errands.idle) errands.advance();
    expect(told).toEqual(["old", "new", "new done"]);
  });

  it("can be dropped, one or all", () => {
    const told: string[] = [];
    const errands = new Errands();
    errands.add("a", errandOf("a", 1, told), () => undefined);
    errands.add("b", errandOf("b", 1, told), () => undefined);
    errands.drop("a");
    errands.advance();
    errands.add("c", errandOf("c", 1, told), () => undefined);
    errands.clear();
    errands.advance();
    expect(told).toEqual(["b"]);
    expect(errands.idle).toBe(true);
  });
});
