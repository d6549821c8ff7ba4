import { describe, expect, test, vi } from "vitest";
import type { ShownDocument } from "../../electron/contract.ts";
import type { MenuSetting, MenuState, MenuTarget } from "../../electron/menu-items.ts";
import { menuTemplate } from "../../electron/menu-template.ts";
import type { StandInMenuItem } from "../support/electron.ts";
import { shownDocument } from "../support/shown-document.ts";

vi.mock("electron", () => import("../support/electron.ts"));

const ignore = (): void => undefined;

const quiet: MenuTarget = {
  send: ignore,
  openWindow: ignore,
  exportAs: ignore,
  open: ignore,
  openFile: ignore,
  clearRecent: ignore,
  chooseTheme: ignore,
  focusWindow: ignore,
};
const usual: MenuState = { shown: shownDocument(), recent: [], theme: "system", windows: [] };

function menuOf(
  setting: MenuSetting,
  target: Partial<MenuTarget> = {},
  state: Partial<MenuState> = {},
): StandInMenuItem[] {
  return menuTemplate(setting, { ...usual, ...state }, { ...quiet, ...target }) as StandInMenuItem[];
}

/** The items of one menu while the window in front shows this. */
function itemsOfMenu(label: string, shown: Partial<ShownDocument>): StandInMenuItem[] {
  const menus = menuOf(linux, {}, { shown: shownDocument(shown) });
  return menus.find((menu) => menu.label === label)?.submenu ?? [];
}

const linux: MenuSetting = { platform: "linux", development: false };
const mac: MenuSetting = { platform: "darwin", development: false };

function itemsOf(setting: MenuSetting): StandInMenuItem[] {
  return menuOf(setting).flatMap((menu) => menu.submenu ?? []);
}

