import { describe, expect, it } from "vitest";
import { Autosaves } from "../../../core/training/autosaves.ts";
import { article } from "../../../core/experiment/defaults.ts";

const asked = (generation = 1) => ({ kind: "autosave", generation, experiment: article, runs: [] }) as const;

/** Asked for at 0, kept at 1000 in so many milliseconds, with a file of so many bytes, and trained on at once. */
function keptOnce(took: number, bytes: number): Autosaves {
  const autosaves = new Autosaves();
  autosaves.ask(asked(), 0);
  autosaves.take();
  autosaves.done(1000, 1000 + took, bytes);
  autosaves.trained();
  return autosaves;
}

describe("unsaved work", () => {
  it("is kept a second after it became unsaved, and then at most every three seconds", () => {
    const autosaves = new Autosaves();
    autosaves.ask(asked(), 0);
    expect(autosaves.wait(1, 0)).toBe(1000);
    expect(autosaves.wait(1, 1000)).toBe(0);
    expect(keptOnce(10, 8000).wait(1, 1010)).toBe(3000);
  });

  it("that is large takes at most a fiftieth of the time", () => {
    expect(keptOnce(400, 100_000_000).wait(1, 1400)).toBe(20_000);
  });

  it("that is small is not let grow old because the machine was busy", () => {
    expect(keptOnce(2000, 8000).wait(1, 3000)).toBe(3008);
  });

  it("that waits is not put off by edits in a row, also where each begins the training anew", () => {
    const autosaves = new Autosaves();
    for (let edit = 0; edit < 10; edit++) autosaves.ask(asked(edit), edit * 300);
    expect(autosaves.wait(9, 2700)).toBe(0);
  });

  it("is not kept again while nothing is new", () => {
    const autosaves = new Autosaves();
    autosaves.ask(asked(), 0);
    autosaves.take();
    autosaves.done(1000, 1010, 8000);
    expect(autosaves.wait(1, 60_000)).toBe(Infinity);
  });
});
