import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { FilePlace, SaveRequest } from "../../electron/contract.ts";
import { DocumentFiles } from "../../electron/document-files.ts";
import { fileName } from "../../electron/file-names.ts";
import { temporaryFor } from "../../electron/leftovers.ts";
import { app, BrowserWindow, dialog, resetElectron } from "../support/electron.ts";
import { waitUntil } from "../support/wait.ts";

vi.mock("electron", () => import("../support/electron.ts"));

let folder: string;
let files: DocumentFiles;
let heard: string[];
const at = (name: string): string => join(folder, name);
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (name: string): string => readFileSync(at(name), "utf8");
const placeOf = (name: string): FilePlace => ({ id: at(name), name });

/** Asks for a file to be saved whose training is `training`, beside an experiment alone. */
function request(training: string | null, change: Partial<SaveRequest> = {}): SaveRequest {
  const file = training === null ? null : bytesOf(training);
  return { file, text: "alone", suggestedName: "x", place: null, overwrite: false, ...change };
}

async function openAt(name: string): Promise<void> {
  dialog.openAnswers = [[at(name)]];
  expect((await files.open(here)).kind).toBe("opened");
}

beforeEach(() => {
  resetElectron();
  folder = mkdtempSync(join(tmpdir(), "rematrix-"));
  heard = [];
  const window = new BrowserWindow({ webPreferences: {} });
  files = new DocumentFiles(
    () => window as never,
    (path) => heard.push(path),
  );
});

/** A picked file opens in this window. */
const here = (): boolean => true;

describe("a dropped file", () => {
  test("opens with its place, where it is written again without a question", async () => {
    writeFileSync(at("a.json"), "{}");
    const place = placeOf("a.json");
    expect(await files.openDropped(at("a.json"), here)).toMatchObject({ kind: "opened", place });
    expect(await files.save(request(null, { place }))).toMatchObject({ kind: "saved", place });
    expect(dialog.saveAsked).toEqual([]);
  });

  test("that opens in another window is not read here", async () => {
    writeFileSync(at("a.json"), "{}");
    expect(await files.openDropped(at("a.json"), () => false)).toEqual({ kind: "cancelled" });
  });

  test.each(["key.pem", "passwd", ".json", "a.json/../passwd"])(
    "called %s is not read: it is no experiment",
    async (name) => {
      writeFileSync(at("passwd"), "secret");
      expect(await files.openDropped(`${folder}/${name}`, here)).toBeNull();
      expect(await files.openDropped("relative.json", here)).toBeNull();
    },
  );
});

describe("opening", () => {
  test("reads the file the person picked, and offers it to the system's recent documents", async () => {
    writeFileSync(at("a.json"), "{}");
    dialog.openAnswers = [[at("a.json")]];
    expect(await files.open(here)).toMatchObject({ kind: "opened", file: bytesOf("{}") });
    expect(app.recent).toEqual([at("a.json")]);
    expect(heard).toEqual([at("a.json")]);
  });

  test("removes what a save of the file that was killed has left beside it", async () => {
    writeFileSync(at("a.json"), "{}");
    const ended = spawnSync(process.execPath, ["--version"]).pid;
    writeFileSync(temporaryFor(at("a.json")).replace(`-${process.pid}-`, `-${ended}-`), "half");
    await openAt("a.json");
    await waitUntil(() => readdirSync(folder).length === 1);
    expect(readdirSync(folder)).toEqual(["a.json"]);
  });

  test("a cancelled dialog is cancelled", async () => {
    expect(await files.open(here)).toEqual({ kind: "cancelled" });
  });

  test("that opens in another window is not read here", async () => {
    dialog.openAnswers = [[at("a.json")]];
    expect(await files.open(() => false)).toEqual({ kind: "cancelled" });
    expect(heard).toEqual([]);
  });

  test("a file that fails is not remembered", async () => {
    dialog.openAnswers = [[at("gone.json")]];
    expect(await files.open(here)).toMatchObject({ kind: "failed" });
    expect(app.recent).toEqual([]);
  });

  test("without a window there is nobody to ask", async () => {
    const windowless = new DocumentFiles(
      () => null,
      () => undefined,
    );
    expect(await windowless.open(here)).toEqual({ kind: "cancelled" });
    expect(await windowless.save(request("1"))).toEqual({ kind: "cancelled" });
  });
});

