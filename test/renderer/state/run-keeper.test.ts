import { beforeEach, describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import type { RunOutcome } from "../../../core/training/kept-run.ts";
import { Player } from "../../../renderer/state/player.svelte.ts";
import { RunKeeper } from "../../../renderer/state/run-keeper.svelte.ts";
import { Session } from "../../../renderer/state/session.svelte.ts";
import { FakeDisplay, FakeEngine } from "../support/fake-engine.ts";
import { loadedOf, messageOf, numpyPass } from "../support/numpy-pass.ts";
import { madeUpRun, withRate } from "../support/runs.ts";

const pass = numpyPass("article network");

let engine: FakeEngine;
let display: FakeDisplay;
let session: Session;
let keeper: RunKeeper;

beforeEach(() => {
  engine = new FakeEngine();
  display = new FakeDisplay();
  const player = new Player(engine, display.schedule);
  session = new Session(player, article);
  keeper = new RunKeeper(session, player, () => "2026-11-25T08:15Z");
});

/** Training stands at a step. */
function standAt(step: number): void {
  engine.say({ kind: "loaded", loaded: loadedOf(pass, 1) });
  engine.say({ kind: "frame", frame: messageOf(pass, { generation: 1, step }) });
  display.draw();
}

function outcome(step: number): RunOutcome {
  const { cost, rates, history, parameters } = madeUpRun("");
  return { step, cost, rates, history, parameters };
}

const answer = (given: RunOutcome | null): void =>
  engine.say({ kind: "kept", generation: 1, outcome: given });

describe("keeping a run", () => {
  it("asks the engine for it, and names it by number, optimizer and rate", async () => {
    standAt(40);
    const kept = keeper.keep();
    expect(engine.commands.at(-1)).toEqual({ kind: "keep", generation: 1 });
    answer(outcome(40));
    await kept;
    expect(keeper.kept.runs).toMatchObject([
      {
        name: "Run 1: SGD 0.0003",
        step: 40,
        date: "2026-11-25T08:15Z",
        automatic: false,
        experiment: article,
      },
    ]);
    expect([keeper.notice, session.unsaved]).toEqual(["Kept “Run 1: SGD 0.0003”.", true]);
  });

  it("before the first step is said to be without sense", async () => {
    standAt(0);
    engine.forget();
    await keeper.keep();
    expect([engine.kinds, keeper.notice]).toEqual([[], "There is nothing to keep before the first step."]);
  });

  it("that is gone by then is said", async () => {
    standAt(40);
    const kept = keeper.keep();
    answer(null);
    await kept;
    expect([keeper.kept.list, keeper.notice]).toEqual([[], expect.stringContaining("could not be kept")]);
  });

  it("of an engine that has crashed ends, too", async () => {
    standAt(40);
    const kept = keeper.keep();
    engine.say({ kind: "crashed", message: "gone" });
    await kept;
    expect(keeper.kept.list).toEqual([]);
  });

  it("happens before an edit ends it, where that is wished, with the experiment of before", async () => {
    keeper.kept.automatic = true;
    standAt(40);
    engine.forget();
    session.edit({ ...article, seed: 9 });
    expect(engine.kinds).toEqual(["keep", "load"]);
    answer(outcome(40));
    await Promise.resolve();
    expect(keeper.kept.runs).toMatchObject([{ automatic: true, experiment: { seed: article.seed } }]);
  });

  it("does not happen by itself where nobody wished it, nor before the first step", async () => {
    standAt(40);
    engine.forget();
    session.edit({ ...article, seed: 9 });
    expect(engine.kinds).toEqual(["load"]);
    keeper.kept.automatic = true;
    session.edit({ ...article, seed: 10 });
    answer(outcome(0));
    await Promise.resolve();
    expect([keeper.kept.list, keeper.notice]).toEqual([[], ""]);
  });
});

describe("a kept run", () => {
  it("outlives undo", () => {
    session.edit({ ...article, seed: 9 });
    keeper.kept.keep(madeUpRun("one"));
    session.undo();
    expect([session.experiment.seed, keeper.kept.list.length]).toEqual([article.seed, 1]);
  });

  it("is opened again as an edit that can be undone; name and notes stay", () => {
    session.edit({ ...article, name: "Now", notes: "Look." });
    keeper.kept.keep(madeUpRun("one", { experiment: { ...withRate(0.5), seed: 3, name: "Then" } }));
    keeper.openAgain(keeper.kept.list[0]);
    expect(session.experiment).toEqual({ ...withRate(0.5), seed: 3, name: "Now", notes: "Look." });
    session.undo();
    expect(session.experiment.seed).toBe(article.seed);
  });

  it("that is deleted says so, and comes back", () => {
    keeper.kept.keep(madeUpRun("one"));
    keeper.delete(keeper.kept.list[0]);
    expect([keeper.kept.list, keeper.notice]).toEqual([[], "Deleted “one”."]);
    keeper.bringBack();
    expect([keeper.kept.list.length, keeper.notice]).toEqual([1, ""]);
  });
});
