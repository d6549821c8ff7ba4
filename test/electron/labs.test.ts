import { mkdtempSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { ShownDocument } from "../../electron/contract.ts";
import { bootShell } from "../support/booted.ts";
import {
  app,
  dialog,
  ipcMain,
  menuItem,
  nativeTheme,
  powerSaveBlocker,
  senderOf,
  windows,
  type BrowserWindow,
} from "../support/electron.ts";
import { shownDocument } from "../support/shown-document.ts";
import { workers } from "../support/worker-threads.ts";
import { waitUntil } from "../support/wait.ts";

vi.mock("electron", () => import("../support/electron.ts"));
vi.mock("node:worker_threads", () => import("../support/worker-threads.ts"));

const [save, discard, cancel] = [0, 1, 2];
let first: BrowserWindow;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "rematrix-"));
  app.paths.userData = folder;
  ({ window: first } = await bootShell());
});

function fileNamed(name: string): string {
  const file = join(folder, name);
  writeFileSync(file, `{"name": "${name}"}`);
  return file;
}

/** Another window, its page loaded. */
function openAnother(): BrowserWindow {
  menuItem("&File", "New window").click?.();
  const window = windows[windows.length - 1];
  window.webContents.emit("did-finish-load");
  return window;
}

/** What a window's page says it shows. */
function show(window: BrowserWindow, given: Partial<ShownDocument>): void {
  ipcMain.listeners.get("document:show")?.(
    senderOf(undefined, window.webContents),
    shownDocument({ untouched: false, ...given }),
  );
}

/** Lets a window's page have opened this file. */
async function hasOpened(window: BrowserWindow, file: string): Promise<void> {
  await waitUntil(() => commands(window).length > 0);
  show(window, { place: { id: file, name: "a file" } });
}

const commands = (window: BrowserWindow): unknown[] => window.webContents.payloads("shell:command");
const second = (...files: string[]): void => void app.emit("second-instance", {}, [], "/", { files });
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
const pick = (window: BrowserWindow): Promise<unknown> =>
  Promise.resolve(ipcMain.handlers.get("files:open")?.(senderOf(undefined, window.webContents), null));

describe("several windows", () => {
  test("have an engine each, and what it says reaches its own page only", () => {
    const other = openAnother();
    expect(workers).toHaveLength(2);
    ipcMain.listeners.get("engine:post")?.(senderOf(undefined, other.webContents), { kind: "play" });
    expect(workers.map((worker) => worker.received)).toEqual([[], [{ kind: "play" }]]);
    workers[1].emit("message", { kind: "refused", generation: 1, problems: [] });
    expect(first.webContents.payloads("engine:event")).toEqual([]);
    expect(other.webContents.payloads("engine:event")).toHaveLength(1);
  });

  test("have a document each", () => {
    const other = openAnother();
    show(other, { unsaved: true });
    expect([first.edited, other.edited]).toEqual([false, true]);
  });

  test("are cascaded, and the menu's commands go to the one in front", () => {
    first.bounds = { x: 100, y: 50, width: 1200, height: 800 };
    const other = openAnother();
    expect(other.options).toMatchObject({ x: 128, y: 78, width: 1200, height: 800 });
    menuItem("&File", "Save").click?.();
    first.focus();
    menuItem("&Edit", "Undo").click?.();
    expect([commands(first), commands(other)]).toEqual([[{ kind: "undo" }], [{ kind: "save" }]]);
  });

  test("end their engine when they close; the last one ends the application", () => {
    const other = openAnother();
    other.close();
    expect(workers.map((worker) => worker.terminated)).toEqual([false, true]);
    expect(app.ended).toBe(false);
    first.close();
    expect(app.ended).toBe(true);
  });

  test("may all be closed on macOS, where the Dock then opens one again", () => {
    vi.stubGlobal("process", { ...process, platform: "darwin" });
    first.close();
    expect(app.ended).toBe(false);
    app.emit("activate", {}, false);
    expect(windows).toHaveLength(2);
    vi.unstubAllGlobals();
  });
});

