import { beforeEach, describe, expect, it } from "vitest";
import { readArchive } from "../../../core/archive/read-archive.ts";
import { article } from "../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { readExperiment } from "../../../core/experiment/read-experiment.ts";
import { writeExperiment } from "../../../core/experiment/write-experiment.ts";
import type { SaveOutcome } from "../../../renderer/host/host.ts";
import { Documents } from "../../../renderer/state/documents.svelte.ts";
import { Player } from "../../../renderer/state/player.svelte.ts";
import type { Answers, Question } from "../../../renderer/state/questions.svelte.ts";
import { Session } from "../../../renderer/state/session.svelte.ts";
import { fileAt } from "../../support/archives.ts";
import { valueOf } from "../../support/datasets.ts";
import { FakeDisplay } from "../support/fake-engine.ts";
import { FakeFiles, placeNamed } from "../support/fake-files.ts";
import { TrainingEngine } from "../support/training-engine.ts";
import { waitUntil } from "../../support/wait.ts";

let files: FakeFiles;
let display: FakeDisplay;
let engine: TrainingEngine;
let player: Player;
let session: Session;
let documents: Documents;

const other: Experiment = { ...article, name: "Another", seed: 7 };
const place = placeNamed("another.rematrix");
const plainPlace = placeNamed("another.json");
const savedAt = { kind: "saved", place, whole: true } as const;
const bytesOf = (experiment: Experiment): Uint8Array => new TextEncoder().encode(writeExperiment(experiment));
const opened = () => ({ kind: "opened", file: fileAt(other, 400), place }) as const;

beforeEach(() => {
  files = new FakeFiles();
  engine = new TrainingEngine();
  display = new FakeDisplay();
  player = new Player(engine, display.schedule);
  session = new Session(player, article);
  documents = new Documents(session, player, files);
  look();
});

/** Lets the engine come to rest and the page show where. */
function look(): void {
  for (let pictures = 0; pictures < 4; pictures++) {
    engine.rest();
    display.draw();
  }
}

function train(steps: number): void {
  for (let step = 0; step < steps; step++) player.advance("step");
  look();
}

function work(): void {
  session.edit({ ...session.experiment, name: "My work" });
}

/** Waits for a question and answers it. */
async function answer<K extends keyof Answers>(kind: K, given: Answers[K] | null): Promise<Question> {
  await waitUntil(() => documents.questions.waiting);
  const question = documents.questions.current!;
  expect(question.kind).toBe(kind);
  (question.answer as (given: Answers[K] | null) => void)(given);
  return question;
}

const stepSaved = (file: Uint8Array | null): number => valueOf(readArchive(file!)).saved!.state.trainer.step;

describe("opening a file", () => {
  it("shows it where its training stands, saved and in its place", async () => {
    files.opening = opened();
    await documents.open();
    look();
    expect(session.experiment).toEqual(other);
    expect([session.place, session.unsaved, session.canUndo]).toEqual([place, false, false]);
    expect([player.frame!.step, player.latest]).toEqual([400, 400]);
    expect(documents.notice).toContain("another.rematrix");
  });

  it("with an experiment alone shows its start", async () => {
    await documents.openFile(bytesOf(other), plainPlace);
    look();
    expect([session.experiment, session.place, session.unsaved]).toEqual([other, plainPlace, false]);
    expect(player.frame!.step).toBe(0);
  });

  it("that is damaged names the place of the damage and keeps the work", async () => {
    const broken = new TextEncoder().encode(writeExperiment(other).replace('"units": 4', '"units": 0'));
    await documents.openFile(broken, plainPlace);
    expect(documents.failure!.name).toBe("another.json");
    expect(documents.failure!.problems.map((problem) => problem.place)).toEqual(["network.layers[0].units"]);
    expect([session.experiment, session.place]).toEqual([article, null]);
    train(2);
    expect([player.problems, player.frame!.generation]).toEqual([[], 1]);
  });

  it("that is half a file keeps the work, also when its changes were to be discarded", async () => {
    work();
    const opening = documents.openFile(fileAt(other, 4).subarray(0, 999), place);
    await answer("unsaved", "discard");
    await opening;
    expect(documents.failure!.problems[0].code).toBe("damaged");
    expect([session.experiment.name, session.unsaved]).toEqual(["My work", true]);
  });

  it("that cannot be read says why and keeps the work", async () => {
    files.opening = { kind: "failed", name: "another.json", reason: "No permission." };
    await documents.open();
    expect(documents.failure).toEqual({ name: "another.json", reason: "No permission.", problems: [] });
    expect(session.experiment).toBe(article);
  });

  it("is given up without a word", async () => {
    await documents.open();
    expect([documents.failure, documents.notice, session.experiment]).toEqual([null, "", article]);
  });

  it("that is whole takes the message of a damaged one away", async () => {
    await documents.openFile(new TextEncoder().encode("{"), place);
    await documents.openFile(bytesOf(other), place);
    expect(documents.failure).toBeNull();
  });

  it("asks nothing while there is nothing unsaved", async () => {
    await documents.openFile(bytesOf(other), place);
    expect(documents.questions.waiting).toBe(false);
    expect(session.experiment).toEqual(other);
  });

  it("by dropping it asks about unsaved work, too", async () => {
    work();
    files.opening = opened();
    const dropped = { file: new File([], "another.rematrix"), handle: Promise.resolve(null) };
    const opening = documents.openDropped(dropped);
    await answer("unsaved", "discard");
    await opening;
    expect([files.dropped, session.experiment]).toEqual([[dropped], other]);
  });

  it("while the engine is gone changes nothing", async () => {
    const opening = documents.openFile(bytesOf(other), place);
    engine.crash("gone");
    await opening;
    const late = documents.openFile(bytesOf({ ...other, name: "Late" }), place);
    engine.crash("gone");
    await late;
    expect(documents.failure).toBeNull();
  });
});

