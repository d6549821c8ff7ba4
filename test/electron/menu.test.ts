import { describe, expect, test, vi } from "vitest";
import { menuTemplate, type MenuSetting, type MenuTarget } from "../../electron/menu.ts";
import type { StandInMenuItem } from "../support/electron.ts";

vi.mock("electron", () => import("../support/electron.ts"));

const ignore = (): void => undefined;

function menuOf(setting: MenuSetting, target: Partial<MenuTarget> = {}): StandInMenuItem[] {
  return menuTemplate(setting, { send: ignore, openWindow: ignore, ...target }) as StandInMenuItem[];
}

const linux: MenuSetting = { platform: "linux", development: false };
const mac: MenuSetting = { platform: "darwin", development: false };

function itemsOf(setting: MenuSetting): StandInMenuItem[] {
  return menuOf(setting).flatMap((menu) => menu.submenu ?? []);
}

describe("the menu", () => {
  test("has File, Edit, Training, View and Help on Windows and Linux", () => {
    for (const platform of ["linux", "win32"] as const) {
      const labels = menuOf({ platform, development: false }).map((menu) => menu.label);
      expect(labels).toEqual(["&File", "&Edit", "&Training", "&View", "&Help"]);
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
    expect(menuOf(linux).at(-1)?.submenu).toEqual([{ role: "about" }]);
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
