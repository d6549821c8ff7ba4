import { beforeEach, describe, expect, it } from "vitest";
import { readArchive } from "../../../core/archive/read-archive.ts";
import { article } from "../../../core/experiment/defaults.ts";
import { Autosave } from "../../../renderer/state/autosave.svelte.ts";
import { Documents } from "../../../renderer/state/documents.svelte.ts";
import { Player } from "../../../renderer/state/player.svelte.ts";
import { Recovery } from "../../../renderer/state/recovery.svelte.ts";
import { Session } from "../../../renderer/state/session.svelte.ts";
import { fileAt } from "../../support/archives.ts";
import { valueOf } from "../../support/datasets.ts";
import { FakeDisplay } from "../support/fake-engine.ts";
import { FakeFiles, placeNamed } from "../support/fake-files.ts";
import { FakeRecovery } from "../support/fake-recovery.ts";
import { TrainingEngine } from "../support/training-engine.ts";
import { waitUntil } from "../../support/wait.ts";

let engine: TrainingEngine;
let display: FakeDisplay;
let files: FakeFiles;
let access: FakeRecovery;
let player: Player;
let session: Session;
let documents: Documents;
let recovery: Recovery;
let autosave: Autosave;
let seen: string;

const place = placeNamed("iris.rematrix");
const left = { id: "a", name: "Iris", step: 40, time: 1000, file: "iris.rematrix" };

beforeEach(() => {
  engine = new TrainingEngine();
  display = new FakeDisplay();
  files = new FakeFiles();
  access = new FakeRecovery();
  player = new Player(engine, display.schedule);
  session = new Session(player, article);
  documents = new Documents(session, player, files);
  autosave = new Autosave(session, player, access);
  seen = "";
  recovery = new Recovery(access, documents, autosave);
  look();
});

/** What the page's effect does, which Node does not run: it watches when anything that it reads has changed. */
function notice(): void {
  const now = JSON.stringify([session.modified, session.experiment, player.generation]);
  if (now !== seen) autosave.watch();
  seen = now;
}

/** Lets the page notice, the engine come to rest, and the page show where. */
function look(): void {
  for (let pictures = 0; pictures < 4; pictures++) {
    notice();
    engine.rest();
    display.draw();
  }
}

describe("unsaved work", () => {
  it("is kept when the experiment was edited, with its name", () => {
    session.edit({ ...article, name: "Mine" });
    look();
    expect(access.kept).toMatchObject({ name: "Mine", step: 0, place: null });
    expect(valueOf(readArchive(access.kept!.file)).experiment.name).toBe("Mine");
  });

  it("is kept when training has gone on, an example's too", () => {
    for (let step = 0; step < 3; step++) player.advance("step");
    look();
    look();
    expect(access.kept).toMatchObject({ step: 3 });
    expect(valueOf(readArchive(access.kept!.file)).saved!.state.trainer.step).toBe(3);
  });

  it("is kept once while nothing is new", () => {
    session.edit({ ...article, name: "Mine" });
    look();
    look();
    expect(access.times).toBe(1);
  });

  it("of nothing is not kept", () => {
    look();
    expect(access.times).toBe(0);
  });

  it("is kept no longer once it is saved, or undone", async () => {
    files.saving = { kind: "saved", place, whole: true };
    session.edit({ ...article, name: "Mine" });
    look();
    await documents.save();
    look();
    expect(access.kept).toBeNull();
    session.edit({ ...session.experiment, name: "Other" });
    look();
    expect(access.kept).toMatchObject({ name: "Other", place });
    session.undo();
    look();
    expect(access.kept).toBeNull();
  });
});

describe("work that was left behind", () => {
  const outcome = { kind: "opened", file: fileAt({ ...article, name: "Iris" }, 40), place } as const;

  beforeEach(async () => {
    access.found = [left, { ...left, id: "b" }];
    await recovery.look();
  });

  it("is offered, and nothing happens to it by itself or when it is left for later", () => {
    expect(recovery.left).toHaveLength(2);
    recovery.later();
    expect([recovery.left, access.discarded]).toEqual([[], []]);
  });

  it("recovered stands where it stood: unsaved, in its old place, and kept until it is saved", async () => {
    access.outcome = { ...outcome, file: outcome.file.slice() };
    await recovery.recover(left);
    look();
    expect([session.experiment.name, player.latest, session.place]).toEqual(["Iris", 40, place]);
    expect([session.unsaved, recovery.left]).toEqual([true, []]);
    files.saving = { kind: "saved", place, whole: true };
    access.kept = { file: outcome.file, name: "Iris", step: 40, place };
    await documents.save();
    look();
    expect([session.unsaved, access.kept]).toEqual([false, null]);
    expect(files.requests[0]).toMatchObject({ place, overwrite: false });
  });

  it("recovered and reverted is still unsaved", async () => {
    access.outcome = { ...outcome, file: outcome.file.slice() };
    await recovery.recover(left);
    session.edit({ ...session.experiment, name: "Later" });
    const reverting = documents.revert();
    await waitUntil(() => documents.questions.waiting);
    (documents.questions.current!.answer as (answer: string) => void)("revert");
    await reverting;
    expect([session.experiment.name, session.unsaved]).toEqual(["Iris", true]);
  });

  it("that is damaged says so, and leaves what is open as it is", async () => {
    access.outcome = { ...outcome, file: Uint8Array.of(0x50, 0x4b, 3, 4) };
    await recovery.recover(left);
    expect(documents.failure!.problems).not.toEqual([]);
    expect([session.experiment, access.discarded]).toEqual([article, []]);
  });

  it("that is gone says so", async () => {
    await recovery.recover(left);
    expect(documents.failure).toMatchObject({ reason: "There is none." });
  });

  it("discarded is gone, and the rest is still offered", async () => {
    await recovery.discard(left);
    expect([access.discarded, recovery.left.map(({ id }) => id)]).toEqual([["a"], ["b"]]);
  });
});