describe("the question about unsaved work", () => {
  beforeEach(work);

  it("comes before the file dialog", () => {
    void documents.open();
    expect(documents.questions.waiting).toBe(true);
    expect(files.opens).toBe(0);
  });

  it("answered with cancel keeps the work and opens nothing", async () => {
    const opening = documents.openFile(bytesOf(other), place);
    await answer("unsaved", null);
    await opening;
    expect([session.experiment.name, session.unsaved]).toEqual(["My work", true]);
    expect(documents.questions.waiting).toBe(false);
  });

  it("answered with discard opens the file and saves nothing", async () => {
    const opening = documents.openFile(bytesOf(other), place);
    await answer("unsaved", "discard");
    await opening;
    expect(session.experiment).toEqual(other);
    expect(files.requests).toEqual([]);
  });

  it("answered with save saves the work, then opens the file", async () => {
    files.saving = { ...savedAt, place: placeNamed("mine.rematrix") };
    const opening = documents.openFile(bytesOf(other), place);
    await answer("unsaved", "save");
    await opening;
    expect(files.requests.map(({ text }) => JSON.parse(text).name)).toEqual(["My work"]);
    expect(session.experiment).toEqual(other);
  });

  it("answered with save keeps the work when saving is cancelled", async () => {
    const opening = documents.openFile(bytesOf(other), place);
    await answer("unsaved", "save");
    await opening;
    expect([session.experiment.name, session.unsaved]).toEqual(["My work", true]);
  });

  it("answered with save keeps the work when saving fails", async () => {
    files.saving = { kind: "failed", reason: "Disk full." };
    const opening = documents.openFile(bytesOf(other), place);
    await answer("unsaved", "save");
    await answer("failed", null);
    await opening;
    expect([session.experiment.name, session.unsaved]).toEqual(["My work", true]);
  });

  it("is asked for a new experiment, too", async () => {
    const starting = documents.startNew(other);
    await answer("unsaved", null);
    await starting;
    expect(session.experiment.name).toBe("My work");
  });

  it("is asked once: what comes while it waits is dropped", async () => {
    const first = documents.startNew(other);
    await documents.openFile(bytesOf({ ...article, name: "Third" }), place);
    await answer("unsaved", "discard");
    await first;
    expect(session.experiment.name).toBe("Another");
  });
});

describe("steps that were trained", () => {
  it("are work once they are more than the file has", async () => {
    await documents.openFile(fileAt(other, 40), place);
    look();
    expect(session.unsaved).toBe(false);
    train(2);
    expect(session.unsaved).toBe(true);
    const starting = documents.startNew(article);
    await answer("unsaved", "discard");
    await starting;
  });

  it("that the file has are none, wherever one looks", async () => {
    await documents.openFile(fileAt(other, 40), place);
    look();
    player.goTo(7);
    look();
    train(2);
    expect([player.frame!.step, session.unsaved]).toEqual([9, false]);
  });

  it("on another branch are work, though they are fewer", async () => {
    await documents.openFile(fileAt(other, 40), place);
    look();
    player.goTo(7);
    look();
    const { training } = session.experiment;
    const optimizer = { ...training.optimizer, learningRate: 0.0002 };
    session.edit({ ...session.experiment, training: { ...training, optimizer } });
    train(2);
    expect([player.frame!.step, player.latest, session.unsaved]).toEqual([9, 9, true]);
    session.undo();
    expect([session.experiment, session.unsaved]).toEqual([other, true]);
  });

  it("of an example that nobody changed come back by playing, and are not asked about", () => {
    train(4);
    expect([session.modified, session.unsaved]).toEqual([true, false]);
  });

  it("of an example are work beyond its own stop", () => {
    player.play();
    look();
    expect([player.latest, session.unsaved]).toEqual([2000, false]);
    train(1);
    expect(session.unsaved).toBe(true);
  });

  it("of an example are work at once where nothing stops it", async () => {
    await documents.startNew({ ...article, training: { ...article.training, stop: null } });
    look();
    train(1);
    expect(session.unsaved).toBe(true);
  });
});

