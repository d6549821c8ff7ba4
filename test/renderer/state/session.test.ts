import { beforeEach, describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { withUnits } from "../../../renderer/state/edits/network.ts";
import { withLearningRate } from "../../../renderer/state/edits/training.ts";
import { Player } from "../../../renderer/state/player.svelte.ts";
import { Session } from "../../../renderer/state/session.svelte.ts";
import { FakeDisplay, FakeEngine } from "../support/fake-engine.ts";
import { placeNamed } from "../support/fake-files.ts";

let engine: FakeEngine;
/** Nothing was trained yet. */
const none = { branch: 1, latest: 0 };
let session: Session;

beforeEach(() => {
  engine = new FakeEngine();
  session = new Session(new Player(engine, new FakeDisplay().schedule), article);
});

function named(name: string): Experiment {
  return { ...session.experiment, name };
}

const rate = (): number => session.experiment.training.optimizer.learningRate;

describe("a session", () => {
  it("loads its experiment and has nothing to save, undo or redo", () => {
    expect(engine.commands.at(-1)).toEqual({ kind: "load", generation: 1, experiment: article });
    expect([session.unsaved, session.canUndo, session.canRedo]).toEqual([false, false, false]);
  });

  it("makes a valid edit the open experiment, unsaved and to be undone", () => {
    expect(session.edit(named("Mine"))).toEqual([]);
    expect(session.experiment.name).toBe("Mine");
    expect([session.unsaved, session.canUndo, session.canRedo]).toEqual([true, true, false]);
  });

  it("refuses an invalid edit with its place, and changes nothing", () => {
    engine.forget();
    const problems = session.edit(withUnits(article, 0, 0));
    expect(problems.map(({ place }) => place)).toEqual(["network.layers[0].units"]);
    expect(session.experiment).toBe(article);
    expect([session.unsaved, session.canUndo]).toEqual([false, false]);
    expect(engine.commands).toEqual([]);
  });

  it("goes back and forth through its edits", () => {
    session.edit(named("one"));
    session.edit(named("two"));
    session.undo();
    expect(session.experiment.name).toBe("one");
    session.undo();
    expect(session.experiment).toBe(article);
    expect(session.canUndo).toBe(false);
    session.redo();
    session.redo();
    expect(session.experiment.name).toBe("two");
    expect(session.canRedo).toBe(false);
  });

  it("forgets what was undone with the next edit", () => {
    session.edit(named("one"));
    session.undo();
    session.edit(named("two"));
    expect(session.canRedo).toBe(false);
    session.redo();
    expect(session.experiment.name).toBe("two");
  });

  it("says in words what undo and redo would do, also after the document was saved", () => {
    expect([session.undoName, session.redoName]).toEqual([null, null]);
    session.edit(withUnits(article, 0, 6));
    session.edit(withLearningRate(session.experiment, 0.01));
    session.markSaved(session.experiment, placeNamed("a.json"), none);
    expect([session.undoName, session.redoName]).toEqual(["learning rate 0.0003 → 0.01", null]);
    session.undo();
    expect([session.undoName, session.redoName]).toEqual([
      "hidden units 4 → 6",
      "learning rate 0.0003 → 0.01",
    ]);
  });

  it("calls an edit of a weight by the weight, back and forth", () => {
    const cell = { key: { kind: "W", layer: 0 }, row: 0, column: 1 } as const;
    session.edit({ ...article, seed: 5 }, null, { cell, from: 0, to: 1 });
    expect(session.undoName).toBe("weight W⁽¹⁾[0,1]: 0 → 1");
    session.undo();
    expect(session.redoName).toBe("weight W⁽¹⁾[0,1]: 0 → 1");
  });

  it("calls a slider that was dragged by where it began and where it ended", () => {
    session.edit(withLearningRate(article, 0.001), "rate");
    session.edit(withLearningRate(article, 0.01), "rate");
    expect(session.undoName).toBe("learning rate 0.0003 → 0.01");
  });

  it("stays as it is when there is nothing to undo or redo", () => {
    session.undo();
    session.redo();
    expect(session.experiment).toBe(article);
  });

  it("is saved again when the edits since are undone", () => {
    session.edit(named("one"));
    session.undo();
    expect(session.unsaved).toBe(false);
  });

  it("keeps at least a hundred edits, and not without end", () => {
    for (let count = 0; count < 300; count++) session.edit(named(`edit ${count}`));
    let undone = 0;
    while (session.canUndo) {
      session.undo();
      undone++;
    }
    expect(undone).toBeGreaterThanOrEqual(100);
    expect(undone).toBeLessThan(300);
  });
});

describe("edits that are merged", () => {
  it("are undone as one", () => {
    for (const learningRate of [0.001, 0.002, 0.003]) {
      session.edit(withLearningRate(session.experiment, learningRate), "rate");
    }
    expect(rate()).toBe(0.003);
    session.undo();
    expect(session.experiment).toBe(article);
    session.redo();
    expect(rate()).toBe(0.003);
  });

  it("begin anew after the gesture's end", () => {
    session.edit(withLearningRate(session.experiment, 0.001), "rate");
    session.endMerge();
    session.edit(withLearningRate(session.experiment, 0.002), "rate");
    session.undo();
    expect(rate()).toBe(0.001);
  });

  it("begin anew after another edit, and after an undo", () => {
    session.edit(withLearningRate(session.experiment, 0.001), "rate");
    session.edit(named("Mine"));
    session.edit(withLearningRate(session.experiment, 0.002), "rate");
    session.undo();
    expect([rate(), session.experiment.name]).toEqual([0.001, "Mine"]);
    session.edit(withLearningRate(session.experiment, 0.004), "rate");
    session.undo();
    expect([rate(), session.experiment.name]).toEqual([0.001, "Mine"]);
  });

  it("are not merged with edits of another name", () => {
    session.edit(named("one"), "name");
    session.edit(withLearningRate(session.experiment, 0.001), "rate");
    session.undo();
    expect(session.experiment.name).toBe("one");
  });
});

describe("saving", () => {
  it("leaves nothing unsaved, and the undo steps as they were", () => {
    session.edit(named("Mine"));
    session.markSaved(session.experiment, placeNamed("mine.rematrix"), none);
    expect([session.unsaved, session.canUndo]).toEqual([false, true]);
    expect(session.place?.name).toBe("mine.rematrix");
    session.undo();
    expect(session.unsaved).toBe(true);
    session.redo();
    expect(session.unsaved).toBe(false);
  });

  it("of an experiment that was edited meanwhile leaves the edit unsaved", () => {
    session.edit(named("one"));
    const written = session.experiment;
    session.edit(named("two"));
    session.markSaved(written, placeNamed("one.rematrix"), none);
    expect(session.unsaved).toBe(true);
  });
});

describe("opening another document", () => {
  it("loads it with nothing to undo, redo or save, and without a place", () => {
    session.edit(named("one"));
    session.edit(named("two"));
    session.undo();
    engine.forget();
    const other = { ...article, seed: 7 };
    session.begin(other);
    expect(engine.commands).toEqual([{ kind: "load", generation: 2, experiment: other }]);
    expect([session.unsaved, session.canUndo, session.canRedo]).toEqual([false, false, false]);
    expect(session.place).toBeNull();
  });

  it("takes what the player has opened, which the engine is not told again", () => {
    session.edit(named("one"));
    engine.forget();
    const other = { ...article, seed: 7 };
    session.take({ experiment: other, runs: [] }, placeNamed("seven.rematrix"));
    expect(engine.commands).toEqual([]);
    expect([session.unsaved, session.canUndo, session.canRedo]).toEqual([false, false, false]);
    expect(session.place?.name).toBe("seven.rematrix");
  });

  it("that was recovered is unsaved, though it has its place", () => {
    session.take({ experiment: { ...article, seed: 7 }, runs: [] }, placeNamed("seven.rematrix"), false);
    expect([session.unsaved, session.place?.name]).toEqual([true, "seven.rematrix"]);
  });
});

describe("the engine", () => {
  beforeEach(() => engine.forget());

  it("hears nothing of a name or of notes", () => {
    session.edit({ ...article, name: "Mine", notes: "Look." });
    expect(engine.commands).toEqual([]);
  });

  it("hears of a new learning rate alone, without a new start", () => {
    session.edit(withLearningRate(article, 0.01));
    expect(engine.commands).toEqual([{ kind: "learning-rate", learningRate: 0.01 }]);
  });

  it("hears of a new stop alone, also of none", () => {
    session.edit({ ...article, training: { ...article.training, stop: { steps: 5 } } });
    session.edit({ ...article, training: { ...article.training, stop: null } });
    expect(engine.commands).toEqual([
      { kind: "stop-at", stop: { steps: 5 } },
      { kind: "stop-at", stop: null },
    ]);
  });

  it("hears of both when both change", () => {
    session.edit({
      ...article,
      training: { ...article.training, optimizer: { kind: "sgd", learningRate: 0.5 }, stop: { steps: 5 } },
    });
    expect([...engine.kinds].sort()).toEqual(["learning-rate", "stop-at"]);
  });

  it("loads what changes the start, and nothing besides", () => {
    const next = withLearningRate(withUnits(article, 0, 6), 0.01);
    session.edit(next);
    expect(engine.commands).toEqual([{ kind: "load", generation: 2, experiment: next }]);
  });

  it("hears of an undo as of any other change", () => {
    session.edit(withLearningRate(article, 0.01));
    session.edit({ ...session.experiment, seed: 2 });
    engine.forget();
    session.undo();
    session.undo();
    expect(engine.kinds).toEqual(["load", "learning-rate"]);
    expect(engine.commands[1]).toEqual({ kind: "learning-rate", learningRate: 0.0003 });
  });
});

describe("an edit that changes nothing", () => {
  it("is no edit: nothing to undo, nothing unsaved, nothing for the engine", () => {
    engine.forget();
    expect(session.edit({ ...article })).toEqual([]);
    expect([session.canUndo, session.unsaved]).toEqual([false, false]);
    expect(engine.commands).toEqual([]);
  });
});