describe("saving", () => {
  test("asks where when the document has no place, and then writes there without asking", async () => {
    dialog.saveAnswers = [at("mine.rematrix")];
    const place = placeOf("mine.rematrix");
    const first = await files.save(request("1", { suggestedName: "Mine" }));
    expect(first).toEqual({ kind: "saved", place, whole: true });
    await files.save(request("2", { place }));
    expect(read("mine.rematrix")).toBe("2");
    expect(dialog.saveAsked).toHaveLength(1);
  });

  test("writes back to a file that was opened, without asking", async () => {
    writeFileSync(at("a.rematrix"), "old");
    await openAt("a.rematrix");
    await files.save(request("new", { place: placeOf("a.rematrix") }));
    expect(read("a.rematrix")).toBe("new");
    expect(dialog.saveAsked).toEqual([]);
  });

  test("a path that nobody picked in this session is never written to: it is asked for", async () => {
    writeFileSync(at("precious.json"), "precious");
    const place = placeOf("precious.json");
    expect(await files.save(request("1", { place, overwrite: true }))).toEqual({ kind: "cancelled" });
    expect(read("precious.json")).toBe("precious");
    expect(dialog.saveAsked).toHaveLength(1);
  });

  test("the dialog begins in the documents folder, later in the folder used last", async () => {
    dialog.saveAnswers = [at("a.rematrix")];
    await files.save(request("1", { suggestedName: "First" }));
    await files.save(request("1", { suggestedName: "Second.json" }));
    expect(dialog.saveAsked.map((asked) => asked.defaultPath)).toEqual([
      join("/documents", "First.rematrix"),
      at("Second.json"),
    ]);
  });

  test("the dialog offers both kinds of file, the one that is suggested first", async () => {
    await files.save(request("1"));
    await files.save(request("1", { suggestedName: "Second.json" }));
    await files.save(request(null));
    expect(dialog.saveAsked.map(({ filters }) => filters.flatMap(({ extensions }) => extensions))).toEqual([
      ["rematrix", "json", "*"],
      ["json", "rematrix", "*"],
      ["json", "*"],
    ]);
  });

  test("a name that ends in .json gets the experiment without its training", async () => {
    dialog.saveAnswers = [at("a.JSON")];
    expect(await files.save(request("1"))).toMatchObject({ kind: "saved", whole: false });
    expect(read("a.JSON")).toBe("alone");
  });

  test("where there is no training, the experiment is written, under a name for it", async () => {
    dialog.saveAnswers = [at("a")];
    expect(await files.save(request(null))).toMatchObject({ place: { name: "a.json" }, whole: false });
    expect(read("a.json")).toBe("alone");
  });

  test("a name without an ending gets .rematrix", async () => {
    dialog.saveAnswers = [at("plain")];
    expect(await files.save(request("1"))).toMatchObject({ place: { name: "plain.rematrix" } });
  });

  test("the added ending never overwrites a file the person was not asked about", async () => {
    writeFileSync(at("plain.rematrix"), "precious");
    dialog.saveAnswers = [at("plain")];
    await files.save(request("1"));
    expect(read("plain.rematrix")).toBe("precious");
    expect(existsSync(at("plain"))).toBe(true);
  });

  test("what stands in the way is a failure with its reason", async () => {
    mkdirSync(at("taken.json"));
    dialog.saveAnswers = [at("taken.json")];
    expect((await files.save(request("1"))).kind).toBe("failed");
    expect(heard).toEqual([]);
  });

  test("a folder that vanished is a failure, and the next place works", async () => {
    mkdirSync(at("stick"));
    writeFileSync(at("stick/a.rematrix"), "old");
    await openAt("stick/a.rematrix");
    rmSync(at("stick"), { recursive: true });
    const place = { id: at("stick/a.rematrix"), name: "a.rematrix" };
    expect(await files.save(request("new", { place }))).toEqual({
      kind: "failed",
      reason: "Its folder is not there.",
    });
    dialog.saveAnswers = [at("elsewhere.rematrix")];
    expect(await files.save(request("new"))).toMatchObject({ kind: "saved" });
    expect(read("elsewhere.rematrix")).toBe("new");
  });
});

describe("a file that somebody else changed", () => {
  const place = (): FilePlace => placeOf("a.rematrix");

  beforeEach(async () => {
    writeFileSync(at("a.rematrix"), "old");
    await openAt("a.rematrix");
  });

  test("since it was opened is left alone and told of, and written when that is wanted", async () => {
    writeFileSync(at("a.rematrix"), "theirs");
    expect(await files.save(request("mine", { place: place() }))).toEqual({ kind: "changed" });
    expect(read("a.rematrix")).toBe("theirs");
    expect(await files.save(request("mine", { place: place(), overwrite: true }))).toMatchObject({
      kind: "saved",
    });
    expect(read("a.rematrix")).toBe("mine");
  });

  test("since it was saved is told of, too, also where it is as long and as old as before", async () => {
    await files.save(request("mine", { place: place() }));
    const { atime, mtime } = statSync(at("a.rematrix"));
    writeFileSync(at("a.rematrix"), "hers");
    utimesSync(at("a.rematrix"), atime, mtime);
    expect(await files.save(request("more", { place: place() }))).toEqual({ kind: "changed" });
  });

  test("only in its time was not changed", async () => {
    utimesSync(at("a.rematrix"), 1, 1);
    expect(await files.save(request("mine", { place: place() }))).toMatchObject({ kind: "saved" });
  });

  test("by deleting it is written anew", async () => {
    rmSync(at("a.rematrix"));
    expect(await files.save(request("mine", { place: place() }))).toMatchObject({ kind: "saved" });
    expect(read("a.rematrix")).toBe("mine");
  });

  test("and that is picked again in the dialog was asked about there", async () => {
    writeFileSync(at("a.rematrix"), "theirs");
    dialog.saveAnswers = [at("a.rematrix")];
    expect(await files.save(request("mine"))).toMatchObject({ kind: "saved" });
  });
});

describe("a suggested name", () => {
  test.each([
    ["The article's network", "The article's network.rematrix"],
    ["iris.json", "iris.json"],
    ["a/b: c*d?", "a-b- c-d-.rematrix"],
    ["../../etc/passwd", "-..-etc-passwd.rematrix"],
    ["", "experiment.rematrix"],
    [" . ", "experiment.rematrix"],
    ["v1.2", "v1.2.rematrix"],
    ["tab\there", "tab-here.rematrix"],
  ])("%j becomes %j", (suggested, expected) => {
    expect(fileName(suggested)).toBe(expected);
  });
});
