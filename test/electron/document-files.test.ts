import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { DocumentFiles, fileName } from "../../electron/document-files.ts";
import { app, BrowserWindow, dialog, resetElectron } from "../support/electron.ts";

vi.mock("electron", () => import("../support/electron.ts"));

let folder: string;
let files: DocumentFiles;
let heard: string[];
const at = (name: string): string => join(folder, name);

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

describe("opening", () => {
  test("reads the file the person picked, and offers it to the system's recent documents", async () => {
    writeFileSync(at("a.json"), "{}");
    dialog.openAnswers = [[at("a.json")]];
    expect(await files.open(here)).toMatchObject({ kind: "opened", text: "{}" });
    expect(app.recent).toEqual([at("a.json")]);
    expect(heard).toEqual([at("a.json")]);
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
    const request = { text: "{}", place: null, suggestedName: "a" };
    expect(await windowless.save(request)).toEqual({ kind: "cancelled" });
  });
});

describe("saving", () => {
  test("asks where when the document has no place, and then writes there without asking", async () => {
    dialog.saveAnswers = [at("mine.json")];
    const first = await files.save({ text: "1", place: null, suggestedName: "Mine" });
    expect(first).toEqual({ kind: "saved", place: { id: at("mine.json"), name: "mine.json" } });
    const place = { id: at("mine.json"), name: "mine.json" };
    await files.save({ text: "2", place, suggestedName: "Mine" });
    expect(readFileSync(at("mine.json"), "utf8")).toBe("2");
    expect(dialog.saveAsked).toHaveLength(1);
  });

  test("writes back to a file that was opened, without asking", async () => {
    writeFileSync(at("a.json"), "old");
    dialog.openAnswers = [[at("a.json")]];
    const opened = await files.open(here);
    if (opened.kind !== "opened") throw new Error(opened.kind);
    await files.save({ text: "new", place: opened.place, suggestedName: "x" });
    expect(readFileSync(at("a.json"), "utf8")).toBe("new");
    expect(dialog.saveAsked).toEqual([]);
  });

  test("a path that nobody picked in this session is never written to: it is asked for", async () => {
    writeFileSync(at("precious.json"), "precious");
    const place = { id: at("precious.json"), name: "precious.json" };
    expect(await files.save({ text: "{}", place, suggestedName: "x" })).toEqual({ kind: "cancelled" });
    expect(readFileSync(at("precious.json"), "utf8")).toBe("precious");
    expect(dialog.saveAsked).toHaveLength(1);
  });

  test("the dialog begins in the documents folder, later in the folder used last", async () => {
    dialog.saveAnswers = [at("a.json")];
    await files.save({ text: "{}", place: null, suggestedName: "First" });
    await files.save({ text: "{}", place: null, suggestedName: "Second" });
    expect(dialog.saveAsked.map((asked) => asked.defaultPath)).toEqual([
      join("/documents", "First.json"),
      at("Second.json"),
    ]);
  });

  test("a name without an ending gets .json", async () => {
    dialog.saveAnswers = [at("plain")];
    expect(await files.save({ text: "{}", place: null, suggestedName: "x" })).toMatchObject({
      place: { name: "plain.json" },
    });
  });

  test("the added ending never overwrites a file the person was not asked about", async () => {
    writeFileSync(at("plain.json"), "precious");
    dialog.saveAnswers = [at("plain")];
    await files.save({ text: "{}", place: null, suggestedName: "x" });
    expect(readFileSync(at("plain.json"), "utf8")).toBe("precious");
    expect(existsSync(at("plain"))).toBe(true);
  });

  test("what stands in the way is a failure with its reason", async () => {
    mkdirSync(at("taken.json"));
    dialog.saveAnswers = [at("taken.json")];
    expect((await files.save({ text: "{}", place: null, suggestedName: "x" })).kind).toBe("failed");
    expect(heard).toEqual([]);
  });
});

describe("a suggested name", () => {
  test.each([
    ["The article's network", "The article's network.json"],
    ["iris.json", "iris.json"],
    ["a/b: c*d?", "a-b- c-d-.json"],
    ["../../etc/passwd", "-..-etc-passwd.json"],
    ["", "experiment.json"],
    [" . ", "experiment.json"],
    ["v1.2", "v1.2.json"],
    ["tab\there", "tab-here.json"],
  ])("%j becomes %j", (suggested, expected) => {
    expect(fileName(suggested)).toBe(expected);
  });
});
