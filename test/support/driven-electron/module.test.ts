import { describe, expect, it, vi } from "vitest";
import { Frame, Frames } from "./frames.ts";
import { Session } from "./connection.ts";
import * as standIn from "./module.ts";
import { usesOfElectron } from "./shell-uses.ts";
import { StrictEmitter } from "./strict.ts";

vi.mock("./browser.ts", () => ({
  settings: {
    home: "/home",
    userData: "/user-data",
    packaged: false,
    version: "0.0.0",
    context: "",
    browser: "",
  },
  chromium: new Promise(() => undefined),
}));

const window = new standIn.BrowserWindow();
const frames = new Frames(new Session(null as never, ""), "main", "world");

/** What stands in for each of Electron's classes. */
const instances: Readonly<Record<string, object>> = {
  App: standIn.app,
  BrowserWindow: window,
  WebContents: window.webContents,
  WebFrameMain: new Frame(frames, "frame", null),
  Dialog: standIn.dialog,
  IpcMain: standIn.ipcMain,
  Menu: new standIn.Menu(),
  MenuItem: new standIn.MenuItem({}),
  Protocol: standIn.protocol,
  Session: standIn.session.defaultSession,
  WebRequest: standIn.session.defaultSession.webRequest,
  Screen: standIn.screen,
  NativeTheme: standIn.nativeTheme,
  PowerSaveBlocker: standIn.powerSaveBlocker,
  Shell: standIn.shell,
  Clipboard: standIn.clipboard,
  CommandLine: standIn.app.commandLine,
};
/** What is only data, or the preload script's: preload-world.ts has that. */
const elsewhere =
  /^(IpcRenderer|ContextBridge|WebUtils|Event|.*(Event|Options|Request|Details|Params|Value|Filter|Rectangle|Display|Result))$/;

const { imports, members } = usesOfElectron();
const preloadOnly = new Set(["contextBridge", "ipcRenderer", "webUtils"]);

describe("what the shell uses of Electron", () => {
  it("is found: modules, members and events", () => {
    expect(imports).toContain("BrowserWindow");
    expect(members.length).toBeGreaterThan(40);
    expect(members.some(({ event }) => event === "will-navigate")).toBe(true);
  });

  it("is imported from a module that the stand-in has", () => {
    expect(imports.filter((name) => !preloadOnly.has(name) && !(name in standIn))).toEqual([]);
  });

  it("is a member that the stand-in has", () => {
    const missing = members.filter(({ owner, member }) => {
      if (elsewhere.test(owner)) return false;
      const standing = owner in instances ? [instances[owner], instances[owner].constructor] : [];
      return !standing.some((one) => member in one);
    });
    expect(missing.map(({ owner, member, place }) => `${owner}.${member} at ${place}`)).toEqual([]);
  });

  it("is an event that the stand-in knows", () => {
    const unknown = members.filter(({ owner, event }) => {
      const standing = instances[owner];
      if (event === null || !(standing instanceof StrictEmitter)) return false;
      return !(standing.constructor as typeof StrictEmitter).events.includes(event);
    });
    expect(unknown.map(({ owner, event, place }) => `${owner} "${event}" at ${place}`)).toEqual([]);
  });
});

describe("what the stand-in lacks", () => {
  it("throws with its name when it is asked for", () => {
    expect(() => (standIn.app as unknown as { getGPUInfo(): void }).getGPUInfo()).toThrow(
      "Electron's stand-in has no app.getGPUInfo",
    );
    expect(() => window.on("swipe", () => undefined)).toThrow('emits no "swipe" on BrowserWindow');
  });
});