describe("saving", () => {
  beforeEach(work);

  it("asks for a place the first time, and writes to it afterwards", async () => {
    files.saving = savedAt;
    expect(await documents.save()).toBe(true);
    session.edit({ ...session.experiment, notes: "More." });
    expect(await documents.save()).toBe(true);
    expect(files.requests.map((request) => request.place)).toEqual([null, place]);
    expect(files.requests[0].suggestedName).toBe("my-work.rematrix");
    expect(session.unsaved).toBe(false);
  });

  it("writes the training as it stands, and the experiment alone beside it", async () => {
    files.saving = savedAt;
    train(10);
    await documents.save();
    const { file, text } = files.requests[0];
    expect(valueOf(readArchive(file!)).experiment).toEqual(session.experiment);
    expect(stepSaved(file)).toBe(10);
    expect(readExperiment(text)).toEqual({ ok: true, value: session.experiment });
    expect(session.modified).toBe(false);
  });

  it("twice writes the same bytes", async () => {
    files.saving = savedAt;
    train(10);
    await documents.save();
    await documents.save();
    expect(files.requests[1].file).toEqual(files.requests[0].file);
  });

  it("under another name asks for a place again", async () => {
    files.saving = savedAt;
    await documents.save();
    await documents.saveAs();
    expect(files.requests[1]).toMatchObject({ place: null, suggestedName: "another.rematrix" });
  });

  it("keeps what can be undone: back at the saved experiment there is nothing unsaved", async () => {
    files.saving = savedAt;
    await documents.save();
    session.edit({ ...session.experiment, seed: 5 });
    expect(session.unsaved).toBe(true);
    session.undo();
    expect([session.unsaved, session.canUndo]).toEqual([false, true]);
    session.undo();
    expect([session.experiment, session.unsaved]).toEqual([article, true]);
    session.redo();
    expect(session.unsaved).toBe(false);
  });

  it("that fails says why, and saves elsewhere when the person says so", async () => {
    files.saving = [{ kind: "failed", reason: "Disk full." }, savedAt];
    const saving = documents.save();
    const question = await answer("failed", "elsewhere");
    expect([question.file, question.reason]).toEqual(["my-work.rematrix", "Disk full."]);
    expect(await saving).toBe(true);
    expect(files.requests.map((request) => request.place)).toEqual([null, null]);
  });

  it("that fails leaves the work unsaved when the person leaves it at that", async () => {
    files.saving = { kind: "failed", reason: "Disk full." };
    const saving = documents.save();
    await answer("failed", null);
    expect([await saving, session.unsaved]).toEqual([false, true]);
  });

  it("that is cancelled leaves the work unsaved and its place unchanged", async () => {
    expect(await documents.save()).toBe(false);
    expect([session.unsaved, session.place]).toEqual([true, null]);
  });

  it("by a download has no place: the next save asks again", async () => {
    files.saving = { kind: "saved", place: null, whole: true };
    await documents.save();
    expect([session.unsaved, session.place]).toEqual([false, null]);
    expect(documents.notice).toContain("my-work.rematrix");
  });

  it("leaves an edit unsaved that was made while it was written", async () => {
    let finish: (outcome: SaveOutcome) => void = () => {};
    files.saving = new Promise((resolve) => (finish = resolve));
    const saving = documents.save();
    session.edit({ ...session.experiment, name: "Later" });
    finish(savedAt);
    expect(await saving).toBe(true);
    expect(session.unsaved).toBe(true);
  });

  it("leaves steps unsaved that were trained while it was written", async () => {
    let finish: (outcome: SaveOutcome) => void = () => {};
    files.saving = new Promise((resolve) => (finish = resolve));
    train(4);
    const saving = documents.save();
    train(1);
    finish(savedAt);
    expect(await saving).toBe(true);
    expect(session.unsaved).toBe(true);
  });

  it("once at a time: what is asked for meanwhile is not done", async () => {
    files.saving = savedAt;
    const saving = documents.save();
    expect(await documents.saveAs()).toBe(false);
    expect(await saving).toBe(true);
    expect(files.requests).toHaveLength(1);
  });

  it("while the engine is gone writes the experiment alone", async () => {
    engine.crash("gone");
    files.saving = { kind: "saved", place: plainPlace, whole: false };
    expect(await documents.save()).toBe(true);
    expect(files.requests[0]).toMatchObject({ file: null, suggestedName: "my-work.json" });
  });
});