describe("the menu", () => {
  test("has File, Edit, Training, View, Window and Help on Windows and Linux", () => {
    for (const platform of ["linux", "win32"] as const) {
      const labels = menuOf({ platform, development: false }).map((menu) => menu.label);
      expect(labels).toEqual(["&File", "&Edit", "&Training", "&View", "&Window", "&Help"]);
    }
  });

  test("begins with the application's own menu on macOS and has a Window menu there", () => {
    expect(menuOf(mac).map((menu) => menu.role ?? menu.label)).toEqual([
      "appMenu",
      "&File",
      "&Edit",
      "&Training",
      "&View",
      "windowMenu",
      "help",
    ]);
  });

  test("closes the window from File, and quits from there on Windows and Linux", () => {
    const roles = (setting: MenuSetting): (string | undefined)[] => itemsOf(setting).map((item) => item.role);
    expect(roles(linux)).toEqual(expect.arrayContaining(["close", "quit"]));
    expect(roles(mac)).toContain("close");
    expect(roles(mac)).not.toContain("quit");
  });

  test("shows About under Help where there is no application menu", () => {
    const roles = (setting: MenuSetting): (string | undefined)[] =>
      (menuOf(setting).at(-1)?.submenu ?? []).map((item) => item.role);
    expect(roles(linux)).toContain("about");
    expect(roles(mac)).not.toContain("about");
  });

  test("has the developer tools in development only", () => {
    const roles = (setting: MenuSetting): (string | undefined)[] => itemsOf(setting).map((item) => item.role);
    expect(roles(linux)).not.toContain("toggleDevTools");
    expect(roles({ ...linux, development: true })).toContain("toggleDevTools");
  });

  test("leaves the clipboard to the system and undo to the page", () => {
    const edit = menuOf(linux)[1].submenu ?? [];
    expect(edit.map((item) => item.role)).toEqual(
      expect.arrayContaining(["cut", "copy", "paste", "selectAll"]),
    );
    expect(edit.map((item) => item.role)).not.toContain("undo");
  });

  test("calls undo and redo by the edit, and offers neither where there is none", () => {
    const labels = (shown: Partial<ShownDocument>): unknown[] =>
      itemsOfMenu("&Edit", shown)
        .slice(0, 2)
        .map(({ label, enabled }) => [label, enabled]);
    expect(labels({ undo: "hidden units 4 → 6" })).toEqual([
      ["Undo: hidden units 4 → 6", true],
      ["Redo", false],
    ]);
    expect(labels({ redo: "name “a” → “b & c”" })).toEqual([
      ["Undo", false],
      ["Redo: name “a” → “b && c”", true],
    ]);
  });

  test("leaves undo to a field that is typed into", () => {
    const view = { typing: true, projector: false, updates: true, micro: false };
    const [undo] = itemsOfMenu("&Edit", { undo: "hidden units 4 → 6", view });
    expect([undo.label, undo.enabled]).toEqual(["Undo", true]);
  });

  test("offers of training what can be done", () => {
    const enabled = (training: ShownDocument["training"]): (string | undefined)[] =>
      itemsOfMenu("&Training", { training })
        .filter((item) => item.enabled === true)
        .map((item) => item.label);
    const nowhere = { ready: false, playing: false, started: false, begun: false, inPast: false };
    expect(enabled(nowhere)).toEqual(["New seed"]);
    expect(enabled({ ...nowhere, ready: true })).toEqual([
      "Play",
      "One step",
      "One epoch",
      "Micro-steps of the update",
      "Check the gradients",
      "New seed",
    ]);
    const started = { ready: true, playing: false, started: true };
    const atStart = enabled({ ...started, begun: false, inPast: true });
    expect(atStart).toEqual(expect.arrayContaining(["Back to the start", "To the latest step"]));
    expect(atStart).not.toContain("One step back in time");
    expect(atStart).not.toContain("Keep this run");
    const later = enabled({ ...started, playing: true, begun: true, inPast: false });
    expect(later).toEqual(expect.arrayContaining(["Pause", "One step back in time", "Keep this run"]));
    expect(later).not.toContain("To the latest step");
  });

  test("ticks how the page is looked at", () => {
    const view = { typing: false, projector: true, updates: false, micro: true };
    const ticked = ["&View", "&Training"]
      .flatMap((menu) => itemsOfMenu(menu, { view }))
      .filter((item) => item.checked === true);
    expect(ticked.map((item) => item.label)).toEqual(["Projector mode", "Micro-steps of the update"]);
  });

  test("offers to revert only where there is something to take back", () => {
    const revert = (shown: Partial<ShownDocument>): boolean | undefined =>
      itemsOfMenu("&File", shown).find((item) => item.label === "Revert to saved…")?.enabled;
    expect([revert({}), revert({ revertible: true })]).toEqual([false, true]);
  });

  test("offers without a window only what opens one", () => {
    const menus = menuOf(linux, {}, { shown: null });
    const items = menus.flatMap((menu) => menu.submenu ?? []);
    const offered = items.filter((item) => item.enabled !== false && item.label !== undefined);
    expect(offered.map((item) => item.label)).toEqual([
      "New experiment",
      "New window",
      "Open…",
      "Open recent",
      "Theme",
    ]);
  });

  test("has redo where each system has it", () => {
    const redo = (setting: MenuSetting): string | undefined =>
      itemsOf(setting).find((item) => item.label === "Redo")?.accelerator;
    expect(redo(linux)).toBe("CmdOrCtrl+Shift+Z");
    expect(redo(mac)).toBe("CmdOrCtrl+Shift+Z");
    expect(redo({ platform: "win32", development: false })).toBe("Ctrl+Y");
  });

  test("tells recent files of one name apart by their folders", () => {
    const recent = ["/a/iris & co.json", "/b/one.json", "/c/one.json"];
    const file = menuOf(linux, {}, { recent })[0].submenu ?? [];
    const labels = file.find((item) => item.label === "Open recent")?.submenu?.map((item) => item.label);
    expect(labels?.slice(0, 3)).toEqual(["iris && co.json", "one.json — /b", "one.json — /c"]);
  });

  test.each([linux, mac])("uses every accelerator once, and never a bare key, on $platform", (setting) => {
    const accelerators = itemsOf(setting).flatMap((item) => item.accelerator ?? []);
    expect(new Set(accelerators).size).toBe(accelerators.length);
    for (const accelerator of accelerators) expect(accelerator).toMatch(/^(CmdOrCtrl|Cmd|Ctrl)\+/);
  });

  test("opens one more window from File", () => {
    let opened = 0;
    const file = menuOf(linux, { openWindow: () => opened++ })[0].submenu ?? [];
    file.find((item) => item.label === "New window")?.click?.();
    expect(opened).toBe(1);
  });

  test("sends the command of the item that was chosen", () => {
    const sent: string[] = [];
    const training = menuOf(linux, { send: (kind) => sent.push(kind) })[2].submenu ?? [];
    training.find((item) => item.label === "One epoch")?.click?.();
    expect(sent).toEqual(["epoch"]);
  });
});
