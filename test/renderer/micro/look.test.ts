import { describe, expect, it } from "vitest";
import { nameMatrices, type MatrixKind } from "../../../core/network/names.ts";
import type { Beat, Phase } from "../../../renderer/micro/beats.ts";
import { lookAt } from "../../../renderer/micro/look.ts";
import { markCode, markIn } from "../../../renderer/micro/mark.ts";
import { articleNetwork, microSteps } from "../../support/micro-steps.ts";

const steps = microSteps();
const nameOf = nameMatrices(articleNetwork.layers);
const key = (kind: MatrixKind, layer = 0) => ({ kind, layer });
const beat = (phase: Phase, terms = 0, rows = 0): Beat => ({ phase, terms, rows, milliseconds: 0 });
const look = (index: number, phase: Phase, terms = 0, rows = 0) =>
  lookAt(steps, index, beat(phase, terms, rows));
const lit = (...of: Parameters<typeof look>) =>
  look(...of).lit.map(
    ({ key: { kind, layer }, row, column }) => `${kind}${layer + 1}[${row ?? ":"},${column ?? ":"}]`,
  );
const C = 2;
const UPDATE = 10;

describe("how much of a matrix is there", () => {
  it("is all of what is given or was computed before, and nothing of what comes later", () => {
    const { veil } = look(C, "row");
    for (const there of [key("X"), key("Y"), key("W"), key("W", 1), key("Z"), key("H")]) {
      expect(veil(there).shows).toBe("all");
    }
    for (const later of [key("H", 1), key("error"), key("cost"), key("D", 1), key("dW"), key("dW", 1)]) {
      expect(veil(later).shows).toBe("nothing");
    }
  });

  it.each([
    ["row", "nothing"],
    ["column", "nothing"],
    ["terms", "nothing"],
    ["landed", "first"],
    ["rest", "rows"],
    ["done", "all"],
  ] as const)("is at the beat “%s” %s of what is being computed", (phase, shows) => {
    expect(look(C, phase, 1, 4).veil(key("Z", 1))).toEqual({
      shows,
      rows: phase === "rest" ? 4 : 0,
      role: "written",
    });
  });

  it("is all of the weights while they take their step", () => {
    expect(look(UPDATE, "sources").veil(key("W")).shows).toBe("all");
  });
});

describe("what is done with a matrix", () => {
  it("is read or written by the micro-step, or nothing", () => {
    const { veil } = look(C, "row");
    expect([veil(key("Z", 1)).role, veil(key("H")).role, veil(key("W", 1)).role]).toEqual([
      ...["written", "read", "read"],
    ]);
    expect([veil(key("X")).role, veil(key("Z")).role]).toEqual([null, null]);
  });

  it("is written where an update both reads and writes", () => {
    const { veil } = look(UPDATE, "sources");
    expect([veil(key("W")).role, veil(key("W", 1)).role, veil(key("dW")).role]).toEqual([
      ...["written", "written", "read"],
    ]);
  });

  it("is marked in the code where the name stands, and only there", () => {
    const at = look(8, "row");
    const line = steps[8].numpy[0];
    const pieces = markCode(line, at, nameOf);
    expect(pieces.map(({ text }) => text).join("")).toBe(line);
    expect(pieces.filter(({ mark }) => mark !== null)).toEqual([
      { text: "D1", mark: "written" },
      { text: "D2", mark: "lit" },
      { text: "W2", mark: "read" },
      { text: "A", mark: "read" },
    ]);
    expect(markIn(look(8, "column"), key("W", 1))).toBe("lit");
  });
});

describe("what is lit for the first cell", () => {
  it("is the row, then the column too, then each pair, then all", () => {
    expect(lit(C, "row")).toEqual(["H1[0,:]"]);
    expect(lit(C, "column")).toEqual(["H1[0,:]", "W2[:,0]"]);
    expect(lit(C, "terms", 3)).toEqual(["H1[0,:]", "W2[:,0]", "H1[0,2]", "W2[2,0]"]);
    expect(lit(C, "landed", 4)).toEqual(["H1[0,:]", "W2[:,0]"]);
  });

  it("is nothing more once the rest appears", () => {
    expect(lit(C, "rest")).toEqual([]);
    expect(look(C, "rest").cell).toBeNull();
    expect(look(C, "landed").cell).toEqual({ key: key("Z", 1), row: 0, column: 0 });
  });

  it("is for transposed factors a column of the first and a row of the second", () => {
    expect(lit(9, "terms", 2)).toEqual(["X1[:,0]", "D1[:,0]", "X1[1,0]", "D1[1,0]"]);
    expect(lit(8, "column")).toEqual(["D2[0,:]", "W2[0,:]"]);
    expect(lit(8, "landed")).toEqual(["D2[0,:]", "W2[0,:]", "Z1[0,0]"]);
  });
});
