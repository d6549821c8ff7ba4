import { existsSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { ShellCommand } from "../../electron/contract.ts";
import { commandOfMenu } from "../../renderer/shell/host-commands.ts";
import { bootShell, runFresh } from "../support/booted.ts";
import {
  app,
  dialog,
  ipcMain,
  log,
  menuItem,
  protocol,
  resetElectron,
  senderOf,
  windows,
} from "../support/electron.ts";
import { shownDocument } from "../support/shown-document.ts";
import { workers } from "../support/worker-threads.ts";
import { waitUntil } from "../support/wait.ts";

vi.mock("electron", () => import("../support/electron.ts"));
vi.mock("node:worker_threads", () => import("../support/worker-threads.ts"));

const argv = process.argv;

beforeEach(() => {
  process.argv = ["electron", "."];
  app.paths.userData = mkdtempSync(join(tmpdir(), "rematrix-user-"));
  return () => {
    process.argv = argv;
  };
});

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function experimentFile(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), "rematrix-")), "experiment.json");
  writeFileSync(file, text);
  return file;
}

describe("booting", () => {
  test("takes the lock, then the sandbox and the scheme before ready, then the rest, then the window", async () => {
    await bootShell();
    expect(log).toEqual([
      "lock",
      "sandbox",
      "declare scheme",
      "whenReady",
      "ready",
      "serve scheme",
      "session",
      "about",
      "menu",
      "window",
    ]);
  });

  test("opens one window on the page's own address and shows it when there is something to see", async () => {
    const { window } = await bootShell();
    expect(window.loaded).toBe("app://rematrix/index.html");
    expect(window.visible).toBe(false);
    window.emit("ready-to-show");
    expect(window.visible).toBe(true);
  });

  test("starts one training worker, from a module beside main", async () => {
    const { worker } = await bootShell();
    expect(workers).toHaveLength(1);
    expect(worker().file).toMatch(/training-worker\.mjs$/);
  });

  test("declares app:// as a standard, secure scheme that fetch may use", async () => {
    await bootShell();
    expect(protocol.schemes).toEqual([
      {
        scheme: "app",
        privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
      },
    ]);
  });

  test("a file on the command line reaches the page once it has loaded", async () => {
    const file = experimentFile("{}");
    process.argv = ["electron", ".", "--flag", file];
    const { window } = await bootShell();
    await waitUntil(() => window.webContents.payloads("shell:command").length > 0);
    expect(window.webContents.payloads("shell:command")).toEqual([
      { kind: "opened", file: bytesOf("{}"), place: { id: file, name: "experiment.json" } },
    ]);
  });

  test("a file that macOS hands over before the window is there waits for it", async () => {
    const file = experimentFile("{}");
    resetElectron();
    await runFresh("main");
    app.emit("open-file", { preventDefault: () => undefined }, file);
    app.becomeReady();
    await waitUntil(() => windows.length === 1);
    expect(windows[0].webContents.payloads("shell:command")).toEqual([]);
    windows[0].webContents.emit("did-finish-load");
    await waitUntil(() => windows[0].webContents.payloads("shell:command").length > 0);
    expect(windows[0].webContents.payloads("shell:command")).toMatchObject([
      { kind: "opened", file: bytesOf("{}") },
    ]);
  });

  test.each([
    ["/nowhere/gone.json", "It is not there; it may have been moved or deleted."],
    [join(import.meta.filename, "gone.json"), "Its folder is not there."],
    [`/${"long".repeat(100)}.json`, "The name is longer than that disk allows."],
  ])(
    "a file from the system that cannot be read is named in a message, with the reason: %s",
    async (path, detail) => {
      process.argv = ["electron", ".", path];
      const { window } = await bootShell();
      await waitUntil(() => dialog.asked.length > 0);
      expect(dialog.asked[0]).toMatchObject({ message: `${basename(path)} could not be opened.`, detail });
      expect(window.webContents.payloads("shell:command")).toEqual([]);
    },
  );

  test("quits when the window is closed, and ends the worker", async () => {
    const { window, worker } = await bootShell();
    window.close();
    expect(worker().terminated).toBe(true);
    expect(log.at(-1)).toBe("quit");
  });
});