describe("a file that is named", () => {
  test("opens in an untouched window, else in a window of its own", async () => {
    const [one, two] = [fileNamed("one.json"), fileNamed("two.json")];
    second(one);
    await hasOpened(first, one);
    second(two);
    await waitUntil(() => windows.length === 2);
    windows[1].webContents.emit("did-finish-load");
    await waitUntil(() => commands(windows[1]).length > 0);
    expect(commands(windows[1])).toMatchObject([{ kind: "opened", place: { id: two } }]);
    expect(commands(first)).toHaveLength(1);
  });

  test("that is open already brings its window to the front, also by a link to it", async () => {
    const file = fileNamed("one.json");
    second(file);
    await hasOpened(first, file);
    openAnother();
    symlinkSync(file, join(folder, "link.json"));
    first.calls.length = 0;
    first.visible = true;
    second(join(folder, "link.json"));
    await waitUntil(() => first.calls.length > 0);
    expect(windows).toHaveLength(2);
    expect(commands(windows[1])).toEqual([]);
  });

  test("twice in a row opens once", async () => {
    show(first, { unsaved: true });
    const file = fileNamed("one.json");
    second(file);
    second(file);
    await settle();
    expect(windows).toHaveLength(2);
  });

  test("with others opens a window for each", async () => {
    second(fileNamed("one.json"), fileNamed("two.json"), fileNamed("three.json"));
    await waitUntil(() => windows.length === 3 && commands(first).length === 1);
  });

  test("that the page refused may be opened again", async () => {
    const file = fileNamed("one.json");
    second(file);
    await waitUntil(() => commands(first).length === 1);
    show(first, { untouched: true });
    second(file);
    await waitUntil(() => commands(first).length === 2);
    expect(windows).toHaveLength(1);
  });

  test("that is not there gives a message, and no window", async () => {
    show(first, { unsaved: true });
    second("/nowhere/gone.json");
    await waitUntil(() => dialog.asked.length > 0);
    expect(dialog.asked[0].message).toBe("gone.json could not be opened.");
    expect(windows).toHaveLength(1);
  });
});

describe("a file picked in a window", () => {
  test("opens in it while it is untouched", async () => {
    const file = fileNamed("one.json");
    dialog.openAnswers = [[file]];
    expect(await pick(first)).toMatchObject({ kind: "opened", place: { id: file } });
    expect(windows).toHaveLength(1);
  });

  test("opens in a window of its own when there is a document already", async () => {
    show(first, { unsaved: true });
    dialog.openAnswers = [[fileNamed("one.json")]];
    expect(await pick(first)).toEqual({ kind: "cancelled" });
    expect(windows).toHaveLength(2);
  });

  test("that is open in another window brings that one to the front", async () => {
    const file = fileNamed("one.json");
    second(file);
    await hasOpened(first, file);
    const other = openAnother();
    dialog.openAnswers = [[file]];
    first.visible = true;
    first.calls.length = 0;
    expect(await pick(other)).toEqual({ kind: "cancelled" });
    expect(first.calls).toEqual(["focus"]);
    expect(windows).toHaveLength(2);
  });
});

describe("quitting", () => {
  let other: BrowserWindow;
  beforeEach(() => {
    other = openAnother();
  });

  test("without unsaved work closes every window and asks nothing", () => {
    app.quit();
    expect(app.ended).toBe(true);
    expect(dialog.asked).toEqual([]);
  });

  test("asks one window after the other, and ends when all agree", async () => {
    show(first, { name: "one", unsaved: true });
    show(other, { name: "two", unsaved: true });
    dialog.messageAnswers = [discard];
    app.quit();
    await settle();
    expect(dialog.asked.map(({ message }) => message)).toEqual([
      "Save the changes to “one”?",
      "Save the changes to “two”?",
    ]);
    expect(windows.map((window) => window.destroyed)).toEqual([false, false]);
  });

  test("saves where the person says so, and then ends", async () => {
    show(first, { unsaved: true });
    show(other, { unsaved: true });
    dialog.messageAnswers = [save, discard];
    app.quit();
    await waitUntil(() => commands(first).length > 0);
    expect(commands(first)).toEqual([{ kind: "save-and-close" }]);
    expect(dialog.asked).toHaveLength(1);
    ipcMain.listeners.get("window:close-answered")?.(senderOf(undefined, first.webContents), true);
    await waitUntil(() => app.ended);
  });

  test("stops at the first Cancel, closes nothing, and asks everybody again the next time", async () => {
    show(first, { unsaved: true });
    show(other, { unsaved: true });
    dialog.messageAnswers = [discard, cancel];
    app.quit();
    await settle();
    expect(windows.map((window) => window.destroyed)).toEqual([false, false]);
    dialog.messageAnswers = [discard, discard];
    app.quit();
    await waitUntil(() => app.ended);
    expect(dialog.asked).toHaveLength(4);
  });

  test("stops where saving fails", async () => {
    show(first, { unsaved: true });
    dialog.messageAnswers = [save];
    app.quit();
    await waitUntil(() => commands(first).length > 0);
    ipcMain.listeners.get("window:close-answered")?.(senderOf(undefined, first.webContents), false);
    await settle();
    expect(app.ended).toBe(false);
  });

  test("asked for again while a question is open asks nothing more", async () => {
    show(first, { unsaved: true });
    app.quit();
    app.quit();
    await settle();
    expect(dialog.asked).toHaveLength(1);
  });
});

