import { beforeEach, describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import { readExperiment } from "../../../core/experiment/read-experiment.ts";
import { writeExperiment } from "../../../core/experiment/write-experiment.ts";
import type { SaveOutcome } from "../../../renderer/host/host.ts";
import { Documents, suggestName } from "../../../renderer/state/documents.svelte.ts";
import { Player } from "../../../renderer/state/player.svelte.ts";
import { Session } from "../../../renderer/state/session.svelte.ts";
import { FakeDisplay, FakeEngine } from "../support/fake-engine.ts";
import { FakeFiles, placeNamed } from "../support/fake-files.ts";

let files: FakeFiles;
let session: Session;
let documents: Documents;

const other = { ...article, name: "Another", seed: 7 };
const place = placeNamed("another.json");
const opened = { kind: "opened", text: writeExperiment(other), place } as const;

beforeEach(() => {
  files = new FakeFiles();
  session = new Session(new Player(new FakeEngine(), new FakeDisplay().schedule), article);
  documents = new Documents(session, files);
});

function work(): void {
  session.edit({ ...session.experiment, name: "My work" });
}

describe("opening a file", () => {
  it("shows it, saved and in its place", async () => {
    files.opening = opened;
    await documents.open();
    expect(session.experiment).toEqual(other);
    expect([session.place, session.unsaved]).toEqual([place, false]);
    expect(documents.notice).toContain("another.json");
  });

  it("that is damaged names the place of the damage and keeps the work", async () => {
    const broken = opened.text.replace('"units": 4', '"units": 0');
    await documents.openText(broken, place);
    expect(documents.failure!.name).toBe("another.json");
    expect(documents.failure!.problems.map((problem) => problem.place)).toEqual(["network.layers[0].units"]);
    expect([session.experiment, session.place]).toEqual([article, null]);
  });

  it("that is no JSON keeps the work, also when its changes were to be discarded", async () => {
    work();
    const opening = documents.openText("PK\u0003\u0004", place);
    documents.answer("discard");
    await opening;
    expect(documents.failure!.problems[0].code).toBe("not-json");
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
    await documents.openText("{", place);
    await documents.openText(opened.text, place);
    expect(documents.failure).toBeNull();
  });

  it("asks nothing while there is nothing unsaved", async () => {
    await documents.openText(opened.text, place);
    expect(documents.question).toBeNull();
    expect(session.experiment).toEqual(other);
  });
});

describe("the question about unsaved work", () => {
  beforeEach(work);

  it("comes before the file dialog", () => {
    void documents.open();
    expect(documents.question).not.toBeNull();
    expect(files.opens).toBe(0);
  });

  it("answered with cancel keeps the work and opens nothing", async () => {
    const opening = documents.openText(opened.text, place);
    documents.answer("cancel");
    await opening;
    expect([session.experiment.name, session.unsaved]).toEqual(["My work", true]);
    expect(documents.question).toBeNull();
  });

  it("answered with discard opens the file and saves nothing", async () => {
    const opening = documents.openText(opened.text, place);
    documents.answer("discard");
    await opening;
    expect(session.experiment).toEqual(other);
    expect(files.requests).toEqual([]);
  });

  it("answered with save saves the work, then opens the file", async () => {
    files.saving = { kind: "saved", place: placeNamed("mine.json") };
    const opening = documents.openText(opened.text, place);
    documents.answer("save");
    await opening;
    expect(files.requests.map(({ text }) => JSON.parse(text).name)).toEqual(["My work"]);
    expect(session.experiment).toEqual(other);
  });

  it.each<SaveOutcome>([{ kind: "cancelled" }, { kind: "failed", reason: "Disk full." }])(
    "answered with save keeps the work when saving is $kind",
    async (outcome) => {
      files.saving = outcome;
      const opening = documents.openText(opened.text, place);
      documents.answer("save");
      await opening;
      expect([session.experiment.name, session.unsaved]).toEqual(["My work", true]);
    },
  );

  it("is asked for a new experiment, too", async () => {
    const starting = documents.startNew(other);
    documents.answer("cancel");
    await starting;
    expect(session.experiment.name).toBe("My work");
  });

  it("is asked once: what comes while it waits is dropped", async () => {
    const first = documents.startNew(other);
    await documents.openText(writeExperiment({ ...article, name: "Third" }), place);
    documents.answer("discard");
    await first;
    expect(session.experiment.name).toBe("Another");
  });
});

describe("saving", () => {
  beforeEach(work);

  it("asks for a place the first time, and writes to it afterwards", async () => {
    files.saving = { kind: "saved", place };
    expect(await documents.save()).toBe(true);
    work();
    expect(await documents.save()).toBe(true);
    expect(files.requests.map((request) => request.place)).toEqual([null, place]);
    expect(files.requests[0].suggestedName).toBe("my-work.json");
    expect(session.unsaved).toBe(false);
  });

  it("writes a text that reads back to the experiment", async () => {
    files.saving = { kind: "saved", place };
    await documents.save();
    expect(readExperiment(files.requests[0].text)).toEqual({ ok: true, value: session.experiment });
  });

  it("under another name asks for a place again", async () => {
    files.saving = { kind: "saved", place };
    await documents.save();
    await documents.saveAs();
    expect(files.requests[1].place).toBeNull();
  });

  it("that fails says why and leaves the work unsaved", async () => {
    files.saving = { kind: "failed", reason: "Disk full." };
    expect(await documents.save()).toBe(false);
    expect(session.unsaved).toBe(true);
    expect(documents.notice).toContain("Disk full.");
  });

  it("that is cancelled leaves the work unsaved and its place unchanged", async () => {
    expect(await documents.save()).toBe(false);
    expect([session.unsaved, session.place]).toEqual([true, null]);
  });

  it("by a download has no place: the next save asks again", async () => {
    files.saving = { kind: "saved", place: null };
    await documents.save();
    expect([session.unsaved, session.place]).toEqual([false, null]);
    expect(documents.notice).toContain("my-work.json");
  });

  it("leaves an edit unsaved that was made while it was written", async () => {
    let finish: (outcome: SaveOutcome) => void = () => {};
    files.saving = new Promise((resolve) => (finish = resolve));
    const saving = documents.save();
    session.edit({ ...session.experiment, name: "Later" });
    finish({ kind: "saved", place });
    expect(await saving).toBe(true);
    expect(session.unsaved).toBe(true);
  });
});

describe("a new experiment", () => {
  it("has no place and nothing to save", async () => {
    await documents.openText(opened.text, place);
    await documents.startNew(article);
    expect([session.experiment, session.place, session.unsaved]).toEqual([article, null, false]);
  });
});

describe("the name of a file", () => {
  it.each([
    ["The article's network", "the-article-s-network.json"],
    ["  XOR!  ", "xor.json"],
    ["Сеть № 1", "сеть-1.json"],
    ["../../etc/passwd", "etc-passwd.json"],
    ["", "experiment.json"],
    ["???", "experiment.json"],
  ])("for “%s” is %s", (name, file) => {
    expect(suggestName(name)).toBe(file);
  });

  it("is not longer than file systems allow", () => {
    expect(suggestName("a".repeat(200)).length).toBeLessThan(100);
  });
});
