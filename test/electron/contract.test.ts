import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { channels, type ShellBridge } from "../../electron/contract.ts";
import { bootShell, runFresh, type Booted } from "../support/booted.ts";
import { contextBridge, dialog, ipcMain, webUtils, windows } from "../support/electron.ts";
import { shownDocument } from "../support/shown-document.ts";
import { workers } from "../support/worker-threads.ts";

vi.mock("electron", () => import("../support/electron.ts"));
vi.mock("node:worker_threads", () => import("../support/worker-threads.ts"));

/** Every member of the bridge: a member too many or too few does not compile. */
const members: Record<keyof ShellBridge, true> = {
  accelerators: true,
  openFile: true,
  openDropped: true,
  saveFile: true,
  leftWork: true,
  recoverWork: true,
  discardWork: true,
  keepWork: true,
  forgetWork: true,
  exportFile: true,
  exportPdf: true,
  postToEngine: true,
  restartEngine: true,
  showDocument: true,
  closeAnswered: true,
  print: true,
  onEngineEvent: true,
  onCommand: true,
};

let shell: Booted;
let bridge: ShellBridge;

beforeEach(async () => {
  shell = await bootShell();
  await runFresh("preload");
  bridge = contextBridge.exposed.get("rematrix") as unknown as ShellBridge;
});

describe("the border between page and shell", () => {
  test("main handles every channel of the contract and no other", () => {
    expect([...ipcMain.handlers.keys()].sort()).toEqual(Object.keys(channels.calls).sort());
    expect([...ipcMain.listeners.keys()].sort()).toEqual(Object.keys(channels.posts).sort());
  });

  test("the preload script exposes exactly the bridge, frozen, and nothing else", () => {
    expect([...contextBridge.exposed.keys()]).toEqual(["rematrix"]);
    expect(Object.keys(bridge).sort()).toEqual(Object.keys(members).sort());
    expect(Object.isFrozen(bridge)).toBe(true);
  });

  test("of a dropped file main gets the system's path, of one that a script made nothing", async () => {
    const path = join(mkdtempSync(join(tmpdir(), "rematrix-")), "a.json");
    writeFileSync(path, "{}");
    const dropped = new File(["{}"], "a.json");
    webUtils.paths.set(dropped, path);
    expect(await bridge.openDropped(dropped)).toMatchObject({ kind: "opened", place: { id: path } });
    expect(await bridge.openDropped(new File(["{}"], path))).toBeNull();
  });

  test("a command from the page arrives in the worker as it was", () => {
    bridge.postToEngine({ kind: "advance", unit: "epoch", count: 3 });
    expect(shell.worker().received).toEqual([{ kind: "advance", unit: "epoch", count: 3 }]);
  });

  test("an event of the worker arrives in the page, its numbers still a Float64Array", () => {
    const heard: unknown[] = [];
    bridge.onEngineEvent((event) => heard.push(event));
    const X = Float64Array.of(1, 2.5, -3);
    shell.worker().emit("message", { kind: "loaded", loaded: { generation: 1, X } });
    expect(heard).toEqual([{ kind: "loaded", loaded: { generation: 1, X } }]);
  });

  test("the page's listener gets the payload alone, never Electron's event", () => {
    const heard: unknown[][] = [];
    bridge.onCommand((...values) => heard.push(values));
    shell.window.webContents.send("shell:command", { kind: "save" });
    expect(heard).toEqual([[{ kind: "save" }]]);
  });

  test("a crash of the worker reaches the page, and restart gives it a new worker", () => {
    const heard: unknown[] = [];
    bridge.onEngineEvent((event) => heard.push(event));
    shell.worker().emit("error", new Error("out of memory"));
    expect(heard).toEqual([{ kind: "crashed", message: "out of memory" }]);
    bridge.restartEngine();
    expect(workers).toHaveLength(2);
    bridge.postToEngine({ kind: "play" });
    expect(workers[1].received).toEqual([{ kind: "play" }]);
    expect(windows[0].destroyed).toBe(false);
  });

  test("what happens to a window that is gone reaches nobody and throws nothing", () => {
    const { window } = shell;
    window.webContents.crashed = true;
    shell.worker().emit("message", { kind: "refused", generation: 1, problems: [] });
    expect(window.webContents.sent).toEqual([]);
  });

  test("print opens the system's dialog for the page, and only a failure is told", async () => {
    bridge.print();
    const { webContents } = shell.window;
    expect(webContents.prints).toHaveLength(1);
    webContents.prints[0](true, "");
    webContents.prints[0](false, "Print job canceled");
    expect(dialog.asked).toEqual([]);
    webContents.prints[0](false, "Invalid printer settings");
    expect(dialog.asked).toMatchObject([{ message: "The page could not be printed." }]);
  });

  test("showDocument marks the window as edited while there is unsaved work", () => {
    bridge.showDocument(shownDocument({ unsaved: true }));
    expect(shell.window.edited).toBe(true);
    bridge.showDocument(shownDocument({ unsaved: false }));
    expect(shell.window.edited).toBe(false);
  });

  test("the window stands for the file that the document is in, and for no file that was never opened", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "rematrix-")), "iris.json");
    writeFileSync(file, "{}");
    dialog.openAnswers = [[file]];
    expect(await bridge.openFile()).toMatchObject({ kind: "opened", place: { id: file } });
    bridge.showDocument(shownDocument({ place: { id: file, name: "iris.json" } }));
    expect(shell.window.representedFilename).toBe(file);
    bridge.showDocument(shownDocument({ place: { id: "/etc/passwd", name: "passwd" } }));
    expect(shell.window.representedFilename).toBe("");
    bridge.showDocument(shownDocument());
    expect(shell.window.representedFilename).toBe("");
  });
});