describe("the machine", () => {
  const frame = (status: string): object => ({ kind: "frame", frame: { status } });
  const held = (): string[] => [...powerSaveBlocker.held.values()];

  test("is kept awake while any window trains, and only then", () => {
    const other = openAnother();
    expect(held()).toEqual([]);
    workers[0].emit("message", frame("running"));
    workers[0].emit("message", frame("running"));
    workers[1].emit("message", frame("running"));
    expect(held()).toEqual(["prevent-app-suspension"]);
    workers[0].emit("message", frame("stopped"));
    expect(held()).toHaveLength(1);
    other.close();
    expect(held()).toEqual([]);
    expect(powerSaveBlocker.started).toBe(1);
  });

  test("may sleep once training has crashed, or its page has", () => {
    workers[0].emit("message", frame("running"));
    workers[0].emit("error", new Error("gone"));
    expect(held()).toEqual([]);
    ipcMain.listeners.get("engine:restart")?.(senderOf(), null);
    workers[1].emit("message", frame("running"));
    expect(held()).toHaveLength(1);
    first.webContents.emit("render-process-gone", {}, { reason: "crashed" });
    expect(held()).toEqual([]);
  });
});

describe("recent files", () => {
  const recent = (): string[] =>
    (menuItem("&File", "Open recent").submenu ?? []).flatMap(({ label }) => label ?? []);

  test("stand in File, the newest first, and are kept for the next start", async () => {
    const [one, two] = [fileNamed("one.json"), fileNamed("two.json")];
    second(one);
    await hasOpened(first, one);
    second(two);
    await waitUntil(() => windows.length === 2);
    windows[1].webContents.emit("did-finish-load");
    await waitUntil(() => recent().length === 3);
    expect(recent()).toEqual(["two.json", "one.json", "Clear this list"]);
    await bootShell();
    expect(recent()).toEqual(["two.json", "one.json", "Clear this list"]);
  });

  test("open from there; one that is gone is said and dropped", async () => {
    const file = fileNamed("one.json");
    second(file);
    await hasOpened(first, file);
    await waitUntil(() => recent().includes("one.json"));
    first.visible = true;
    first.calls.length = 0;
    menuItem("&File", "Open recent", "one.json").click?.();
    await waitUntil(() => first.calls.length > 0);
    unlinkSync(file);
    menuItem("&File", "Open recent", "one.json").click?.();
    await waitUntil(() => dialog.asked.length > 0);
    expect(dialog.asked[0].message).toBe("one.json could not be opened.");
    await waitUntil(() => recent().includes("No files yet"));
  });

  test("are forgotten by Clear, the system's own list included", async () => {
    const file = fileNamed("one.json");
    second(file);
    await waitUntil(() => recent().includes("Clear this list"));
    expect(app.recent).toEqual([file]);
    menuItem("&File", "Open recent", "Clear this list").click?.();
    await waitUntil(() => recent().includes("No files yet"));
    expect(app.recent).toEqual([]);
  });
});

describe("the menu", () => {
  test("follows the window in front", async () => {
    show(first, { undo: "hidden units 4 → 6" });
    await waitUntil(() => menuItem("&Edit").submenu?.[0].label === "Undo: hidden units 4 → 6");
    openAnother();
    await waitUntil(() => menuItem("&Edit").submenu?.[0].label === "Undo");
    expect(menuItem("&Edit", "Undo").enabled).toBe(false);
    first.focus();
    await waitUntil(() => menuItem("&Edit").submenu?.[0].label === "Undo: hidden units 4 → 6");
  });

  test("lists the windows by their documents, and brings them to the front", async () => {
    show(first, { name: "one", unsaved: true });
    const other = openAnother();
    show(other, { name: "two" });
    await waitUntil(() => menuItem("&Window").submenu?.at(-1)?.label === "two");
    expect(menuItem("&Window", "● one").checked).toBe(false);
    expect(menuItem("&Window", "two").checked).toBe(true);
    first.visible = true;
    menuItem("&Window", "● one").click?.();
    expect(first.calls).toEqual(["focus"]);
  });

  test("chooses the theme of all windows, which the next start takes up", async () => {
    menuItem("&View", "Theme", "Dark").click?.();
    expect(nativeTheme.themeSource).toBe("dark");
    expect(menuItem("&View", "Theme", "Dark").checked).toBe(true);
    await bootShell();
    expect(nativeTheme.themeSource).toBe("dark");
  });

  test("asks a page for what was chosen while it was still loading", async () => {
    menuItem("&File", "New window").click?.();
    menuItem("&File", "Open…").click?.();
    expect(commands(windows[1])).toEqual([]);
    windows[1].webContents.emit("did-finish-load");
    expect(commands(windows[1])).toEqual([{ kind: "open" }]);
  });
});

describe("on macOS without a window", () => {
  beforeEach(async () => {
    vi.stubGlobal("process", { ...process, platform: "darwin" });
    first.close();
    return () => vi.unstubAllGlobals();
  });

  test.each(["New experiment", "New window"])("%s opens one", (label) => {
    menuItem("&File", label).click?.();
    expect(windows).toHaveLength(2);
  });

  test("nothing else of the document's commands is offered", async () => {
    await waitUntil(() => menuItem("&File", "Save").enabled === false);
    for (const label of ["Save as…", "Gallery…", "Print…"])
      expect(menuItem("&File", label).enabled).toBe(false);
    for (const item of menuItem("&Training").submenu ?? []) expect(item.enabled ?? false).toBe(false);
  });
});
