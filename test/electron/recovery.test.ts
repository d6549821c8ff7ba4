import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { temporaryFor } from "../../electron/leftovers.ts";
import { RecoveryFolder } from "../../electron/recovery.ts";
import { readNote, writeNote, type RecoveryNote } from "../../electron/recovery-note.ts";

let path: string;
let folder: RecoveryFolder;

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const found = { size: 3, modified: 17.5, hash: "abc" };
const note: RecoveryNote = {
  name: "Iris",
  step: 40,
  time: 1000,
  home: { path: "/home/student/iris.rematrix", found },
};

beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), "rematrix-")), "recovery");
  folder = new RecoveryFolder(path);
});

/** The folder as the next start of the application finds it. */
const nextStart = (): RecoveryFolder => new RecoveryFolder(path);

/** What a window kept that ended without a word. */
async function leave(text: string, change: Partial<RecoveryNote> = {}): Promise<void> {
  await new RecoveryFolder(path).openKeeper().keep(bytes(text), { ...note, ...change });
}

describe("unsaved work", () => {
  test("is one file and a note, replaced by what is kept later", async () => {
    const keeper = folder.openKeeper();
    await keeper.keep(bytes("one"), note);
    await keeper.keep(bytes("two"), { ...note, step: 41 });
    const [file, text] = readdirSync(path).sort((a, b) => b.length - a.length);
    expect(readFileSync(join(path, file), "utf8")).toBe("two");
    expect(readNote(readFileSync(join(path, text), "utf8"))).toEqual({ ...note, step: 41 });
    expect(readdirSync(path)).toHaveLength(2);
  });

  test("is gone once it is forgotten, whatever was still to be written", async () => {
    const keeper = folder.openKeeper();
    void keeper.keep(bytes("one"), note);
    await keeper.forget();
    expect(readdirSync(path)).toEqual([]);
  });

  test("of a window that was closed over nothing unsaved is gone at once, and nothing comes after", async () => {
    const keeper = folder.openKeeper();
    await keeper.keep(bytes("one"), note);
    const late = keeper.keep(bytes("two"), note);
    keeper.end(true);
    await late;
    expect(readdirSync(path)).toEqual([]);
  });

  test("of a window that ended otherwise stays", async () => {
    const keeper = folder.openKeeper();
    await keeper.keep(bytes("one"), note);
    const late = keeper.keep(bytes("two"), note);
    keeper.end(false);
    await late;
    const [file] = readdirSync(path).sort((a, b) => b.length - a.length);
    expect(readFileSync(join(path, file), "utf8")).toBe("two");
    expect(await folder.list()).toHaveLength(1);
  });

  test("of a page that is gone without a word stays, though its window is closed over nothing unsaved", async () => {
    const keeper = folder.openKeeper();
    await keeper.keep(bytes("one"), note);
    const late = keeper.keep(bytes("two"), { ...note, step: 41 });
    keeper.leave();
    keeper.end(true);
    await late;
    expect(await folder.list()).toMatchObject([{ step: 41 }]);
  });

  test("that the disk does not take bothers nobody", async () => {
    writeFileSync(path, "a file where the folder should be");
    await folder.openKeeper().keep(bytes("one"), note);
    expect(await folder.list()).toEqual([]);
  });
});

describe("what was left behind", () => {
  test("is nothing where there is no folder yet", async () => {
    expect(await folder.openKeeper().left()).toEqual([]);
  });

  test("is described by its notes, the newest first", async () => {
    await leave("old");
    await leave("new", { name: "Newer", time: 2000, home: null });
    expect(await nextStart().openKeeper().left()).toMatchObject([
      { name: "Newer", step: 40, time: 2000, file: null },
      { name: "Iris", step: 40, time: 1000, file: "iris.rematrix" },
    ]);
  });

  test("is no half of a file: what a kill while it was kept has left goes", async () => {
    await leave("old");
    const kept = readdirSync(path).sort();
    const ended = spawnSync(process.execPath, ["--version"]).pid;
    const half = temporaryFor(join(path, "another.rematrix")).replace(`-${process.pid}-`, `-${ended}-`);
    writeFileSync(half, "half");
    expect(await nextStart().openKeeper().left()).toHaveLength(1);
    expect(readdirSync(path).sort()).toEqual(kept);
  });

  test("is no work of a window that is open", async () => {
    await folder.openKeeper().keep(bytes("one"), note);
    expect(await folder.openKeeper().left()).toEqual([]);
  });

  test("is what this window itself held before its page was lost", async () => {
    const keeper = folder.openKeeper();
    await keeper.keep(bytes("one"), note);
    expect(await keeper.left()).toMatchObject([{ name: "Iris" }]);
  });

  test("is offered to one window only", async () => {
    await leave("one");
    const next = nextStart();
    expect(await next.openKeeper().left()).toHaveLength(1);
    expect(await next.openKeeper().left()).toEqual([]);
  });

  test("without a note, or with a damaged one, is still offered", async () => {
    await leave("one");
    const text = readdirSync(path).find((name) => name.endsWith(".json"))!;
    writeFileSync(join(path, text), "{half");
    expect(await nextStart().openKeeper().left()).toMatchObject([{ name: "", step: null, file: null }]);
    rmSync(join(path, text));
    expect(await nextStart().openKeeper().left()).toMatchObject([{ name: "", step: null, file: null }]);
  });

  test("recovered gives the bytes and where they lived, and stays kept until it is saved", async () => {
    await leave("one");
    const keeper = nextStart().openKeeper();
    const [{ id }] = await keeper.left();
    expect(await keeper.recover(id)).toEqual({
      kind: "opened",
      file: bytes("one"),
      home: { path: "/home/student/iris.rematrix", found },
    });
    expect(readdirSync(path)).toHaveLength(2);
    await keeper.keep(bytes("more"), note);
    expect(readdirSync(path)).toHaveLength(2);
    await keeper.forget();
    expect(readdirSync(path)).toEqual([]);
  });

  test("discarded is gone", async () => {
    await leave("one");
    const keeper = nextStart().openKeeper();
    const [{ id }] = await keeper.left();
    await keeper.discard(id);
    expect(readdirSync(path)).toEqual([]);
  });

  test("that was not offered is neither read nor removed, whatever it is called", async () => {
    mkdirSync(path);
    writeFileSync(join(path, "../precious.rematrix"), "precious");
    const keeper = folder.openKeeper();
    expect(await keeper.recover("../precious")).toMatchObject({ kind: "failed" });
    await keeper.discard("../precious");
    expect(readFileSync(join(path, "../precious.rematrix"), "utf8")).toBe("precious");
  });
});

describe("a note", () => {
  test("read is what was written", () => {
    expect(readNote(writeNote(note))).toEqual(note);
    expect(readNote(writeNote({ ...note, home: null }))).toEqual({ ...note, home: null });
  });

  test.each(["", "null", "[]", "{}", '{"name": "a", "step": -1, "time": 0}', '{"name": 1}'])(
    "of other things is none: %j",
    (text) => {
      expect(readNote(text)).toBeNull();
    },
  );

  test("names no place that is not absolute, and no fingerprint that is not whole", () => {
    const place = (home: unknown) => readNote(JSON.stringify({ ...note, home }))?.home;
    expect(place({ path: "../a.rematrix", found })).toBeNull();
    expect(place({ path: "/a.rematrix", found: { size: 1 } })).toEqual({ path: "/a.rematrix", found: null });
  });
});