test("a packed program whose training worker is not the one it was made with says so, and ends", async () => {
  resetElectron();
  workers.length = 0;
  app.isPackaged = true;
  await runFresh("main");
  app.becomeReady();
  await waitUntil(() => dialog.errors.length > 0);
  expect(dialog.errors).toEqual(["A part of Rematrix is damaged."]);
  expect(log.at(-1)).toBe("quit");
  expect(windows).toEqual([]);
  expect(workers).toEqual([]);
});

describe("a second start", () => {
  test("quits at once when the lab is already running: no window, no worker, no scheme", async () => {
    resetElectron();
    workers.length = 0;
    app.hasLock = false;
    await runFresh("main");
    app.becomeReady();
    await Promise.resolve();
    expect(log).toEqual(["lock", "quit", "ready"]);
    expect(windows).toEqual([]);
    expect(workers).toEqual([]);
  });

  test("carries its file argument in the lock, as an absolute path", async () => {
    process.argv = ["electron", ".", "some/experiment.json"];
    await bootShell();
    expect(app.lockData).toEqual({ files: [join(process.cwd(), "some/experiment.json")] });
  });

  test("brings the first window to the front and hands its file to the page", async () => {
    const { window } = await bootShell();
    window.show();
    window.minimized = true;
    const file = experimentFile('{"a": 1}');
    app.emit("second-instance", {}, [], "/", { files: [file] });
    await waitUntil(() => window.webContents.payloads("shell:command").length > 0);
    expect(window.webContents.payloads("shell:command")).toMatchObject([
      { kind: "opened", file: bytesOf('{"a": 1}') },
    ]);
    expect(window.minimized).toBe(false);
    expect(window.calls).toEqual(["focus"]);
  });

  test("without a file only brings the window to the front", async () => {
    const { window } = await bootShell();
    app.emit("second-instance", {}, [], "/", { files: [] });
    app.emit("second-instance", {}, [], "/", { files: 7 });
    app.emit("second-instance", {}, [], "/", "nonsense");
    expect(window.calls).toEqual(["focus", "focus", "focus"]);
    expect(window.webContents.sent).toEqual([]);
  });
});

test("every command of the menu reaches the page", async () => {
  const { window } = await bootShell();
  for (const label of ["&File", "&Edit", "&Training", "&View", "&Help"]) {
    for (const item of menuItem(label).submenu ?? []) if (item.label !== "New window") item.click?.();
  }
  const kinds = window.webContents.payloads("shell:command").map((command) => (command as ShellCommand).kind);
  expect(kinds.sort()).toEqual(Object.keys(commandOfMenu).sort());
});

test("a page whose process died gets a fresh engine; its work is not asked about, and stays kept", async () => {
  const { window } = await bootShell();
  ipcMain.listeners.get("document:show")?.(senderOf(), shownDocument({ name: "Iris", unsaved: true }));
  const work = { file: bytesOf("kept"), name: "Iris", step: 3, place: null };
  ipcMain.listeners.get("recovery:keep")?.(senderOf(), work);
  const recovery = join(app.getPath("userData"), "recovery");
  const kept = (): string[] => (existsSync(recovery) ? readdirSync(recovery).sort() : []);
  await waitUntil(() => kept().filter((name) => !name.endsWith(".tmp")).length === 2);
  const before = kept();
  window.webContents.emit("render-process-gone", {}, { reason: "crashed" });
  expect(workers.map((worker) => worker.terminated)).toEqual([true, false]);
  expect(window.edited).toBe(false);
  window.close();
  expect(window.destroyed).toBe(true);
  expect(dialog.asked.map((asked) => asked.message)).toEqual(["The window stopped working."]);
  expect(kept()).toEqual(before);
});

test("closing with unsaved work sends save-and-close to the page and closes on its yes", async () => {
  const { window } = await bootShell();
  ipcMain.listeners.get("document:show")?.(senderOf(), shownDocument({ name: "Iris", unsaved: true }));
  dialog.messageAnswers = [0];
  window.close();
  await waitUntil(() => window.webContents.payloads("shell:command").length > 0);
  expect(window.webContents.payloads("shell:command")).toEqual([{ kind: "save-and-close" }]);
  expect(log).not.toContain("quit");
  ipcMain.listeners.get("window:close-answered")?.(senderOf(), true);
  await waitUntil(() => window.destroyed);
  expect(log).toContain("quit");
});
