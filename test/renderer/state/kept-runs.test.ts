import { beforeEach, describe, expect, it } from "vitest";
import { keptLimits } from "../../../core/training/kept-run.ts";
import { KeptRuns } from "../../../renderer/state/kept-runs.svelte.ts";
import { madeUpRun } from "../support/runs.ts";

let stored: Map<string, string>;
let kept: KeptRuns;

const storage = () => ({
  getItem: (key: string) => stored.get(key) ?? null,
  setItem: (key: string, value: string) => void stored.set(key, value),
});
const names = (): string[] => kept.list.map(({ run }) => run.name);
const automatic = (name: string) => madeUpRun(name, { automatic: true });

beforeEach(() => {
  stored = new Map();
  kept = new KeptRuns(storage);
});

describe("kept runs", () => {
  it("are listed in the order of keeping, and are unsaved work until the file has them", () => {
    expect(kept.unsaved).toBe(false);
    expect(kept.keep(madeUpRun("one"))).toMatchObject({ kind: "kept", dropped: null });
    kept.keep(madeUpRun("two"));
    expect([names(), kept.unsaved]).toEqual([["one", "two"], true]);
    kept.markSaved(kept.runs);
    expect(kept.unsaved).toBe(false);
  });

  it("that were kept while a file was written are still unsaved", () => {
    kept.keep(madeUpRun("one"));
    const { runs } = kept;
    kept.keep(madeUpRun("two"));
    kept.markSaved(runs);
    expect(kept.unsaved).toBe(true);
  });

  it("of another document take their place, with nothing to save and nothing to bring back", () => {
    kept.keep(madeUpRun("one"));
    kept.delete(kept.list[0].id);
    kept.replace([madeUpRun("theirs")]);
    kept.bringBack();
    expect([names(), kept.unsaved, kept.nextNumber]).toEqual([["theirs"], false, 2]);
  });

  it("get other names and notes; one without a letter is none", () => {
    kept.keep(madeUpRun("one"));
    const { id } = kept.list[0];
    kept.describe(id, { name: "  The slow one " });
    kept.describe(id, { note: "still falling" });
    kept.describe(id, { name: "   " });
    expect(kept.list[0]).toMatchObject({ id, run: { name: "The slow one", note: "still falling" } });
    kept.describe(id, { name: "x".repeat(1000) });
    expect(kept.list[0].run.name).toHaveLength(keptLimits.nameLength);
  });

  it("are deleted, and the last one is brought back to its place", () => {
    for (const name of ["one", "two", "three"]) kept.keep(madeUpRun(name));
    kept.delete(kept.list[1].id);
    expect(names()).toEqual(["one", "three"]);
    kept.bringBack();
    expect([names(), kept.deleted]).toEqual([["one", "two", "three"], null]);
  });

  it("count on, whatever is deleted", () => {
    kept.keep(madeUpRun("one"));
    kept.keep(madeUpRun("two"));
    kept.delete(kept.list[1].id);
    expect(kept.nextNumber).toBe(3);
  });

  it("are chosen two at a time by being kept, and as many as a person likes", () => {
    kept.keep(madeUpRun("one"));
    kept.keep(madeUpRun("two"));
    const [one, two] = kept.list.map(({ id }) => id);
    expect([...kept.chosen]).toEqual([0, one]);
    kept.choose(two, true);
    kept.choose(0, false);
    expect([...kept.chosen]).toEqual([one, two]);
  });
});

describe("room for runs", () => {
  it("ends at 32, none of which is dropped unasked where somebody kept it", () => {
    for (let count = 0; count < keptLimits.runs; count++) kept.keep(madeUpRun(`run ${count}`));
    expect(kept.keep(madeUpRun("one more"))).toEqual({ kind: "full" });
    expect(kept.keep(automatic("one more"))).toEqual({ kind: "full" });
    expect(kept.list).toHaveLength(keptLimits.runs);
  });

  it("is made by the oldest that was kept unasked", () => {
    kept.keep(madeUpRun("mine"));
    for (let count = 0; count < 8; count++) kept.keep(automatic(`by itself ${count}`));
    expect(kept.keep(automatic("the ninth"))).toMatchObject({ kind: "kept", dropped: "by itself 0" });
    expect(names()[0]).toBe("mine");
    expect(kept.list).toHaveLength(9);
  });

  it("is not made by one that was named meanwhile", () => {
    for (let count = 0; count < 8; count++) kept.keep(automatic(`by itself ${count}`));
    kept.describe(kept.list[0].id, { name: "Mine now" });
    kept.keep(automatic("the ninth"));
    expect(names()).toContain("Mine now");
  });

  it("is refused to weights that no file would hold", () => {
    const large = madeUpRun("large", { parameters: new Float64Array(keptLimits.numbers / 2) });
    expect(kept.keep(large)).toMatchObject({ kind: "kept" });
    expect(kept.keep(large)).toMatchObject({ kind: "kept" });
    expect(kept.keep(madeUpRun("small"))).toEqual({ kind: "too-large" });
    expect(names()).toEqual(["large", "large"]);
  });
});

describe("whether runs are kept unasked", () => {
  it("is off until somebody wants it, and remembered", () => {
    expect(kept.automatic).toBe(false);
    kept.automatic = true;
    expect(new KeptRuns(storage).automatic).toBe(true);
  });

  it("holds for a visit where the browser keeps nothing", () => {
    const forgetful = new KeptRuns(() => {
      throw new Error("forbidden");
    });
    forgetful.automatic = true;
    expect(forgetful.automatic).toBe(true);
  });
});
