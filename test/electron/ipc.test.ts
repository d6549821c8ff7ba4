import { beforeEach, describe, expect, test, vi } from "vitest";
import type { ShellHandlers } from "../../electron/contract.ts";
import { setupIpc } from "../../electron/ipc.ts";
import { BrowserWindow, ipcMain, resetElectron, senderOf, type StandInFrame } from "../support/electron.ts";

vi.mock("electron", () => import("../support/electron.ts"));

const page = "app://rematrix/index.html";
let window: BrowserWindow;
let handlers: {
  calls: Record<string, ReturnType<typeof vi.fn>>;
  posts: Record<string, ReturnType<typeof vi.fn>>;
};

beforeEach(() => {
  resetElectron();
  window = new BrowserWindow({ webPreferences: {} });
  handlers = {
    calls: { "files:open": vi.fn(async () => ({ kind: "cancelled" })), "files:save": vi.fn() },
    posts: {
      "engine:post": vi.fn(),
      "engine:restart": vi.fn(),
      "document:show": vi.fn(),
      "window:close-answered": vi.fn(),
    },
  };
  const answers = handlers as unknown as ShellHandlers;
  setupIpc((page) => (page === (window.webContents as never) ? answers : null));
});

const strangers: [string, () => object][] = [
  ["a frame inside the page", () => senderOf({ url: page, parent: { url: page, parent: null } })],
  ["the page navigated to another origin", () => senderOf({ url: "https://example.org/", parent: null })],
  ["the same scheme under another host", () => senderOf({ url: "app://other/index.html", parent: null })],
  [
    "an address that only begins like the page's",
    () => senderOf({ url: "app://rematrix.evil/", parent: null }),
  ],
  ["a frame that is gone", () => ({ sender: window.webContents, senderFrame: null })],
  ["a file", () => senderOf({ url: "file:///index.html", parent: null })],
  [
    "a window that is no lab's, at the page's address",
    () => senderOf({ url: page, parent: null }, new BrowserWindow({ webPreferences: {} }).webContents),
  ],
];

describe("a message's sender", () => {
  test("the page's main frame is answered", async () => {
    expect(await ipcMain.handlers.get("files:open")?.(senderOf(), null)).toEqual({ kind: "cancelled" });
    ipcMain.listeners.get("engine:post")?.(senderOf(), { kind: "play" });
    expect(handlers.posts["engine:post"]).toHaveBeenCalledExactlyOnceWith({ kind: "play" });
  });

  test("the page keeps its right with a hash or a query in its address", () => {
    const frame: StandInFrame = { url: `${page}?lesson=1#step`, parent: null };
    ipcMain.listeners.get("engine:post")?.(senderOf(frame), { kind: "play" });
    expect(handlers.posts["engine:post"]).toHaveBeenCalledOnce();
  });

  test.each(strangers)("%s is refused on every channel", (_who, sender) => {
    for (const handler of ipcMain.handlers.values()) {
      expect(() => handler(sender(), null)).toThrow("answered to the lab's own page only");
    }
    for (const listener of ipcMain.listeners.values()) listener(sender(), { kind: "play" });
    const all = [...Object.values(handlers.calls), ...Object.values(handlers.posts)];
    for (const handler of all) expect(handler).not.toHaveBeenCalled();
  });

  test("nobody is answered while there is no window", () => {
    resetElectron();
    setupIpc(() => null);
    expect(() => ipcMain.handlers.get("files:open")?.(senderOf(undefined, window.webContents), null)).toThrow(
      "own page only",
    );
  });
});