describe("a file that somebody else changed", () => {
  beforeEach(async () => {
    await documents.openFile(bytesOf(other), place);
    work();
  });

  it("is written over when the person says so", async () => {
    files.saving = [{ kind: "changed" }, savedAt];
    const saving = documents.save();
    expect((await answer("changed", "overwrite")).file).toBe("another.rematrix");
    expect(await saving).toBe(true);
    expect(files.requests.map((request) => request.overwrite)).toEqual([false, true]);
  });

  it("is left alone when the work is saved elsewhere", async () => {
    files.saving = [{ kind: "changed" }, savedAt];
    const saving = documents.save();
    await answer("changed", "elsewhere");
    expect(await saving).toBe(true);
    expect(files.requests[1]).toMatchObject({ place: null, overwrite: false });
  });

  it("keeps the work unsaved when the person cancels", async () => {
    files.saving = { kind: "changed" };
    const saving = documents.save();
    await answer("changed", null);
    expect([await saving, session.unsaved, files.requests.length]).toEqual([false, true, 1]);
  });
});

describe("an experiment alone", () => {
  beforeEach(async () => {
    await documents.openFile(bytesOf(other), plainPlace);
    look();
  });

  it("is written back to its place while there is no training to lose", async () => {
    work();
    files.saving = { kind: "saved", place: plainPlace, whole: false };
    await documents.save();
    expect(files.requests[0].place).toBe(plainPlace);
    expect([session.unsaved, documents.notice]).toEqual([false, "Saved another.json."]);
  });

  it("asks for another place once it is trained", async () => {
    train(4);
    files.saving = savedAt;
    await documents.save();
    expect(files.requests[0]).toMatchObject({ place: null, suggestedName: "another.rematrix" });
    expect(session.unsaved).toBe(false);
  });

  it("stays one when the person chooses so, which is said, and is not asked again", async () => {
    train(4);
    files.saving = { kind: "saved", place: plainPlace, whole: false };
    await documents.save();
    expect(documents.notice).toContain("without its training");
    expect(session.unsaved).toBe(false);
    train(4);
    await documents.save();
    expect(files.requests.map((request) => request.place)).toEqual([null, plainPlace]);
  });
});

describe("a duplicate", () => {
  it("is the same state under another name, saved nowhere; undoing the name does not save it", async () => {
    await documents.openFile(fileAt(other, 40), place);
    look();
    documents.duplicate();
    expect(session.experiment).toEqual({ ...other, name: "Another (copy)" });
    expect([session.place, session.unsaved, player.frame!.step]).toEqual([null, true, 40]);
    session.undo();
    expect(session.unsaved).toBe(true);
    files.saving = savedAt;
    await documents.save();
    expect(files.requests[0].place).toBeNull();
    expect(stepSaved(files.requests[0].file)).toBe(40);
  });
});

describe("reverting", () => {
  it("asks, and goes back to the saved version with its training and its place", async () => {
    files.saving = savedAt;
    train(4);
    work();
    await documents.save();
    session.edit({ ...session.experiment, seed: 9 });
    train(10);
    const reverting = documents.revert();
    await answer("revert", "revert");
    await reverting;
    look();
    expect([session.experiment.name, session.experiment.seed]).toEqual(["My work", article.seed]);
    expect([player.frame!.step, session.place, session.unsaved]).toEqual([4, place, false]);
  });

  it("of an example goes back to its start", async () => {
    train(4);
    const reverting = documents.revert();
    await answer("revert", "revert");
    await reverting;
    look();
    expect([session.experiment, player.frame!.step, session.modified]).toEqual([article, 0, false]);
  });

  it("can be done twice", async () => {
    await documents.openFile(fileAt(other, 40), place);
    for (let time = 0; time < 2; time++) {
      look();
      work();
      const reverting = documents.revert();
      await answer("revert", "revert");
      await reverting;
      expect([session.experiment, session.unsaved]).toEqual([other, false]);
    }
  });

  it("does nothing when the person cancels, or when nothing changed", async () => {
    await documents.revert();
    expect(documents.questions.waiting).toBe(false);
    work();
    const reverting = documents.revert();
    await answer("revert", null);
    await reverting;
    expect(session.experiment.name).toBe("My work");
  });
});

describe("a new experiment", () => {
  it("has no place and nothing to save", async () => {
    await documents.openFile(bytesOf(other), place);
    await documents.startNew(article);
    expect([session.experiment, session.place, session.unsaved]).toEqual([article, null, false]);
  });
});
