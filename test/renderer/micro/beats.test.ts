import { describe, expect, it } from "vitest";
import { beatsOf, type BeatSize } from "../../../renderer/micro/beats.ts";
import { articleNetwork, microSteps } from "../../support/micro-steps.ts";

const [A, B, , , , cost, , , , , update] = microSteps();
const biased = microSteps({ network: { ...articleNetwork, bias: true } });
const db = biased.find(({ kind }) => kind === "bias-gradient")!;

const size: BeatSize = { terms: 3, rows: 10, columns: 4 };
const phases = (...of: Parameters<typeof beatsOf>) => beatsOf(...of).map(({ phase }) => phase);
const terms = (count: number) =>
  beatsOf(A, { ...size, terms: count }, true)
    .filter(({ phase }) => phase === "terms")
    .map((beat) => beat.terms);

describe("the beats of a micro-step", () => {
  it("of a product: row, column, term by term, the number, row by row, all", () => {
    expect(phases(A, { ...size, rows: 3 }, false)).toEqual([
      ...["row", "column", "terms", "terms", "terms", "landed", "rest", "rest", "done"],
    ]);
  });

  it("of a sum over the samples have a column and no row", () => {
    expect(phases(db, { terms: 2, rows: 1, columns: 4 }, false)).toEqual([
      ...["column", "terms", "terms", "landed", "done"],
    ]);
  });

  it("of what acts on elements: sources and the number", () => {
    expect(phases(B, { ...size, terms: 0 }, true)).toEqual(["sources", "landed", "done"]);
  });

  it("of a single number have no rest, nor have an update's, whose numbers are the engine's", () => {
    expect(phases(cost, { terms: 0, rows: 1, columns: 1 }, false)).toEqual(["sources", "landed", "done"]);
    expect(phases(update, size, false)).toEqual(["sources", "landed", "done"]);
  });

  it("with reduced motion have no rest: the result comes at once", () => {
    expect(phases(A, size, true)).not.toContain("rest");
  });

  it("show every term of a short sum, and leap to the end of a long one", () => {
    expect(terms(1)).toEqual([1]);
    expect(terms(5)).toEqual([1, 2, 3, 4, 5]);
    expect(terms(64)).toEqual([1, 2, 3, 64]);
  });

  it("bring the rest in at most twelve portions, the last of which is all", () => {
    for (const rows of [2, 10, 12, 13, 512]) {
      const beats = beatsOf(A, { ...size, rows }, false).filter(({ phase }) => phase !== "terms");
      const rest = beats.filter(({ phase }) => phase === "rest").map((beat) => beat.rows);
      expect(rest.length).toBe(Math.min(rows, 12) - 1);
      expect([...rest].sort((a, b) => a - b)).toEqual(rest);
      expect(rest.every((count) => count > 0 && count < rows)).toBe(true);
      expect(beats.at(-1)).toMatchObject({ phase: "done", rows });
    }
  });

  it("are slow for the first cell and fast for the rest", () => {
    const beats = beatsOf(A, size, false);
    const waits = (phase: string) =>
      beats.filter((beat) => beat.phase === phase).map(({ milliseconds }) => milliseconds);
    expect(Math.max(...waits("rest"))).toBeLessThan(Math.min(...waits("row"), ...waits("terms")) / 5);
  });
});
