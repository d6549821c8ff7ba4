import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Rectangle } from "electron";
import { openWindow } from "../../electron/window.ts";
import { nativeTheme, resetElectron, windows, type BrowserWindow } from "../support/electron.ts";
import { waitUntil } from "../support/wait.ts";

vi.mock("electron", () => import("../support/electron.ts"));

let state: string;

beforeEach(() => {
  resetElectron();
  nativeTheme.shouldUseDarkColors = false;
  state = join(mkdtempSync(join(tmpdir(), "rematrix-")), "window-state.json");
});

function open(beside: Rectangle | null = null): BrowserWindow {
  openWindow({ preload: "/out/preload.cjs", state }, beside);
  return windows[windows.length - 1];
}

describe("the window", () => {
  test("isolates, sandboxes and keeps Node from the page", () => {
    expect(open().options.webPreferences).toEqual({
      preload: "/out/preload.cjs",
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    });
  });

  test("is at least 1024 by 640 and hidden until it has something to show", () => {
    expect(open().options).toMatchObject({ minWidth: 1024, minHeight: 640, show: false });
  });

  test("is shown also when its page cannot be loaded", () => {
    const window = open();
    window.webContents.emit("did-fail-load");
    expect(window.visible).toBe(true);
  });

  test("has the page's background in light and in dark", () => {
    const light = open().options.backgroundColor;
    nativeTheme.shouldUseDarkColors = true;
    const dark = open().options.backgroundColor;
    const tokens = readFileSync("renderer/theme/tokens.css", "utf8");
    expect(tokens).toContain(`--page: light-dark(${light}, ${dark});`);
  });

  test("opens in the middle of the first screen the first time", () => {
    expect(open().options).toMatchObject({ x: 240, y: 70, width: 1440, height: 900 });
  });

  test("opens a little below and beside the one it comes from, of its size", () => {
    expect(open({ x: 100, y: 50, width: 1200, height: 800 }).options).toMatchObject({
      x: 128,
      y: 78,
      width: 1200,
      height: 800,
    });
  });

  test("opens where it was closed", () => {
    const window = open();
    window.bounds = { x: 300, y: 40, width: 1200, height: 800 };
    window.close();
    expect(open().options).toMatchObject({ x: 300, y: 40, width: 1200, height: 800 });
  });

  test.each(["resize", "move", "maximize", "unmaximize"])(
    "is remembered from a %s on, also without a close",
    async (change) => {
      const window = open();
      window.bounds = { x: 300, y: 40, width: 1200, height: 800 };
      window.emit(change);
      await waitUntil(() => existsSync(state));
      expect(JSON.parse(readFileSync(state, "utf8"))).toEqual({ bounds: window.bounds, maximized: false });
    },
  );

  test("that is gone is not asked where it is", async () => {
    const window = open();
    window.emit("move");
    window.close();
    const written = readFileSync(state, "utf8");
    window.getNormalBounds = () => {
      throw new Error("Object has been destroyed");
    };
    window.emit("move");
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(readFileSync(state, "utf8")).toBe(written);
  });

  test("opens maximized when it was closed maximized, with the size underneath remembered", () => {
    const window = open();
    window.maximize();
    window.close();
    expect(open().maximized).toBe(true);
    expect(JSON.parse(readFileSync(state, "utf8"))).toEqual({
      bounds: { x: 10, y: 20, width: 1100, height: 700 },
      maximized: true,
    });
  });

  test.each([
    "",
    "{",
    "null",
    '{"bounds": null, "maximized": true}',
    '{"bounds": {"x": "a"}, "maximized": false}',
  ])("opens in the usual place when the remembered state is %j", (text) => {
    writeFileSync(state, text);
    expect(open().options).toMatchObject({ x: 240, y: 70, width: 1440, height: 900 });
  });
});
